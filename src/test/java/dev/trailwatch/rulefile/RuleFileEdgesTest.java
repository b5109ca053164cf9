package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last value that is taken and the first that is refused. */
class RuleFileEdgesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  static ReadResult read(String... files) {
    List<SourceText> texts = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      texts.add(SourceText.of(i + ".yaml", files[i]));
    }
    return RuleFileReader.read(texts, TODAY);
  }

  private static String rule(String rest) {
    return "version: 1\nrules:\n  - {name: r, pattern: '{ $.a = 1 }'" + rest + "}\n";
  }

  private static String alarm(String settings) {
    return rule(", alarm: {" + settings + "}");
  }

  static RuleSet good(String... files) {
    ReadResult read = read(files);
    assertThat(Golden.rendered(read.issues())).isEmpty();
    return read.ruleSet();
  }

  static List<String> faults(String... files) {
    ReadResult read = read(files);
    assertThat(read.ruleSet()).isNull();
    assertThat(read.hasErrors()).isTrue();
    return read.issues().stream()
        .filter(issue -> issue.severity() == Severity.ERROR)
        .map(issue -> issue.code().id() + " " + issue.message())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "period: 60, evaluation_periods: 1440",
        "period: 3540, evaluation_periods: 24",
        "period: 3600, evaluation_periods: 168",
        "period: 604800",
        "period: 60, evaluation_periods: 1440, evaluation_range: 2880",
        "period: 3600, evaluation_periods: 2, evaluation_range: 336",
        "evaluation_periods: 3, datapoints_to_alarm: 3, evaluation_range: 3",
        "evaluation_periods: 3, datapoints_to_alarm: 1",
        "cooldown: 0, renotify_after: 2592000, max_series: 1",
        "max_series: 100000000",
        "threshold: -1.5e-3",
        "extended_statistic: p0",
        "extended_statistic: p100",
        "statistic: SampleCount, evaluate_low_sample_count_percentiles: ignore",
        "evaluate_low_sample_count_percentiles: evaluate",
        "alarm_actions: [a, b, c, d, e]"
      })
  void theLastThatIsTaken(String settings) {
    assertThat(good(alarm(settings)).alarms()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "period: 60, evaluation_periods: 1441 => R213 1441 periods of 60 s are more than a day",
        "period: 3540, evaluation_periods: 25 => R213 25 periods of 3540 s are more than a day",
        "period: 3600, evaluation_periods: 169 => R213 169 periods of 3600 s are more than 7 days",
        "period: 60, evaluation_range: 2881 => R213 2881 periods of 60 s are a range of more than 2"
            + " days",
        "period: 3600, evaluation_range: 337 => R213 337 periods of 3600 s are a range of more than"
            + " 14 days",
        "period: 10 => R213 a period of 10 s, expected a multiple of 60",
        "period: 20 => R213 a period of 20 s, expected a multiple of 60",
        "period: 30 => R213 a period of 30 s, expected a multiple of 60",
        "period: 90 => R213 a period of 90 s, expected a multiple of 60",
        "period: 604860 => R208 \"period\" is a whole number from 1 to 604800, found 604860",
        "period: 0 => R208 \"period\" is a whole number from 1 to 604800, found 0",
        "evaluation_periods: 3, datapoints_to_alarm: 4 => R212 datapoints_to_alarm 4 is more than"
            + " evaluation_periods 3",
        "evaluation_periods: 3, evaluation_range: 2 => R212 evaluation_range 2 is less than"
            + " evaluation_periods 3",
        "cooldown: -1 => R208 \"cooldown\" is a whole number from 0 to 2592000, found -1",
        "renotify_after: 2592001 => R208 \"renotify_after\" is a whole number from 0 to 2592000,"
            + " found 2592001",
        "max_series: 100000001 => R208 \"max_series\" is a whole number from 1 to 100000000, found"
            + " 100000001",
        "threshold: 1e999 => R208 \"threshold\" is beyond what a double holds",
        "cooldown: 1e999 => R208 \"cooldown\" is beyond what a double holds",
        "extended_statistic: q90 => R208 \"extended_statistic\" is one of p0 to p100; found"
            + " \"q90\"",
        "extended_statistic: p100.1 => R208 \"extended_statistic\" is one of p0 to p100; found"
            + " \"p100.1\"",
        "statistic: p90 => R208 \"statistic\" is one of Sum, SampleCount, Average, Minimum,"
            + " Maximum; found \"p90\"",
        "alarm_actions: [a, b, c, d, e, f] => R208 \"alarm_actions\" has more than 5 topics, as"
            + " many as CloudWatch takes",
        "alarm_actions: [a, a] => R212 topic \"a\" stands twice",
        "alarm_actions: [5] => R206 expected the name of a topic, found 5",
        "group_by: [5] => R206 expected the name of a dimension, found 5",
        "group_by: ['@principal'], treat_missing_data: ignore => R212 group_by excludes"
            + " treat_missing_data: ignore: a quiet instance would never be cleared"
      })
  void theFirstThatIsRefused(String settings, String fault) {
    assertThat(faults(alarm(settings))).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255})
  void aNameMayHave255Characters(int length) {
    String name = "n".repeat(length);
    String file =
        """
        version: 1
        rules:
          - name: N
            pattern: 'a'
            tags: {N: 1}
            metric: {name: N, namespace: N, dimensions: {N: $.a}}
            alarm: {alarm_name: N, alarm_actions: [N]}
        """;

    assertThat(good(file.replace("N", name)).alarms()).hasSize(1);
  }

  @Test
  void andNoMore() {
    String name = "n".repeat(256);
    String file =
        """
        version: 1
        rules:
          - name: N
            pattern: 'a'
          - name: ok
            pattern: 'a'
            tags: {N: 1}
            metric: {name: N, namespace: N, dimensions: {N: $.a}}
            alarm: {alarm_name: N, alarm_actions: [N]}
        """;

    assertThat(faults(file.replace("N", name)))
        .containsExactlyInAnyOrder(
            "R211 a name has 1 to 255 letters, digits and . _ / -, found \"" + name + "\"",
            "R211 a name has more than 255 characters",
            "R211 a metric's name has more than 255 characters",
            "R211 a namespace has more than 255 characters",
            "R211 a dimension's name has more than 255 characters",
            "R211 an alarm's name has more than 255 characters",
            "R211 a topic's name has letters, digits and . _ -, found \"" + name + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'\\u200b', U+200B",
    "'\\u202e', U+202E",
    "'\\u2028', U+2028",
    "'\\u0007', U+0007",
    "'\\uE000', U+E000",
    "'\\uFDD0', U+FDD0"
  })
  void aNameHoldsNothingInvisible(String escape, String code) {
    assertThat(faults(alarm("alarm_name: \"a" + escape + "b\"")))
        .containsExactly("R211 an alarm's name holds the invisible character " + code);
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "*", "$"})
  void aMetricsNameHoldsNoneOfThree(String character) {
    assertThat(faults(rule(", metric: {name: \"a" + character + "\"}")))
        .containsExactly("R211 a metric's name cannot hold \"" + character + "\"");
    assertThat(good(alarm("alarm_name: \"a" + character + "\"")).alarms()).hasSize(1);
  }

  @Test
  void aDimensionsNameStartsWithNoColon() {
    assertThat(faults(rule(", metric: {dimensions: {\":a\": $.a}}")))
        .containsExactly("R211 a dimension's name does not start with a colon");
    assertThat(good(rule(", metric: {dimensions: {\"a:\": $.a}}")).rules()).hasSize(1);
  }

  @Test
  void aMetricHasAtMost30Dimensions() {
    assertThat(read(rule(", metric: {dimensions: {" + dimensions(3) + "}}")).issues()).isEmpty();
    assertThat(read(rule(", metric: {dimensions: {" + dimensions(30) + "}}")).issues())
        .extracting(Issue::message)
        .containsExactly("CloudWatch takes at most 3 dimensions; only this engine evaluates 30");
    assertThat(faults(rule(", metric: {dimensions: {" + dimensions(31) + "}}")))
        .containsExactly("R215 more than 30 dimensions");
    assertThat(good(rule(", metric: {default_value: 0, dimensions: {}}")).rules()).hasSize(1);
  }

  private static String dimensions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "d" + i + ": $.a" + i)
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "'\"2.5\"', 2.5", "'\"-1e3\"', -1000", "$.size, $.size"})
  void aMetricsValueIsANumberOrAPlace(String written, String read) {
    String text =
        good(rule(", metric: {value: " + written + "}")).rules().get(0).metric().valueText();

    assertThat(text.replaceFirst("\\.0$", "")).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'NaN'", "'1e999'", "'0x1p3'", "'1d'", "' 1'", "'-'"})
  void anyOtherTextIsNoValue(String written) {
    assertThat(faults(rule(", metric: {value: " + written + "}")))
        .allMatch(fault -> fault.contains("as the place of a value"));
  }

  @Test
  void aColumnNeedsAPatternOfColumns() {
    String columns = "version: 1\nrules: [{name: r, pattern: '[a, b]', metric: {value: $b}}]\n";

    assertThat(good(columns).rules().get(0).metric().valueText()).isEqualTo("$b");
    assertThat(faults(rule(", metric: {value: $b}")))
        .containsExactly("R215 \"$b\" is a column, and the pattern names no columns");
    assertThat(faults(rule(", metric: {dimensions: {x: $b}}")))
        .containsExactly("R215 \"$b\" is a column, and the pattern names no columns");
    // a pattern that is refused is told once, and nothing is concluded from it
    assertThat(faults(columns.replace("[a, b]", "[a, b")))
        .hasSize(1)
        .allMatch(f -> f.startsWith("P"));
  }

  @Test
  void aRuleThatCloudWatchRunsUsesNoExtensions() {
    String refused = "R212 mode native excludes extensions: CloudWatch does not understand them";

    assertThat(faults(rule(", mode: native, extensions: true"))).containsExactly(refused);
    good(rule(", mode: native, extensions: false"));
    good(rule(", mode: shadow, extensions: true"));
    good(rule(", mode: native, extensions: true, native_pattern: '{ $.b = 1 }'"));
  }

  @Test
  void aFileHoldsAtMostTenThousandRules() {
    String most = "version: 1\nrules: [" + "~,".repeat(9_999) + "~";

    assertThat(faults(most + "]")).noneMatch(fault -> fault.startsWith("R202"));
    assertThat(faults(most + ", ~, ~]"))
        .filteredOn(fault -> fault.startsWith("R202"))
        .containsExactly("R202 more than 10,000 rules");
  }

  @Test
  void aStandaloneAlarmWatchesWhatRulesFeed() {
    String rules = rule(", metric: {name: m, namespace: n, unit: Count}, severity: high");
    String alarm = "version: 1\nalarms:\n  - {name: A, metric: {namespace: n, name: m}";
    Alarm alone = good(rules, alarm + ", threshold: 7}\n").alarms().get(0);

    assertThat(alone.name()).isEqualTo("A");
    assertThat(alone.ruleName()).isNull();
    assertThat(alone.unit()).isEqualTo("Count");
    assertThat(alone.spec().threshold()).isEqualTo(7);
    assertThat(alone.severity().key()).isEqualTo("medium");
    assertThat(faults(rules, alarm + "}\n  - {name: A, metric: {namespace: n, name: m}}\n"))
        .containsExactly("R210 alarm \"A\" is declared already in 1.yaml:3");
    assertThat(faults(rules, alarm.replace("name: m", "name: mm") + "}\n"))
        .containsExactly("R216 no rule feeds the metric \"n / mm\", did you mean \"n / m\"?");
    assertThat(faults(rules, alarm + ", group_by: [x]}\n"))
        .containsExactly("R215 the metric of rule \"r\" has no dimension \"x\"");
    Rule grouped = good(rules, alarm + ", group_by: [$.u]}\n").rules().get(0);
    assertThat(grouped.metric().dimensions()).containsOnlyKeys("$.u");
  }

  @Test
  void issuesStandInTheOrderOfFilesAndLines() {
    ReadResult read =
        read(
            "version: 1\nminimum_rules: 9\nrequired: [none]\nrules: [{name: 'a b', pattern: a}]\n",
            "version: 7\nrules: [{name: c, pattern: ''}, {name: c, pattern: ''}]\n",
            "");

    assertThat(read.issues())
        .extracting(issue -> issue.place().file() + ":" + issue.place().line())
        .containsExactly("0.yaml:2", "0.yaml:3", "0.yaml:4", "1.yaml:1", "1.yaml:2", "2.yaml:0");
    assertThat(read).hasToString("no rule set, 6 issues");
    assertThat(read.ruleCount()).isEqualTo(3);
    assertThat(read.readable().allRules()).extracting(Rule::name).containsExactly("c");
    assertThat(read(rule("")).toString()).endsWith(", 0 issues").doesNotContain("no rule set");
  }

  @Test
  void anEmptyFileIsAWarningOnly() {
    ReadResult read = read("version: 1\n", rule(""));

    assertThat(read.hasErrors()).isFalse();
    assertThat(read.issues()).extracting(Issue::severity).containsExactly(Severity.WARNING);
    assertThat(read.ruleSet().rules()).hasSize(1);
  }

  @Test
  void expiredExceptionsAreToldWhereTheirDateStands() {
    String rules =
        rule(", except: [{field: $.b, in: l, reason: x, expires: 2026-05-31}]")
            + "  - {name: s, pattern: a, except: [{field: $.b, in: l, reason: x}]}\n"
            + "  - {name: t, pattern: a, except: [{field: $.b, in: [c], reason: x, expires:"
            + " 2026-06-01}]}\n"
            + "lists: {l: {values: [c], expires: 2026-05-30, owner: ops}}\n";
    ReadResult read = read(rules);

    assertThat(read.issues())
        .extracting(Issue::message)
        .containsExactly(
            "this exception expired on 2026-05-31 and is ignored",
            "this exception expired on 2026-05-30 and is ignored");
    assertThat(read.issues()).extracting(issue -> issue.place().line()).containsExactly(3, 6);
    assertThat(read.issues())
        .extracting(Issue::hint)
        .containsOnly("remove it, or have ops give it a new date");
    assertThat(read.ruleSet().rules())
        .extracting(each -> each.exceptions().size())
        .containsExactly(0, 0, 1);
  }

  @Test
  void aTextInTheWrongPlaceIsShownAsFarAsALineGoes() {
    assertThat(faults(alarm("threshold: '" + "x".repeat(60) + "'")))
        .singleElement()
        .asString()
        .endsWith("found the text \"" + "x".repeat(60) + "\"");
    assertThat(faults(alarm("threshold: '" + "x".repeat(61) + "'")))
        .singleElement()
        .asString()
        .endsWith("found the text \"" + "x".repeat(57) + "...\"");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u007f', '\r', '\u0001', '\u0085', '\ufffe'})
  void noCharacterIsHidden(char hidden) {
    assertThat(faults(rule(", description: 'a" + hidden + "b'"))).hasSize(1);
  }

  @Test
  void aTabInATextIsNoFault() {
    assertThat(good(rule(", description: \"a\tb\", alarm: {}")).rules().get(0).description())
        .isEqualTo("a\tb");
    assertThat(good(rule(", alarm: {}").replace("\n", "\r\n")).rules()).hasSize(1);
  }
}
