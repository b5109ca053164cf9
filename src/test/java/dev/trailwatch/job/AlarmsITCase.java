package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.NoticeRecord;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What alarms promise, through the whole job. */
class AlarmsITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final String BOUNDED =
      """
      version: 1
      rules:
        - name: hits
          pattern: '{ $.eventName = "Hit" }'
          metric: {dimensions: {Principal: '@principal'}}
          alarm: {period: 300, threshold: 3, group_by: [Principal], max_series: 5, alarm_actions: [a], ok_actions: [a]}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whoComesBeyondTheBoundOnSeriesIsStillAlarmed(int parallelism) throws Exception {
    JobRun run = new JobRun("bound-" + parallelism, JobRun.live(0), parallelism, MINUTE);
    run.rules(BOUNDED);
    for (int i = 0; i < 5; i++) {
      run.record(event("noise-" + i, "Hit", "filler" + i, START), START);
    }
    run.record("", START + MINUTE + 1).awaitTime();
    for (int i = 0; i < 3; i++) {
      run.record(event("deed-" + i, "Hit", "attacker", START + 2 * MINUTE), START + 2 * MINUTE);
    }
    run.record("", START + 3 * HOUR).awaitTime();
    // all is quiet: whoever comes now has a place again
    for (int i = 0; i < 3; i++) {
      run.record(event("again-" + i, "Hit", "attacker", START + 3 * HOUR), START + 3 * HOUR);
    }
    run.record("", START + 5 * HOUR).play();

    assertThat(said(run))
        .containsExactlyInAnyOrder(
            "trailwatch-max-series [Alarm=hits] ALARM",
            "hits [Principal=(other)] ALARM",
            "hits [Principal=(other)] OK",
            "trailwatch-max-series [Alarm=hits] OK",
            "hits [Principal=%s] ALARM".formatted(arn("attacker")),
            "hits [Principal=%s] OK".formatted(arn("attacker")));
    JsonNode alarm = message(run, "hits [Principal=(other)]", "ALARM");
    assertThat(alarm.at("/Evidence/principals/0/arn").asText()).isEqualTo(arn("attacker"));
    assertThat(alarm.at("/Trailwatch/earlyAlarm").asBoolean()).isTrue();
    assertThat(run.count("eventsBeyondBound")).isEqualTo(3);
    NoticeRecord health =
        run.notices().stream().filter(n -> n.alarm.startsWith("trailwatch-")).findFirst().get();
    assertThat(health.topics).containsExactly("health");
    assertThat(health.email).contains("max_series");
  }

  /** A bound that is counted in two parts: each is filled to its last place. */
  @ParameterizedTest(name = "an archive: {0}")
  @ValueSource(booleans = {false, true})
  void whoComesBeyondALargeBoundIsStillAlarmed(boolean archive) throws Exception {
    int most = 20_000;
    JobOptions options = archive ? JobRun.bounded() : JobRun.live(0);
    JobRun run = new JobRun("large-bound-" + archive, options, archive ? 4 : 2, MINUTE);
    String rules = BOUNDED.replace("max_series: 5", "max_series: " + most);
    run.rules(rules);
    Alarm alarm =
        RuleFileReader.read(List.of(SourceText.of("r.yaml", rules))).ruleSet().alarms().get(0);
    long[] places = new long[2];
    StringBuilder lines = new StringBuilder();
    int fillers = 0;
    for (int i = 0; fillers < most; i++) {
      int part = alarm.seriesBound().part(alarm.seriesAddress(arn("filler" + i)));
      if (places[part] < alarm.seriesBound().share()) {
        places[part]++;
        fillers++;
        lines.append(event("f" + i, "Hit", "filler" + i, START));
      }
      if (fillers % 500 == 0 && lines.length() > 0) {
        run.record(lines.toString(), archive ? Long.MAX_VALUE : START);
        lines.setLength(0);
      }
    }
    if (!archive) {
      run.record("", START + MINUTE + 1).awaitTime();
    }
    for (int i = 0; i < 3; i++) {
      long time = START + 2 * MINUTE;
      run.record(event("deed-" + i, "Hit", "attacker", time), archive ? Long.MAX_VALUE : time);
    }
    if (!archive) {
      run.record("", START + 3 * HOUR);
    }
    run.play();

    assertThat(said(run))
        .containsExactlyInAnyOrder(
            "trailwatch-max-series [Alarm=hits] ALARM",
            "hits [Principal=(other)] ALARM",
            "hits [Principal=(other)] OK",
            "trailwatch-max-series [Alarm=hits] OK");
    JsonNode said = message(run, "hits [Principal=(other)]", "ALARM");
    assertThat(said.at("/Evidence/principals/0/arn").asText()).isEqualTo(arn("attacker"));
    assertThat(run.count("eventsBeyondBound")).isEqualTo(3);
  }

  @Test
  void anArchivesSeriesHaveTheirPlacesInOrderOfTimeWhateverTheOrderOfInput() throws Exception {
    String[] said = new String[2];
    for (int turn = 0; turn < 2; turn++) {
      JobRun run = new JobRun("archive-" + turn, JobRun.bounded(), 1 + 3 * turn, MINUTE);
      run.rules(BOUNDED.replace("max_series: 5", "max_series: 2"));
      for (int i = 0; i < 60; i++) {
        int n = turn == 0 ? i : 59 - i;
        long time = START + 10 * MINUTE * (n / 3) / 3;
        run.record(event("e" + n, "Hit", "p" + n * 7 % 5, time), Long.MAX_VALUE);
        run.record(event("f" + n, "Hit", "p" + n * 7 % 5, time), Long.MAX_VALUE);
      }
      run.play();
      said[turn] =
          String.join("\n", run.notices().stream().map(n -> n.alarm + n.message).sorted().toList());
    }
    assertThat(said[0])
        .isEqualTo(said[1])
        .contains("(other)", "has reached its bound", "is below its bound");
  }

  @ParameterizedTest
  @ValueSource(longs = {11 * MINUTE, 2 * HOUR, 23 * HOUR})
  void aFirstSeenRecordThatComesLateAlarmsAtOnceAndItsCopiesDoNot(long late) throws Exception {
    JobRun run = new JobRun("late-" + late, JobRun.live(DAY), 2, 10 * MINUTE);
    run.rules(
        """
        version: 1
        rules:
          - name: once
            pattern: '{ $.eventName = "Once" }'
            alarm: {alarm_actions: [a], ok_actions: [a]}
          - name: count
            pattern: '{ $.eventName = "Count" }'
            alarm: {threshold: 3, alarm_actions: [a], ok_actions: [a]}
        """);
    run.record(
        event("c1", "Count", "mallory", START) + event("c2", "Count", "mallory", START), START);
    long now = START + 10 * MINUTE + late;
    run.record("", now).awaitTime();
    String lines = event("o1", "Once", "eve", START) + event("c3", "Count", "mallory", START);
    run.record(lines, now);
    // no time passes, and no other record comes, before both have been said
    run.await(
        new TimelineSource.Gate<>(
            () -> run.notices().stream().filter(AlarmsITCase::isAlarm).count() == 2, () -> null));
    run.record(lines, now).record(lines, now + MINUTE).record("", now + 2 * DAY).play();

    assertThat(said(run))
        .containsExactlyInAnyOrder("once ALARM", "once OK", "count ALARM", "count OK");
    for (NoticeRecord notice : run.notices()) {
      JsonNode message = JSON.readTree(notice.message);
      assertThat(message.at("/Trailwatch/late").asBoolean()).isTrue();
      assertThat(message.at("/Trailwatch/earlyAlarm").asBoolean()).isFalse();
    }
    assertThat(message(run, "once", "ALARM").at("/Evidence/late").asBoolean()).isTrue();
    assertThat(message(run, "count", "ALARM").at("/Evidence/count").asInt())
        .as("those that came in time are shown, too")
        .isEqualTo(3);
    assertThat(run.count("lateEvents")).isEqualTo(2);
    assertThat(run.count("duplicateEvents")).isEqualTo(4);
  }

  @ParameterizedTest(name = "an archive: {0}")
  @ValueSource(booleans = {false, true})
  void anEventThatTwoRulesOfOneMetricMatchCountsTwiceAndItsCopyDoesNot(boolean archive)
      throws Exception {
    JobOptions options = archive ? JobRun.bounded() : JobRun.live(DAY);
    JobRun run = new JobRun("two-filters-" + archive, options, 2, MINUTE);
    run.rules(
        """
        version: 1
        rules:
          - {name: root, pattern: '{ $.userIdentity.arn = "*root" }', metric: {name: bad, dimensions: {Who: '@principal'}}, alarms: []}
          - {name: hit, pattern: '{ $.eventName = "Hit" }', metric: {name: bad, dimensions: {Who: '@principal'}}, alarms: []}
          - {name: hit-five, pattern: '{ $.eventName = "Hit" }', metric: {name: bad, value: 5, dimensions: {Who: $.eventName}}, alarms: []}
        alarms:
          - {name: all, metric: {namespace: Trailwatch, name: bad}, threshold: 7, alarm_actions: [a]}
          - {name: each, metric: {namespace: Trailwatch, name: bad}, threshold: 1, group_by: [Who], alarm_actions: [a]}
        """);
    String deed = event("d1", "Hit", "root", START);
    run.record(deed, archive ? Long.MAX_VALUE : START);
    run.record(deed, archive ? Long.MAX_VALUE : START + 1000);
    run.record(archive ? deed : "", archive ? Long.MAX_VALUE : START + HOUR).play();

    assertThat(said(run))
        .containsExactlyInAnyOrder(
            "all ALARM", "each [Who=Hit] ALARM", "each [Who=%s] ALARM".formatted(arn("root")));
    assertThat(message(run, "all", "ALARM").at("/Evidence/count").asInt()).isEqualTo(1);
    List<String> sums =
        run.datapoints().stream()
            .map(one -> one.rule + " " + one.sampleCount + " " + one.sum)
            .distinct()
            .sorted()
            .toList();
    assertThat(sums).containsExactly("all 3 7.0", "each 1 5.0", "each 2 2.0");
  }

  @ParameterizedTest(name = "an archive: {0}")
  @ValueSource(booleans = {false, true})
  void thousandsOfCopiesInOneMinuteCountOnce(boolean archive) throws Exception {
    JobOptions options = archive ? JobRun.bounded() : JobRun.live(DAY);
    JobRun run = new JobRun("copies-" + archive, options, 2, MINUTE);
    run.rules(BOUNDED.replace("group_by: [Principal], max_series: 5, ", ""));
    for (int turn = 0; turn < 2; turn++) {
      for (int from = 0; from < 5_000; from += 500) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + 500; i++) {
          lines.append(event("e" + i, "Hit", "p", START));
        }
        run.record(lines.toString(), archive ? Long.MAX_VALUE : START + turn);
      }
    }
    if (!archive) {
      run.record("", START + HOUR);
    }
    run.play();

    assertThat(run.datapoints().stream().map(one -> one.sampleCount).distinct())
        .containsExactly(5_000L);
    assertThat(run.count("duplicateEvents")).isEqualTo(5_000);
    assertThat(run.count("uncheckedEvents")).isZero();
  }

  @Test
  void anArchivesAlarmWithoutGroupsHasNoBound() throws Exception {
    JobRun run = new JobRun("no-bound", JobRun.bounded(), 2, MINUTE);
    run.rules(BOUNDED.replace("group_by: [Principal], ", ""));
    for (int i = 0; i < 20; i++) {
      run.record(event("e" + i, "Hit", "p" + i, START), Long.MAX_VALUE);
    }
    run.play();

    assertThat(said(run)).containsExactly("hits ALARM", "hits OK");
    assertThat(run.count("eventsBeyondBound")).isZero();
  }

  @Test
  void whatIsTooLateIsCounted() throws Exception {
    JobRun run = new JobRun("too-late", JobRun.live(DAY), 1, 10 * MINUTE);
    run.rules("version: 1\nrules:\n  - {name: once, pattern: '{ $.eventName = \"Once\" }'}\n");
    run.record("", START + 26 * HOUR).awaitTime();
    run.record(event("o1", "Once", "eve", START), START + 26 * HOUR).play();

    assertThat(run.notices()).isEmpty();
    assertThat(run.count("tooLateEvents")).isOne();
  }

  @Test
  void manySessionsOfOneRoleAreOnePrincipalAndNobodyIsSomebody() throws Exception {
    JobRun run = new JobRun("sessions", JobRun.live(DAY), 2, 10 * MINUTE);
    run.rules(
        """
        version: 1
        rules:
          - name: denied
            pattern: '{ $.errorCode = "AccessDenied" }'
            metric: {dimensions: {Principal: '@principal'}}
            alarm: {threshold: 5, group_by: [Principal], alarm_actions: [a], ok_actions: [a]}
        """);
    for (int i = 0; i < 5; i++) {
      String session =
          "{\"eventTime\":\"%s\",\"eventID\":\"s%d\",\"errorCode\":\"AccessDenied\",\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/ci/session-%d\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::111122223333:role/ci\"}}}}\n";
      String nobody =
          "{\"eventTime\":\"%s\",\"eventID\":\"n%d\",\"errorCode\":\"AccessDenied\",\"userIdentity\":{}}\n";
      Instant time = Instant.ofEpochMilli(START);
      run.record(session.formatted(time, i, i) + nobody.formatted(time, i), START);
    }
    run.record("", START + HOUR).play();

    assertThat(said(run))
        .containsExactlyInAnyOrder(
            "denied [Principal=arn:aws:iam::111122223333:role/ci] ALARM",
            "denied [Principal=arn:aws:iam::111122223333:role/ci] OK",
            "denied [Principal=(none)] ALARM",
            "denied [Principal=(none)] OK");
  }

  @Test
  void aThousandNewAlarmsSayNothingAndAPrincipalsAlarmAndReturnAreTwoMessages() throws Exception {
    StringBuilder rules =
        new StringBuilder("version: 1\ndefaults: {alarm_actions: [a], ok_actions: [a]}\nrules:\n");
    for (int i = 0; i < 1000; i++) {
      rules.append(
          "  - {name: r%d, pattern: '{ $.eventName = \"Call%d\" }', metric: {dimensions: {Principal: '@principal'}}, alarm: {group_by: %s}}\n"
              .formatted(i, i, i % 2 == 0 ? "[Principal]" : "[]"));
    }
    JobRun run = new JobRun("thousand", JobRun.live(DAY), 2, 10 * MINUTE);
    run.rules(rules.toString());
    run.record("", START).awaitTime();
    run.record("", START + HOUR).awaitTime();
    run.record(event("e1", "Call500", "eve", START + HOUR), START + HOUR);
    run.record("", START + 2 * HOUR).play();

    assertThat(said(run))
        .containsExactly(
            "r500 [Principal=%s] ALARM".formatted(arn("eve")),
            "r500 [Principal=%s] OK".formatted(arn("eve")));
  }

  @Test
  void oneFileAdaptsShippedRules() throws Exception {
    String text =
        """
        version: 1
        rules:
          - {name: burst, tags: {noise: [iac]}, pattern: '{ $.eventName = "Burst" }', alarm: {threshold: 2, alarm_actions: [a]}}
          - {name: noisy, tags: {noise: [iac]}, pattern: '{ $.eventName = "Noisy" }', alarm: {alarm_actions: [a]}}
          - {name: muted, pattern: '{ $.eventName = "Muted" }', alarm: {alarm_actions: [a]}}
          - {name: off, pattern: '{ $.eventName = "Off" }', alarm: {alarm_actions: [a]}}
        """;
    String own =
        """
        lists: {pipelines: {values: ["*/terraform"], reason: our pipelines, owner: platform}}
        overrides:
          - {rules: [burst], alarm: {threshold: 4}}
          - {rules: ["tag:iac"], except: [{field: $.userIdentity.arn, in: pipelines}]}
          - {rules: [muted], mute: {until: 2026-03-02T00:00:00Z, reason: change window}}
          - {rules: [off], enabled: false}
        """;
    for (boolean adapted : new boolean[] {false, true}) {
      JobRun run = new JobRun("overlay-" + adapted, JobRun.live(DAY), 1, 10 * MINUTE);
      run.rules(adapted ? text + own : text);
      for (int i = 0; i < 3; i++) {
        run.record(event("b" + i, "Burst", "eve", START), START);
      }
      run.record(event("n", "Noisy", "terraform", START), START);
      run.record(event("m", "Muted", "eve", START), START);
      run.record(event("o", "Off", "eve", START), START);
      run.record("", START + HOUR).awaitTime();
      run.record(event("n2", "Noisy", "eve", START + HOUR), START + HOUR);
      run.record("", START + 2 * HOUR).play();
      assertThat(said(run).stream().filter(said -> said.endsWith("ALARM")))
          .containsExactlyInAnyOrderElementsOf(
              adapted
                  ? List.of("noisy ALARM")
                  : List.of(
                      "burst ALARM", "noisy ALARM", "noisy ALARM", "muted ALARM", "off ALARM"));
    }
  }

  @Test
  void anAlarmThatOutlastsItsMuteIsSaidWhenTheMuteEnds() throws Exception {
    JobRun run = new JobRun("mute", JobRun.live(DAY), 1, MINUTE);
    run.rules(
        """
        version: 1
        rules:
          - {name: silent, pattern: '{ $.eventName = "Beat" }', alarm: {period: 60, treat_missing_data: breaching, alarm_actions: [a]}}
        overrides:
          - {rules: [silent], mute: {until: 2026-03-01T11:00:00Z, reason: change window}}
        """);
    run.record("", START).awaitTime();
    run.record("", START + 2 * HOUR).play();

    assertThat(said(run)).containsExactly("silent ALARM");
    assertThat(run.notices().get(0).stateChangeTime).isEqualTo(START + HOUR);
  }

  private static boolean isAlarm(NoticeRecord notice) {
    return notice.newState.equals("ALARM");
  }

  private static List<String> said(JobRun run) {
    return run.notices().stream().map(notice -> notice.alarm + " " + notice.newState).toList();
  }

  private static JsonNode message(JobRun run, String alarm, String state) throws Exception {
    for (NoticeRecord notice : run.notices()) {
      if (notice.alarm.equals(alarm) && notice.newState.equals(state)) {
        return JSON.readTree(notice.message);
      }
    }
    throw new AssertionError("nothing said of " + alarm + " " + state + ": " + said(run));
  }

  private static String arn(String user) {
    return "arn:aws:iam::111122223333:user/" + user;
  }

  private static String event(String id, String name, String user, long time) {
    return "{\"eventTime\":\"%s\",\"eventID\":\"%s\",\"eventName\":\"%s\",\"userIdentity\":{\"arn\":\"%s\"}}\n"
        .formatted(Instant.ofEpochMilli(time), id, name, arn(user));
  }
}
