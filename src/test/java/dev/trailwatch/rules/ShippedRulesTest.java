package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {
  private static final Path RULES = Path.of("rules");

  @Test
  void everyFileReadsWithoutAnyIssue() throws IOException {
    assertThat(RuleFileReader.read(RuleDirectory.load(RULES)).issues()).isEmpty();
    for (SourceText file : RuleDirectory.loadTests(RULES)) {
      assertThat(TimelineFile.read(file).issues()).isEmpty();
    }
  }

  @Test
  void everyInlineTestPasses() throws IOException {
    assertThat(RuleTester.inline(rules())).isNotEmpty().allMatch(TestOutcome::passed);
  }

  @Test
  void everyTimelineTestPasses() throws IOException {
    List<TestOutcome> outcomes = new ArrayList<>();
    for (SourceText file : RuleDirectory.loadTests(RULES)) {
      outcomes.addAll(RuleTester.timelines(rules(), TimelineFile.read(file).tests()));
    }

    assertThat(outcomes).isNotEmpty().allMatch(TestOutcome::passed);
  }

  @Test
  void everyRuleSaysWhatItIsAndIsTriedBothWays() throws IOException {
    for (Rule rule : rules().allRules()) {
      assertThat(rule.description()).as(rule.name()).contains("First: ");
      assertThat(rule.tags()).as(rule.name()).containsKeys("article", "mitre");
      assertThat(rule.tests()).as(rule.name()).anyMatch(test -> test.matches());
      assertThat(rule.tests()).as(rule.name()).anyMatch(test -> !test.matches());
      assertThat(rule.alarms()).as(rule.name()).hasSize(1);
    }
    assertThat(rules().alarms())
        .allMatch(alarm -> alarm.spec().missingData() == MissingData.NOT_BREACHING);
  }

  @Test
  void everyFilterOfTheArticlesIsThere() throws IOException {
    TreeMap<String, Integer> perArticle = new TreeMap<>();
    for (Rule rule : rules().allRules()) {
      rule.tags().get("article").forEach(article -> perArticle.merge(article, 1, Integer::sum));
    }

    assertThat(perArticle)
        .containsEntry("000", 2)
        .containsEntry("001", 3)
        .containsEntry("002", 8)
        .containsEntry("003", 9);
  }

  @Test
  void cloudWatchTakesEveryPatternAsItIsOrAsItsNativeTwin() throws Exception {
    for (Rule rule : rules().allRules()) {
      FilterPattern twin = rule.nativePattern() == null ? rule.pattern() : rule.nativePattern();
      FilterPattern.compile(twin.text(), Dialect.CLOUDWATCH);
    }
  }

  @Test
  void onAnEmptyTrailEveryAlarmComesToRestInOk() throws IOException {
    var result = Simulation.run(rules(), List.of());
    List<Alarm> ungrouped =
        rules().alarms().stream().filter(alarm -> alarm.groupBy().isEmpty()).toList();

    assertThat(result.datapoints()).isEmpty();
    assertThat(result.transitions()).hasSameSizeAs(ungrouped);
  }

  @Test
  void everyFileNamesTheSchemaForEditors() throws IOException {
    for (SourceText file : RuleDirectory.load(RULES)) {
      assertThat(Files.readAllLines(Path.of(file.name())).get(0))
          .isEqualTo("# yaml-language-server: $schema=rules.schema.json");
    }
  }

  private static RuleSet rules() throws IOException {
    ReadResult read = RuleFileReader.read(RuleDirectory.load(RULES));
    assertThat(read.ruleSet()).isNotNull();
    return read.ruleSet();
  }
}
