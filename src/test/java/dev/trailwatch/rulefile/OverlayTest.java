package dev.trailwatch.rulefile;

import static dev.trailwatch.rulefile.RuleFileEdgesTest.faults;
import static dev.trailwatch.rulefile.RuleFileEdgesTest.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
  private static final String RULES =
      """
      version: 1
      rules:
        - name: iam.user.create
          pattern: a
          tags: {noise: [loud], tier: page}
          except: [{field: $.a, in: [x], reason: first}]
          accept: [{code: W310, reason: first}]
          alarm: {statistic: Maximum, threshold: 3}
      """;

  private static Rule adapted(String file) {
    return good(RULES, "version: 1\n" + file + "\n").allRules().get(0);
  }

  private static Alarm alarm(String file) {
    return adapted(file).alarms().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iam.user.create",
        "'*'",
        "'**'",
        "'iam.*'",
        "'*.create'",
        "'iam.*.create'",
        "'i*m*u*r*te'",
        "'iam.user.create*'",
        "'*iam.user.create'",
        "'*user*'",
        "'iam.user*.create'",
        "tag:noise",
        "tag:loud",
        "tag:tier",
        "tag:page"
      })
  void aSelectorMeetsByNameGlobOrTag(String selector) {
    assertThat(adapted("overrides: [{rules: [" + selector + "], severity: low}]").severity().key())
        .isEqualTo("low");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iam.user",
        "'iam'",
        "'*.user'",
        "'user*'",
        "'iam*x*create'",
        "'iam.user.create*create'",
        "'iam.user.create*e'",
        "'*create*iam*'",
        "'*user*user*'",
        "'iam.*r.create*r.create'",
        "'tag:nois'",
        "'tag:*'",
        "'IAM.*'"
      })
  void anyOtherSelectorMeetsNothingAndIsTold(String selector) {
    String name = selector.replace("'", "");

    assertThat(
            faults(RULES, "version: 1\noverrides: [{rules: [" + selector + "], severity: low}]\n"))
        .singleElement()
        .asString()
        .startsWith("R216 the override \"" + name + "\" meets no rule");
  }

  @Test
  void everySelectorOfAnOverrideHasToMeetSomething() {
    assertThat(
            faults(
                RULES, "version: 1\noverrides: [{rules: ['*', iam.user.creat], severity: low}]\n"))
        .containsExactly(
            "R216 the override \"iam.user.creat\" meets no rule, did you mean"
                + " \"iam.user.create\"?");
  }

  @Test
  void tagsExceptionsAndAcceptedWarningsAreJoinedAndAllElseIsReplaced() {
    Rule rule =
        adapted(
            "overrides: [{rules: ['*'], tags: {tier: ticket, team: sec}, description: other,"
                + " except: [{field: $.b, in: [y], reason: second}],"
                + " accept: [{code: W311, reason: second}]}]");

    assertThat(rule.tags()).containsOnlyKeys("noise", "tier", "team");
    assertThat(rule.tags().get("tier")).isEqualTo(List.of("ticket"));
    assertThat(rule.description()).isEqualTo("other");
    assertThat(rule.exceptions())
        .extracting(each -> each.reason())
        .containsExactly("first", "second");
    assertThat(rule.accepted()).extracting(each -> each.code()).containsExactly("W310", "W311");
    assertThat(rule.origins().get("description").part()).isEqualTo("override");
  }

  @Test
  void aRuleWithoutThemTakesThoseOfTheOverride() {
    Rule rule =
        good(
                "version: 1\nrules: [{name: r, pattern: a}]\n",
                "version: 1\noverrides: [{rules: [r], tags: {t: 1},"
                    + " except: [{field: $.b, in: [y], reason: x}]}]\n")
            .allRules()
            .get(0);

    assertThat(rule.tags()).containsOnlyKeys("t");
    assertThat(rule.exceptions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "defaults: {statistic: Sum} => Maximum",
        "defaults: {extended_statistic: p90} => Maximum",
        "overrides: [{rules: ['*'], alarm: {statistic: Sum}}] => Sum",
        "overrides: [{rules: ['*'], alarm: {extended_statistic: p90}}] => p90",
        "overrides: [{rules: ['*'], alarm: {extended_statistic: p90}}, {rules: ['*'], alarm:"
            + " {statistic: Sum}}] => Sum"
      })
  void aStatisticTakesThePlaceOfTheOtherKind(String file, String statistic) {
    assertThat(alarm(file).spec().statistic()).hasToString(statistic);
  }

  @Test
  void defaultsFillOnlyWhatIsNotSaid() {
    Rule rule =
        adapted(
            "defaults: {threshold: 9, period: 60, severity: low, runbook: r, mode: shadow,"
                + " deduplicate: false, extended_statistic: p50}");
    Alarm alarm = rule.alarms().get(0);

    assertThat(alarm.spec().threshold()).isEqualTo(3);
    assertThat(alarm.spec().periodSeconds()).isEqualTo(60);
    assertThat(rule.severity().key()).isEqualTo("low");
    assertThat(rule.runbook()).isEqualTo("r");
    assertThat(rule.mode().key()).isEqualTo("shadow");
    assertThat(rule.deduplicate()).isFalse();
    assertThat(alarm.origins().get("period").part()).isEqualTo("defaults");
    assertThat(alarm.origins().get("threshold").part()).isNull();
    assertThat(rule.origins().get("severity").part()).isEqualTo("defaults");
  }

  @Test
  void defaultsAndTheValuesOfAListStandOnce() {
    String defaults = "version: 1\ndefaults: {severity: low}\n";
    String list = "version: 1\nlists: {l: {values: [a]}}\n";

    assertThat(faults(RULES, defaults, defaults))
        .containsExactly("R212 defaults stand already in 1.yaml:2");
    assertThat(faults(RULES, list, list))
        .containsExactly("R210 list \"l\" has its values in 1.yaml:2");
    String empty = list.replace("[a]", "[]");
    assertThat(good(RULES, empty, list, empty).rules()).hasSize(1);
  }

  @Test
  void whatIsRequiredHasToBeLive() {
    String demand = "version: 1\nrequired: [iam.user.create, gone]\nminimum_rules: 2\n";

    assertThat(faults(RULES, demand))
        .containsExactly(
            "R218 the required rule \"gone\" is not there",
            "R218 1 rule is evaluated, minimum_rules is 2");
    for (String off : List.of("enabled: false", "mode: shadow", "mode: native")) {
      assertThat(
              faults(
                  RULES,
                  "version: 1\nrequired: [iam.user.create]\noverrides: [{rules: ['*'], "
                      + off
                      + "}]\n"))
          .containsExactly(
              "R218 the required rule \"iam.user.create\" is switched off, shadow or native");
    }
    good(RULES, "version: 1\nrequired: [iam.user.create]\nminimum_rules: 1\n");
    assertThat(
            faults(
                RULES,
                "version: 1\nminimum_rules: 1\noverrides: [{rules: ['*'], enabled: false}]\n"))
        .containsExactly("R218 0 rules are evaluated, minimum_rules is 1");
  }
}
