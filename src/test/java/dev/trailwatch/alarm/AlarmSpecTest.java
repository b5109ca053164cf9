package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.metric.Measurement;
import dev.trailwatch.metric.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmSpecTest {
  @Test
  void theDefaultsAreThoseOfRuleFiles() {
    AlarmSpec spec = AlarmSpec.builder().build();

    assertThat(spec)
        .hasToString(
            "Sum over 300 s greater than or equal to 1.0, 1 of 1 in 1, notBreaching, wall_clock");
    assertThat(spec.datapointsToAlarm()).isNull();
    assertThat(spec.datapoints()).isEqualTo(1);
  }

  @Test
  void theTextWhichFingerprintsHoldIsTheSameInEveryLocale() {
    AlarmSpec spec = AlarmSpec.builder().build();
    String here = spec.toString();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(spec).hasToString(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void specificationsDifferWhereAnyPartDoes() {
    List<AlarmSpec> specs =
        Stream.<UnaryOperator<AlarmSpec.Builder>>of(
                builder -> builder,
                builder -> builder.statistic(Statistic.MAXIMUM),
                builder -> builder.periodSeconds(60),
                builder -> builder.evaluationPeriods(2),
                builder -> builder.evaluationPeriods(2).datapointsToAlarm(1),
                builder -> builder.datapointsToAlarm(1),
                builder -> builder.evaluationRange(2),
                builder -> builder.operator(ComparisonOperator.LESS_THAN),
                builder -> builder.threshold(2),
                builder -> builder.threshold(0),
                builder -> builder.threshold(-0.0),
                builder -> builder.missingData(MissingData.IGNORE),
                builder -> builder.lowSampleIgnore(true),
                builder -> builder.evaluationWindow(EvaluationWindow.SLIDING))
            .map(change -> change.apply(AlarmSpec.builder()).build())
            .toList();
    for (int i = 0; i < specs.size(); i++) {
      for (int j = 0; j < specs.size(); j++) {
        assertThat(specs.get(i).equals(specs.get(j)))
            .as(specs.get(i) + " and " + specs.get(j))
            .isEqualTo(i == j);
      }
      assertThat(specs.get(i)).isNotEqualTo(specs.get(i).toString());
    }
    assertThat(specs.stream().map(AlarmSpec::hashCode)).doesNotHaveDuplicates();
    assertThat(AlarmSpec.builder().build()).isEqualTo(specs.get(0)).hasSameHashCodeAs(specs.get(0));
  }

  @Test
  void aSpecificationTellsEveryPartOfItself() {
    AlarmSpec spec =
        AlarmSpec.builder()
            .statistic(Statistic.parse("p90"))
            .periodSeconds(60)
            .evaluationPeriods(3)
            .datapointsToAlarm(2)
            .evaluationRange(5)
            .operator(ComparisonOperator.LESS_THAN)
            .threshold(0.5)
            .missingData(MissingData.BREACHING)
            .lowSampleIgnore(true)
            .evaluationWindow(EvaluationWindow.SLIDING)
            .build();

    assertThat(spec)
        .hasToString(
            "p90 over 60 s less than 0.5, 2 of 3 in 5, breaching, sliding, ignoring low sample"
                + " counts");
    assertThat(spec.statistic()).isEqualTo(Statistic.parse("p90"));
    assertThat(spec.periodSeconds()).isEqualTo(60);
    assertThat(spec.period().seconds()).isEqualTo(60);
    assertThat(spec.datapointsToAlarm()).isEqualTo(2);
    assertThat(spec.threshold()).isEqualTo(0.5);
    assertThat(spec.operator()).isEqualTo(ComparisonOperator.LESS_THAN);
    assertThat(spec.missingData()).isEqualTo(MissingData.BREACHING);
    assertThat(spec.lowSampleIgnore()).isTrue();
    assertThat(spec.evaluationWindow()).isEqualTo(EvaluationWindow.SLIDING);
  }

  @ParameterizedTest
  @CsvSource({
    "GreaterThanThreshold, true, false, false",
    "GreaterThanOrEqualToThreshold, true, true, false",
    "LessThanThreshold, false, false, true",
    "LessThanOrEqualToThreshold, false, true, true"
  })
  void anOperatorHoldsAValueAgainstTheThreshold(
      String name, boolean above, boolean equal, boolean below) {
    ComparisonOperator operator = ComparisonOperator.parse(name);
    AlarmSpec spec = AlarmSpec.builder().operator(operator).threshold(5).build();

    assertThat(spec.breaches(Math.nextUp(5.0))).isEqualTo(above);
    assertThat(spec.breaches(5)).isEqualTo(equal);
    assertThat(spec.breaches(Math.nextDown(5.0))).isEqualTo(below);
    assertThat(spec.breaches(Double.NaN)).isFalse();
    assertThat(operator.isUpward()).isEqualTo(above);
  }

  @Test
  void datapointsAndRangeFollowTheEvaluationPeriods() {
    AlarmSpec spec = AlarmSpec.builder().evaluationPeriods(4).build();

    assertThat(spec.datapoints()).isEqualTo(4);
    assertThat(spec.evaluationRange()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"10, 3, 9", "20, 3, 6", "30, 1, 3", "60, 3, 5", "300, 1, 3"})
  void cloudWatchLooksFurtherBack(int period, int evaluationPeriods, int range) {
    assertThat(AlarmSpec.cloudWatchEvaluationRange(period, evaluationPeriods)).isEqualTo(range);
  }

  @Test
  void whatCloudWatchRefusesIsRefused() {
    AlarmSpec.Builder day = AlarmSpec.builder().periodSeconds(300).evaluationPeriods(288);
    AlarmSpec.Builder week = AlarmSpec.builder().periodSeconds(3600).evaluationPeriods(168);

    assertThat(day.build().evaluationPeriods()).isEqualTo(288);
    assertThat(week.build().evaluationPeriods()).isEqualTo(168);
    assertRefused(day.evaluationPeriods(289), "86400 seconds, not 86700");
    assertRefused(week.evaluationPeriods(169), "604800 seconds, not 608400");
    assertRefused(AlarmSpec.builder().evaluationPeriods(0), "at least 1, not 0");
    assertRefused(AlarmSpec.builder().datapointsToAlarm(0), "between 1 and the 1 evaluated, not 0");
    assertRefused(AlarmSpec.builder().datapointsToAlarm(2), "not 2");
    assertRefused(AlarmSpec.builder().evaluationPeriods(3).evaluationRange(2), "not 2");
    assertRefused(AlarmSpec.builder().evaluationRange(-1), "not -1");
    assertRefused(
        AlarmSpec.builder().evaluationRange(Integer.MAX_VALUE), "172800 seconds, not 644245094100");
    assertRefused(AlarmSpec.builder().threshold(Double.NaN), "finite");
    AlarmSpec.Builder range = AlarmSpec.builder().periodSeconds(300).evaluationPeriods(3);
    assertThat(range.evaluationRange(3).build().evaluationRange()).isEqualTo(3);
    assertThat(range.evaluationRange(576).build().evaluationRange()).isEqualTo(576);
    assertRefused(range.evaluationRange(577), "172800 seconds, not 173100");
    assertRefused(
        AlarmSpec.builder().periodSeconds(3540).evaluationPeriods(25), "86400 seconds, not 88500");
    assertThat(AlarmSpec.builder().evaluationPeriods(3).datapointsToAlarm(3).build().datapoints())
        .isEqualTo(3);
    assertThat(AlarmSpec.builder().evaluationPeriods(3).datapointsToAlarm(1).build().datapoints())
        .isEqualTo(1);
    assertThatThrownBy(() -> AlarmSpec.builder().periodSeconds(45))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(AlarmSpec.Builder builder, String because) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
  }

  @Test
  void theWordsAreReadBack() {
    for (MissingData treatment : MissingData.values()) {
      assertThat(MissingData.parse(treatment.key())).isEqualTo(treatment);
    }
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      assertThat(ComparisonOperator.parse(operator.awsName())).isEqualTo(operator);
    }
    for (EvaluationWindow window : EvaluationWindow.values()) {
      assertThat(EvaluationWindow.parse(window.key())).isEqualTo(window);
    }
    assertThatThrownBy(() -> MissingData.parse("Missing")).hasMessageContaining("notBreaching");
    assertThatThrownBy(() -> ComparisonOperator.parse(">")).hasMessageContaining("LessThan");
    assertThatThrownBy(() -> EvaluationWindow.parse("x")).hasMessageContaining("sliding");
  }

  @ParameterizedTest
  @EnumSource(AlarmState.class)
  void theRestingStateIsWhereSilenceLeads(AlarmState current) {
    for (MissingData treatment : MissingData.values()) {
      AlarmSpec spec = AlarmSpec.builder().evaluationPeriods(3).missingData(treatment).build();
      AlarmState rest = spec.restingState(current);

      assertThat(AlarmEvaluator.evaluate(spec, List.of(), 0, current).state()).isEqualTo(rest);
      assertThat(AlarmEvaluator.evaluate(spec, List.of(), 0, rest).state()).isEqualTo(rest);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "p90, 99, false",
    "p90, 100, true",
    "p90, 101, true",
    "p50, 19, false",
    "p50, 20, true",
    "p10, 99, false",
    "p10, 100, true",
    "p99.9, 9999, false",
    "p99.9, 10000, true",
    "p99.99, 99999, false",
    "p99.99, 100000, true",
    "p100, 1000000, false"
  })
  void aPercentileOfTooFewSamplesKeepsTheState(String statistic, long samples, boolean evaluated) {
    AlarmSpec.Builder builder =
        AlarmSpec.builder().statistic(Statistic.parse(statistic)).threshold(5);
    List<Measurement> point = List.of(Measurement.of(0, 9, samples));

    for (AlarmState previous : AlarmState.values()) {
      Verdict ignoring =
          AlarmEvaluator.evaluateMeasured(
              builder.lowSampleIgnore(true).build(), point, 300_000, previous);
      Verdict evaluating =
          AlarmEvaluator.evaluateMeasured(
              builder.lowSampleIgnore(false).build(), point, 300_000, previous);
      assertThat(ignoring.state()).isEqualTo(evaluated ? AlarmState.ALARM : previous);
      assertThat(ignoring.isKept()).isEqualTo(!evaluated);
      assertThat(evaluating.state()).isEqualTo(AlarmState.ALARM);
    }
  }

  @Test
  void aReasonThatRestsOnHolesAloneNamesNoDatapoint() {
    AlarmSpec.Builder builder =
        AlarmSpec.builder().evaluationPeriods(3).datapointsToAlarm(3).threshold(5);
    List<Measurement> breaching = new ArrayList<>();
    breaching.add(Measurement.of(0, 9, 1));

    Verdict ok =
        AlarmEvaluator.evaluateMeasured(builder.build(), breaching, 300_000, AlarmState.ALARM);

    assertThat(ok.state()).isEqualTo(AlarmState.OK);
    assertThat(ok.reason())
        .isEqualTo(
            "Threshold Crossed: 2 missing datapoints were treated as [NonBreaching]"
                + " (minimum 1 datapoint for ALARM -> OK transition).");
  }
}
