package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleSetDiff;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoodFilesTest {
  static Stream<Path> files() {
    return Golden.files("good");
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsEffectiveIsAsInTheGoldenFile(Path file) {
    ReadResult read = RuleFileReader.read(List.of(Golden.source(file)));

    assertThat(Golden.rendered(read.issues())).isEmpty();
    Golden.check(file, described(read.ruleSet()));
  }

  @Test
  void theVersionDependsOnContentAloneNotOnFilesOrOrder() {
    String one = "version: 1\nrules:\n  - {name: a, pattern: '{ $.a = 1 }'}\n";
    String two = "version: 1\nrules:\n  - {name: b, pattern: '{ $.b = 1 }'}\n";
    String both =
        """
        version: 1
        # a comment
        rules:
          - {pattern: '{ $.b = 1 }', name: b}
          - {name: a, pattern: '{ $.a = 1 }', severity: medium}
        """;

    String version = set(one, two).version();
    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(set(two, one).version()).isEqualTo(version);
    assertThat(set(both).version()).isEqualTo(version);
    assertThat(set(one).version()).isNotEqualTo(version);
    assertThat(set(one, two.replace("= 1", "= 2")).version()).isNotEqualTo(version);
  }

  @Test
  void aChangedThresholdKeepsTheAlarmsIdentityAndAChangedPeriodDoesNot() {
    Alarm plain = alarm("alarm: {}");

    for (String same :
        List.of(
            "alarm: {threshold: 9}",
            "alarm: {evaluation_periods: 3, datapoints_to_alarm: 2}",
            "alarm: {treat_missing_data: missing, comparison_operator: GreaterThanThreshold}",
            "alarm: {alarm_actions: [x], cooldown: 60}",
            "severity: high, except: [{pattern: '{ $.b = 1 }', reason: x}]",
            "metric: {dimensions: {P: '@principal'}}, alarm: {}")) {
      assertThat(alarm(same).id()).as(same).isEqualTo(plain.id());
    }
    for (String other :
        List.of(
            "alarm: {period: 60}",
            "alarm: {statistic: Maximum}",
            "alarm: {evaluation_window: sliding}",
            "alarm: {group_by: ['@principal']}",
            "metric: {name: m}, alarm: {}",
            "metric: {namespace: n}, alarm: {}",
            "metric: {value: 2}, alarm: {}")) {
      assertThat(alarm(other).id()).as(other).isNotEqualTo(plain.id());
    }
    assertThat(plain.id()).matches("r-[0-9a-f]{8}");
  }

  @Test
  void aReloadIsToldByName() {
    RuleSet before = set(rule("a", "alarm: {}") + rule("b", "alarm: {}") + rule("c", "alarm: {}"));
    RuleSet after =
        set(
            rule("a", "alarm: {threshold: 2}")
                + rule("b", "alarm: {period: 60}")
                + rule("d", "severity: low"));
    RuleSetDiff diff = RuleSetDiff.between(before, after);

    assertThat(diff.addedRules()).containsExactly("d");
    assertThat(diff.removedRules()).containsExactly("c");
    assertThat(diff.changedRules()).isEmpty();
    assertThat(diff.addedAlarms()).containsExactly("d");
    assertThat(diff.changedAlarms()).containsExactly("a");
    assertThat(diff.restartedAlarms()).containsExactly("b");
    assertThat(diff.removedAlarms()).containsExactly("c");
    assertThat(diff).hasToString("rules +1 ~0 -1 (+ d, - c); alarms +1 ~2 -1 (+ d, ~ a, ~ b, - c)");
    assertThat(RuleSetDiff.between(after, after).isEmpty()).isTrue();
  }

  @Test
  void aUsersFileAdaptsRulesOfOtherFiles() {
    RuleSet set =
        set(
            rule("iam.users", "tags: {iac-noise: [], tier: page}, alarm: {threshold: 3}"),
            rule("iam.keys", "alarm: {ok_actions: []}"),
            rule("root", "severity: critical"),
            """
            version: 1
            defaults: {alarm_actions: [security], ok_actions: [security], severity: low}
            lists: {pipelines: {values: ["tf-*"], reason: ours}}
            overrides:
              - {rules: [tag:iac-noise], except: [{field: $.user, in: pipelines}]}
              - {rules: ["iam.*"], alarm: {threshold: 7}}
              - {rules: [root], enabled: false}
              - {rules: [iam.keys], mute: {until: 2026-12-01T06:00:00Z, reason: window}}
            """);

    Rule users = set.allRules().get(0);
    Alarm keys = set.allRules().get(1).alarms().get(0);
    assertThat(users.exceptions()).hasSize(1);
    assertThat(users.exceptions().get(0).reason()).isEqualTo("ours");
    assertThat(users.alarms().get(0).spec().threshold()).isEqualTo(7);
    assertThat(users.alarms().get(0).alarmActions()).containsExactly("security");
    assertThat(users.severity().key()).isEqualTo("low");
    assertThat(users.alarms().get(0).origins().get("threshold").file()).isEqualTo("3.yaml");
    assertThat(users.alarms().get(0).origins().get("alarm_actions").line()).isEqualTo(2);
    assertThat(keys.okActions()).isEmpty();
    assertThat(keys.mute().until()).hasToString("2026-12-01T06:00:00Z");
    assertThat(keys.mute().covers(keys.mute().until().toEpochMilli() - 1)).isTrue();
    assertThat(keys.mute().covers(keys.mute().until().toEpochMilli())).isFalse();
    assertThat(set.rules()).extracting(Rule::name).containsExactly("iam.users", "iam.keys");
  }

  private static Alarm alarm(String rest) {
    return set(rule("r", rest)).alarms().get(0);
  }

  private static String rule(String name, String rest) {
    return "  - {name: " + name + ", pattern: '{ $.a = 1 }', " + rest + "}\n";
  }

  private static RuleSet set(String... files) {
    List<SourceText> texts =
        Stream.iterate(0, i -> i + 1)
            .limit(files.length)
            .map(
                i ->
                    SourceText.of(
                        i + ".yaml",
                        files[i].startsWith("version")
                            ? files[i]
                            : "version: 1\nrules:\n" + files[i]))
            .toList();
    ReadResult read = RuleFileReader.read(texts);
    assertThat(Golden.rendered(read.issues())).isEmpty();
    return read.ruleSet();
  }

  private static String described(RuleSet set) {
    return set.allRules().stream()
            .map(
                rule ->
                    String.format(
                        "rule %s%s, %s, %s%n  pattern %s%n  metric %s = %s, default %s, unit %s, %s%n"
                            + "  tags %s%n%s%s",
                        rule.name(),
                        rule.evaluated() ? "" : " (not evaluated)",
                        rule.severity().key(),
                        rule.mode().key(),
                        rule.pattern(),
                        rule.metric(),
                        rule.metric().valueText(),
                        rule.metric().defaultValue(),
                        rule.metric().unit(),
                        rule.metric().dimensions(),
                        rule.tags(),
                        rule.exceptions().stream()
                            .map(each -> "  except " + each + "\n")
                            .collect(Collectors.joining()),
                        rule.tests().stream()
                            .map(each -> "  test " + each + ": " + each.message() + "\n")
                            .collect(Collectors.joining())))
            .collect(Collectors.joining())
        + set.allAlarms().stream()
            .map(
                alarm ->
                    String.format(
                        "alarm %s%s, %s, %s%n  %s%n  watches %s / %s by %s, at most %d%n"
                            + "  tells %s %s %s, again after %d, cooldown %d%n  mute %s%n",
                        alarm.name(),
                        alarm.evaluated() ? "" : " (not evaluated)",
                        alarm.severity().key(),
                        alarm.mode().key(),
                        alarm.spec(),
                        alarm.namespace(),
                        alarm.metricName(),
                        alarm.groupBy(),
                        alarm.maxSeries(),
                        alarm.alarmActions(),
                        alarm.okActions(),
                        alarm.insufficientDataActions(),
                        alarm.renotifyAfterSeconds(),
                        alarm.cooldownSeconds(),
                        alarm.mute()))
            .collect(Collectors.joining());
  }
}
