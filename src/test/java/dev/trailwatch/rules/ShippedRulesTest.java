package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.rulefile.TimelineFile;
import dev.trailwatch.ruletest.RuleTester;
import dev.trailwatch.ruletest.Simulation;
import dev.trailwatch.ruletest.TestOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {
  /** Each filter that the articles publish, and the rules that stand for it. */
  private static final Map<String, List<String>> ARTICLES =
      Map.ofEntries(
          Map.entry("000 unauthorized operations", List.of("denied.account", "denied.burst")),
          Map.entry("000 security groups", List.of("net.security-groups")),
          Map.entry("001 user created", List.of("iam.user-created")),
          Map.entry("001 user deleted", List.of("iam.user-deleted")),
          Map.entry("001 security groups", List.of("net.security-groups")),
          Map.entry("002 root", List.of("root.write", "root.used")),
          Map.entry("002 brute force", List.of("console.bruteforce", "console.bruteforce-spread")),
          Map.entry(
              "002 trail tampering", List.of("trail.disabled", "trail.deleted", "trail.blinded")),
          Map.entry("002 group open to the world", List.of("sg.world", "sg.world-modify")),
          Map.entry("002 access key", List.of("iam.access-key")),
          Map.entry("002 bucket policy", List.of("s3.policy", "s3.public")),
          Map.entry("002 secrets denied", List.of("secrets.denied")),
          Map.entry("003 root", List.of("root.write", "root.used")),
          Map.entry("003 sign-in without MFA", List.of("console.no-mfa")),
          Map.entry("003 action without MFA", List.of("console.change-without-mfa")),
          Map.entry("003 key use", List.of("kms.destroy")),
          Map.entry("003 decryption", List.of("kms.decrypt")),
          Map.entry("003 security groups", List.of("net.security-groups")),
          Map.entry("003 IAM", List.of("iam.changes", "iam.policies", "iam.trust")),
          Map.entry("003 route tables", List.of("net.routes")),
          Map.entry("003 network access lists", List.of("net.acl")));

  @Test
  void everyFileReadsWithoutAnyIssue() throws IOException {
    assertThat(RuleFileReader.read(RuleDirectory.load(ShippedRules.FOLDER)).issues()).isEmpty();
    for (SourceText file : RuleDirectory.loadTests(ShippedRules.FOLDER)) {
      assertThat(TimelineFile.read(file).issues()).isEmpty();
    }
  }

  @Test
  void everyInlineTestPasses() throws IOException {
    assertThat(RuleTester.inline(ShippedRules.load())).isNotEmpty().allMatch(TestOutcome::passed);
  }

  @Test
  void everyTimelineTestPasses() throws IOException {
    List<TestOutcome> outcomes = new ArrayList<>();
    for (SourceText file : RuleDirectory.loadTests(ShippedRules.FOLDER)) {
      outcomes.addAll(RuleTester.timelines(ShippedRules.load(), TimelineFile.read(file).tests()));
    }

    assertThat(outcomes).isNotEmpty().allMatch(TestOutcome::passed);
  }

  @Test
  void everyRuleSaysWhatItIsAndIsTriedBothWays() throws IOException {
    for (Rule rule : ShippedRules.load().allRules()) {
      assertThat(rule.description()).as(rule.name()).contains("First: ");
      assertThat(rule.runbook()).as(rule.name()).isNotBlank();
      assertThat(rule.tests()).as(rule.name()).anyMatch(test -> test.matches());
      assertThat(rule.tests()).as(rule.name()).anyMatch(test -> !test.matches());
      assertThat(rule.tags()).as(rule.name()).containsKeys("tier");
      assertThat(rule.tags())
          .as(rule.name())
          .containsKey(rule.mode() == RuleMode.NATIVE ? "audit" : "mitre");
    }
  }

  @Test
  void everyAlarmSaysHowItIsJudged() throws IOException {
    for (Rule rule : ShippedRules.load().allRules()) {
      assertThat(rule.alarms()).as(rule.name()).hasSize(1);
      Alarm alarm = rule.alarms().get(0);
      assertThat(alarm.spec().missingData()).as(rule.name()).isEqualTo(MissingData.NOT_BREACHING);
      assertThat(alarm.spec().evaluationRange())
          .as(rule.name())
          .isEqualTo(alarm.spec().evaluationPeriods());
      assertThat(alarm.origins()).as(rule.name()).containsKey("evaluation_range");
    }
  }

  @Test
  void theTierFollowsFromTheSeverity() throws IOException {
    Map<String, String> tiers =
        Map.of(
            "critical",
            "page",
            "high",
            "page",
            "medium",
            "ticket",
            "low",
            "digest",
            "info",
            "digest");
    for (Rule rule : ShippedRules.load().allRules()) {
      String tier = rule.mode() == RuleMode.NATIVE ? "audit" : tiers.get(rule.severity().key());
      assertThat(rule.tags().get("tier")).as(rule.name()).containsExactly(tier);
    }
  }

  @Test
  void whatTellsOnceAnHourIsADigestOrIsAboutRoot() throws IOException {
    for (Alarm alarm : ShippedRules.telling(ShippedRules.load())) {
      if (alarm.spec().periodSeconds() > 300) {
        assertThat(ShippedRules.pages(alarm)).as(alarm.name()).isFalse();
      }
    }
  }

  @Test
  void everyFilterOfTheArticlesIsThere() throws IOException {
    Map<String, Rule> rules = new TreeMap<>();
    ShippedRules.load().allRules().forEach(rule -> rules.put(rule.name(), rule));

    ARTICLES.forEach(
        (filter, names) -> {
          for (String name : names) {
            assertThat(rules).as(filter).containsKey(name);
            assertThat(rules.get(name).tags().get("article"))
                .as("%s by %s", filter, name)
                .contains(filter.substring(0, 3));
          }
        });
  }

  @Test
  void cloudWatchTakesEveryPatternAsItIsOrAsItsNativeTwin() throws Exception {
    List<String> withRegex = new ArrayList<>();
    for (Rule rule : ShippedRules.load().allRules()) {
      FilterPattern twin = rule.nativePattern() == null ? rule.pattern() : rule.nativePattern();
      FilterPattern.compile(twin.text(), Dialect.CLOUDWATCH);
      if (twin.text().contains("%")) {
        withRegex.add(rule.name());
      }
    }

    assertThat(withRegex).as("a log group takes five").hasSizeBetween(1, 5);
  }

  @Test
  void onAnEmptyTrailEveryAlarmComesToRestInOk() throws IOException {
    var rules = ShippedRules.load();
    var result = Simulation.run(rules, List.of());
    List<Alarm> ungrouped =
        rules.alarms().stream().filter(alarm -> alarm.groupBy().isEmpty()).toList();

    assertThat(result.datapoints()).isEmpty();
    assertThat(result.transitions()).hasSameSizeAs(ungrouped);
  }

  @Test
  void everyFileNamesTheSchemaForEditors() throws IOException {
    for (SourceText file : RuleDirectory.load(ShippedRules.FOLDER)) {
      assertThat(Files.readAllLines(Path.of(file.name())).get(0))
          .isEqualTo("# yaml-language-server: $schema=rules.schema.json");
    }
  }

  @Test
  void namesAndAlarmNamesAreUniqueAlsoWithoutCase() throws IOException {
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Alarm alarm : ShippedRules.load().allAlarms()) {
      assertThat(names.add(alarm.name())).as(alarm.name()).isTrue();
    }
  }
}
