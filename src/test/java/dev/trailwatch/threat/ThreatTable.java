package dev.trailwatch.threat;

import java.util.List;

/** The threats, in the order of the page. */
final class ThreatTable {
  static final List<Threat> ROWS =
      List.of(
          Threat.of(
              "user",
              "An event with a time in the future, to drag the clock along and make all others"
                  + " late",
              "Time is moved by arrivals alone; an event more than five minutes ahead of its"
                  + " arrival counts in its arrival's minute.",
              "",
              "job.HostileEventsTest#anEventOfTheYear2262CountsWhereItArrivedAndMovesNoTime"),
          Threat.of(
              "user, writer",
              "Old or repeated records",
              "A copy of an event counts once; a first-seen late one counts in its own window and"
                  + " alarms, marked late.",
              "",
              "job.MinuteTableTest#aCopyOfAnEventCountsOnce",
              "job.DetectionJobITCase#answersAsThePlainWorkingOutDoes"),
          Threat.of(
              "user",
              "A flood of events to hide one",
              "Every event is judged, none is sampled; evidence keeps the first and the last events"
                  + " and bounds the rest.",
              "",
              "job.HostileEventsTest#oneEventAmongManyOthersIsFoundAndItsEvidenceKept",
              "event.EvidenceTest#theFirstAndTheLastEventsAreKept",
              "event.EvidenceTest#aFewThousandPrincipalsAreBoundedAndTheBusyOneIsStillNamed"),
          Threat.of(
              "user",
              "A flood of alarms to delay another alarm's message",
              "Topics have queues of their own, in which rules take turns, and of each rule its"
                  + " alarms: one behind a flood of another rule's goes with the next request. None"
                  + " is left out, for that is what a flood would be made for; but an alarm that"
                  + " flaps is held back by its `cooldown` and says how often, and instances beyond"
                  + " `max_series` are told as one.",
              "",
              "connector.sns.SnsWriterTest#aFloodOfOneAlarmDelaysNoOther",
              "connector.sns.SnsWriterTest#aFloodOfAlarmsOfOneRuleDelaysNoOtherRule",
              "connector.sns.SnsWriterTest#inAFloodNothingIsLeftOutAndEachAlarmKeepsItsOrder",
              "job.AlarmTrackPropertiesTest#tellsMessageForMessageWhatTheDocumentationSays",
              "job.AlarmsITCase#whoComesBeyondTheBoundOnSeriesIsStillAlarmed",
              "connector.sns.SnsWriterTest#throttlingOfAWholeRequestRestsTheTopicAndNoOther"),
          Threat.of(
              "writer",
              "Gzip bombs, many members, damaged or trailing data",
              "One member, checksum held, 16 MiB and 200 times at most; refused, counted, kept as a"
                  + " dead letter, told once; the records beside it are read.",
              "",
              "event.PoisonCorpusTest#everyPoisonIsRefusedBetweenTwoGoodRecords",
              "matcher.MutatedRecordsTest#everyKindOfPoisonIsRefusedAndItsNeighboursAreRead",
              "event.RecordInflaterTest#refusesASecondMemberInsteadOfHidingIt",
              "job.SilenceFunctionTest#theFirstUndecodableRecordIsToldAtOnceAndTheEndAfterAQuietHour",
              "fault.FaultITCase#everyCountAndEveryTransitionIsExactWhateverFails"),
          Threat.of(
              "writer",
              "A malformed KPL aggregate of 29 bytes that stops the Kinesis connector",
              "The class that the connector asks for is in both jars; the neighbours are"
                  + " delivered. What the connector would drop, wholly or in part, is handed on"
                  + " whole: refused, counted, told, kept as a dead letter.",
              "",
              "connector.kinesis.KinesisRecordsITCase#aPoisonedAggregateStopsNoNeighbourAndIsHandedOnWhole",
              "connector.kinesis.AggregatesTest#noAggregateVanishesWhateverIsInIt",
              "connector.kinesis.AggregatesTest#whatIsPushedIsWholeToo",
              "event.PoisonCorpusTest#everyPoisonIsRefusedBetweenTwoGoodRecords",
              "packaging.JarsITCase#holdWhatOnlyAMalformedRecordAsksFor"),
          Threat.of(
              "writer",
              "Mutated records: doubled and escaped keys, overlong UTF-8, byte order marks, halves"
                  + " of surrogates, control characters, depth",
              "The one-pass reader reads what the plain decoder reads, or both refuse; no neighbour"
                  + " is lost.",
              "",
              "matcher.MutatedRecordsTest#aMutantIsReadAsThePlainReadersReadItOrRefusedAndItsNeighboursAreRead",
              "fuzz.FuzzCorpusTest#nothingOfTheCorpusGoesWrong",
              "matcher.MutatedRecordsTest#aBrokenLineBeforeOneThatIsNoTextCostsNoOther",
              "matcher.RecordReaderTest#readsWhatTheDecoderReads"),
          Threat.of(
              "user",
              "Deep JSON, huge texts, a hundred thousand keys, keys whose hashes collide",
              "Read without recursion, to the depth and length that the page on patterns names, in"
                  + " linear time on a stack of 512 KB.",
              "",
              "pattern.HostileInputTest#deeperJsonIsNoMatch",
              "pattern.HostileInputTest#aHundredThousandKeysAreRead",
              "pattern.HostileInputTest#keysThatCollideAreReadAsAnyOther",
              "pattern.HostileInputTest#aMessageOfAMegabyteIsAnswered",
              "matcher.MatchSessionTest#depthIsAcceptedExactlyAsFarAsJacksonReads"),
          Threat.of(
              "user, writer",
              "JSON that two readers read differently",
              "One rule in every path: strict UTF-8, one object, the last of doubled keys counts"
                  + " however it is escaped. The scanner is held against Jackson's tree.",
              "",
              "matcher.MutatedRecordsTest#aMutatedMessageMatchesAsJacksonsTreeOfItsStrictlyDecodedTextDoes",
              "matcher.MutatedRecordsTest#anEscapeOfOtherDigitsThanHexadecimalOnesIsNoJson",
              "matcher.MatcherDifferentialTest#everyPairIsJudgedAsThePatternJudgesIt",
              "matcher.MatchSessionTest#theLastOfDoubledKeysCountsHoweverItIsWritten"),
          Threat.of(
              "user",
              "Names that look like others: homoglyphs, trailing blanks, invisible characters",
              "Compared by code point, as CloudWatch does; what is invisible or turns the writing"
                  + " round is shown as an escape. A name with other than plain ASCII characters,"
                  + " or with blanks that cannot be seen, is spelled out with escapes beside it,"
                  + " and an alarm instance that is called so has a hash in its name.",
              "",
              "job.HostileEventsTest#whatACallerWritesIntoItsParametersIsNoFieldOfTheRecord",
              "diagnostic.VisibleTest#aNameThatLooksLikeAnotherIsSpelledOut",
              "diagnostic.VisibleTest#blanksThatCannotBeSeenAreSpelledOut",
              "diagnostic.VisibleTest#whatIsInvisibleBeyondTheFirstPlaneIsEscapedToo",
              "notification.WordsTest#aNameThatLooksLikeAnothersIsSpelledOut",
              "notification.ConsoleBlockTest#aNameThatLooksLikeAnothersIsSpelledOut",
              "notification.NotificationTest#whatCouldBeMistakenIsFollowedByAHash"),
          Threat.of(
              "user",
              "Request parameters called eventName, keys with dots in them, JSON inside a text",
              "A selector is anchored at the record: only the field at its own path counts.",
              "",
              "job.HostileEventsTest#whatACallerWritesIntoItsParametersIsNoFieldOfTheRecord",
              "matcher.MatchSessionTest#onlyTheAnchoredPathCounts"),
          Threat.of(
              "user, author",
              "Wildcards and regular expressions that take exponential time",
              "Linear matching of both; bounded length, depth and program.",
              "",
              "pattern.HostileInputTest#timeGrowsNoFasterThanTheMessage",
              "pattern.HostileInputTest#aLongPatternOfOneKindIsRefusedOrRead",
              "pattern.PatternFuzzTest#mutantsAreRefusedOrAnsweredInTime"),
          Threat.of(
              "author",
              "Rules deleted, emptied or edited so that nothing alarms",
              "`required` and `minimum_rules` refuse a set that lost them; with `signature.key` a set"
                  + " is taken only as the key's owner signed it; each reload, adopted or refused,"
                  + " is in the log, a metric and a notice; a refused set replaces nothing.",
              "",
              "rulefile.SignedListTest#whatWasChangedAddedOrTakenAwayIsNamed",
              "rulefile.SignedListTest#aTurnedBitOfTheListOrItsSignatureIsNoSignature",
              "connector.rules.SignedRuleFilesTest#aRuleThatIsTakenAwayOrChangedIsRefusedAndTold",
              "connector.rules.SignedRuleFilesTest#aBucketsFilesAreHeldToTheirSignatureToo",
              "rulefile.BadFilesTest#everyFaultIsToldAtOnceAsInTheGoldenFile",
              "connector.rules.RulePollTest#refusesWrongFilesOnceAndSaysWhy",
              "connector.rules.RulePollTest#keepsTheLastSetWhenTheFilesVanish",
              "app.KinesisToSnsITCase#matchingEventsAlarmOnceTheirSilenceClearsAndAnEditedRuleTakesEffect"),
          Threat.of(
              "author",
              "YAML that means something else than it seems to",
              "Anchors, aliases, tags, merge keys, doubled keys, second documents, invisible"
                  + " characters, depth and files beyond 1 MiB are errors with a line.",
              "",
              "rulefile.BadFilesTest#everyFaultIsToldAtOnceAsInTheGoldenFile",
              "rulefile.BadFilesTest#aFileThatIsTooLargeIsRefusedBeforeItIsParsed",
              "rulefile.RuleFileFuzzTest#mutatedFilesAreReadOrRefusedWithIssues"),
          Threat.of(
              "author",
              "A rule that sends its alarm to a topic of the author's own",
              "Rules name topics; only the job's configuration knows ARNs. An ARN in a rule is an"
                  + " error.",
              "",
              "rulefile.BadFilesTest#everyFaultIsToldAtOnceAsInTheGoldenFile",
              "cli.RefusalsTest#aTopicThatARuleNamesMustBeConfigured"),
          Threat.of(
              "author",
              "Links and names in the rules' folder that lead elsewhere",
              "Only regular `*.yaml` files below the folder; a link out of it is not followed.",
              "",
              "rulefile.RuleDirectoryTest#aLinkLeadsToNoFileOutsideTheFolder",
              "rulefile.RuleDirectoryTest#onlyRegularFilesOfRulesBelowTheFolderAreRead"),
          Threat.of(
              "user, author",
              "Text that becomes markup, a command or a line of its own where it is shown",
              "One escape at the last step of each output: terminal, subject, e-mail, SMS, JSON,"
                  + " SARIF, JUnit, GitHub annotations.",
              "",
              "cli.HostileStringsTest#onATerminalNothingMovesTheCursorBreaksALineOrTurnsTheWriting",
              "cli.HostileStringsTest#anAnnotationOfGithubIsOneCommandOfOneLine",
              "cli.HostileStringsTest#junitXmlIsWellFormedAndHasOneCaseForEachTest",
              "cli.HostileStringsTest#jsonAndSarifAreStrictJsonWithTheTextsInTheirPlaces",
              "notification.ReceiversTest#snsTakesEveryMessage",
              "notification.ReceiversTest#nothingForPeopleHoldsAControlCharacterOrTurnsTheWritingRound",
              "connector.replay.ConsoleSinkTest#letsNoEventWriteToTheTerminal",
              "app.HealthNoticesTest#aLogGroupsNameCanForgeNothing"),
          Threat.of(
              "user, reader",
              "Secrets of events in messages, files, logs",
              "Evidence is a list of allowed fields, credentials in these are masked, what refuses"
                  + " a record never quotes it. Dead letters alone hold records whole.",
              "",
              "cli.CanarySecretsITCase#noSecretOfAnyFieldComesOutAnywhereButInTheDeadLetters",
              "notification.ReceiversTest#theEvidenceIsAnAllowList",
              "event.SecretsTest#whatLooksLikeACredentialIsMasked",
              "app.HealthNoticesTest#anUndecodableRecordIsToldByItsPlaceAndNeverByItsContent"),
          Threat.of(
              "operator",
              "An endpoint that takes records or credentials to a stranger",
              "An endpoint is https, or plain http to an address of this machine.",
              "",
              "app.JobConfigTest#anEndpointIsEncryptedOrOfThisMachine",
              "connector.kinesis.KinesisSettingsTest#endpointsAreEncryptedOrOfThisMachine"),
          Threat.of(
              "operator",
              "Secrets of the configuration in the log",
              "Values whose key names a secret are never printed, in no error either.",
              "",
              "app.JobConfigTest#aSecretOfTheConfigurationIsNeverPrinted"),
          Threat.of(
              "user",
              "StopLogging, a deleted trail, subscription or stream; then silence",
              "Rules on the calls; and a dead man's switch for every log group that was heard, by"
                  + " the clock, for which a control message is no life.",
              "",
              "job.SilenceFunctionTest#aSilenceIsToldOnceAndOnceMoreWhenItEnds",
              "job.SilenceFunctionTest#onlyRecordsWithEventsAreSignsOfLife",
              "job.SilenceFunctionTest#aJobThatWasAwayListensBeforeItJudgesAndTellsASilenceOnceAcrossARestore",
              "app.KinesisToSnsITCase#matchingEventsAlarmOnceTheirSilenceClearsAndAnEditedRuleTakesEffect"),
          Threat.of(
              "anybody",
              "The job itself is dead",
              "A heartbeat metric, and a CloudWatch alarm on it for which missing data is"
                  + " breaching.",
              "",
              "deploy.DeployITCase#modulesExamplesAndUnitsAreSound"),
          Threat.of(
              "anybody",
              "Rights that are wider than needed",
              "Exact ARNs, no wildcard action, the stream writable by log delivery alone.",
              "",
              "deploy.DeployITCase#modulesExamplesAndUnitsAreSound"),
          Threat.of(
              "anybody",
              "A stolen or forged checkpoint",
              "State is plain fields, no Kryo. On Managed Flink it lies in the service's own storage,"
                  + " encrypted, where nobody of the account can write; a local job's directory is"
                  + " its owner's alone.",
              "Elsewhere who may write to the place of the checkpoints may change what was counted:"
                  + " Flink signs no state and checks no sum of it when it reads it (not even those"
                  + " inside its compressed form), and whoever may write there has the job's own"
                  + " rights anyway.",
              "app.LocalClusterTest#aDirectoryOfCheckpointsThatIsMadeIsItsOwnersAlone",
              "wire.WireTypesTest#isSerialisedAsAPojoWithoutKryo",
              "connector.sns.WaitingNoticesSerializerTest#aLayoutFromTheFutureIsRefused"),
          Threat.of(
              "supplier",
              "A native binary, an old library with known holes, or a class that was not meant to"
                  + " be there, in the jar",
              "The connector's native producers, and what nothing calls, are left out; its inner"
                  + " Netty, Jackson and protobuf are exchanged for current ones. A list of all"
                  + " parts, inner ones too, is held against the jar; known findings have a page."
                  + " Every class is one that the oldest supported Java loads; updates of libraries"
                  + " are proposed weekly; two builds give the same bytes.",
              "",
              "packaging.BillOfMaterialsITCase#everyClassIsOfAPartThatIsListed",
              "packaging.BillOfMaterialsITCase#nothingIsListedThatWasCutAway",
              "packaging.BillOfMaterialsITCase#whatTheConnectorCarriesIsListedUnlessItIsExchangedOrUnused",
              "packaging.FindingsITCase#everyPartThatThePageNamesIsInTheJar",
              "packaging.LinksITCase#whatTheCodeAsksForIsThere",
              "packaging.JarsITCase#holdWhatOnlyAMalformedRecordAsksFor",
              "packaging.JarsITCase#holdNoClassThatManagedFlinkCannotLoad"));

  private ThreatTable() {}
}
