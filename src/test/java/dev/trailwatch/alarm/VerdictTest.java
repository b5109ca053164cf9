package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Measurement;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.metric.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final long MINUTE = 60_000;
  private static final long NOON = 1_800_014_400_000L;

  private static AlarmSpec.Builder minutes(int evaluationPeriods) {
    return AlarmSpec.builder()
        .periodSeconds(60)
        .evaluationPeriods(evaluationPeriods)
        .operator(ComparisonOperator.GREATER_THAN)
        .threshold(5);
  }

  private static Datapoint sum(long start, double value) {
    return Datapoint.of(start, Summary.of(value));
  }

  private static Verdict verdict(AlarmSpec.Builder spec, AlarmState previous, double... newest) {
    Measurement[] points = new Measurement[newest.length];
    for (int i = 0; i < newest.length; i++) {
      points[i] = Measurement.of(NOON - (i + 1) * MINUTE, newest[i], 1);
    }
    return AlarmEvaluator.evaluateMeasured(spec.build(), List.of(points), NOON, previous);
  }

  @Test
  void itTellsWhatItRestsOn() {
    AlarmSpec spec = minutes(2).datapointsToAlarm(1).build();
    List<Datapoint> window = List.of(sum(NOON - MINUTE, 9), sum(NOON - 2 * MINUTE, 3));

    Verdict verdict = AlarmEvaluator.evaluate(spec, window, NOON, AlarmState.OK);

    assertThat(verdict.spec()).isSameAs(spec);
    assertThat(verdict.previous()).isEqualTo(AlarmState.OK);
    assertThat(verdict.state()).isEqualTo(AlarmState.ALARM);
    assertThat(verdict.isTransition()).isTrue();
    assertThat(verdict.isKept()).isFalse();
    assertThat(verdict.periodEnd()).isEqualTo(NOON);
    assertThat(verdict.missing()).isZero();
    assertThat(verdict.used()).extracting(Measurement::value).containsExactly(9.0, 3.0);
    assertThat(verdict.supporting()).extracting(Measurement::value).containsExactly(9.0);
    assertThat(verdict)
        .hasToString(
            "OK -> ALARM: Threshold Crossed: 1 out of the last 2 datapoints [9.0 (15/01/27"
                + " 11:59:00)] was greater than the threshold (5.0) (minimum 1 datapoint for OK ->"
                + " ALARM transition).");
    assertThat(AlarmEvaluator.evaluate(spec, window, NOON, AlarmState.ALARM).isTransition())
        .isFalse();
  }

  @Test
  void dataOutsideTheRangeIsNoData() {
    AlarmSpec spec = minutes(2).missingData(MissingData.MISSING).build();
    List<Datapoint> around =
        List.of(sum(NOON + MINUTE, 9), sum(NOON, 9), sum(NOON - 2 * MINUTE - 1, 9));

    assertThat(AlarmEvaluator.evaluate(spec, around, NOON, AlarmState.OK).used()).isEmpty();
    assertThat(AlarmEvaluator.certain(spec, around, NOON, true)).isFalse();
    AlarmSpec one = minutes(1).build();
    assertThat(AlarmEvaluator.certain(one, List.of(sum(NOON, 9)), NOON, true)).isFalse();
    assertThat(AlarmEvaluator.certain(one, List.of(sum(NOON - 1, 9)), NOON, true)).isTrue();
    // the first and the last instant that count
    List<Datapoint> inside = List.of(sum(NOON - 1, 9), sum(NOON - 2 * MINUTE, 9));
    assertThat(AlarmEvaluator.evaluate(spec, inside, NOON, AlarmState.OK).used()).hasSize(2);
    assertThat(AlarmEvaluator.certain(spec, inside, NOON, true)).isTrue();
  }

  @Test
  void onlyTheNewestDatapointsAreJudged() {
    Verdict verdict = verdict(minutes(2).evaluationRange(4), AlarmState.ALARM, 1, 9, 9, 9);

    assertThat(verdict.used()).hasSize(2);
    assertThat(verdict.state()).isEqualTo(AlarmState.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 'Insufficient Data: 1 datapoint was unknown.'",
    "3, 3, 'Insufficient Data: 3 datapoints were unknown.'"
  })
  void silenceIsWordedByItsLength(int periods, int unknown, String reason) {
    Verdict verdict = verdict(minutes(periods).missingData(MissingData.MISSING), AlarmState.OK);

    assertThat(verdict.state()).isEqualTo(AlarmState.INSUFFICIENT_DATA);
    assertThat(verdict.missing()).isEqualTo(unknown);
    assertThat(verdict.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was"
        + " treated as [NonBreaching].'",
    "2, 'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were"
        + " treated as [NonBreaching].'"
  })
  void silenceThatCountsAsGoodSaysSo(int periods, String reason) {
    assertThat(verdict(minutes(periods), AlarmState.ALARM).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'Unchanged: no datapoints were received for 1 period.'",
    "2, 'Unchanged: no datapoints were received for 2 periods.'"
  })
  void silenceThatIsIgnoredChangesNothing(int periods, String reason) {
    Verdict verdict = verdict(minutes(periods).missingData(MissingData.IGNORE), AlarmState.ALARM);

    assertThat(verdict.isKept()).isTrue();
    assertThat(verdict.state()).isEqualTo(AlarmState.ALARM);
    assertThat(verdict.reason()).isEqualTo(reason);
  }

  @Test
  void tooFewBreachesBesideIgnoredHolesChangeNothing() {
    AlarmSpec.Builder spec = minutes(4).datapointsToAlarm(3).missingData(MissingData.IGNORE);

    Verdict one = verdict(spec, AlarmState.OK, 9);
    Verdict two = verdict(spec, AlarmState.OK, 9, 9);

    assertThat(one.isKept()).isTrue();
    assertThat(one.reason()).isEqualTo("Unchanged: 1 datapoint did not suffice to evaluate.");
    assertThat(two.reason()).isEqualTo("Unchanged: 2 datapoints did not suffice to evaluate.");
    assertThat(verdict(spec, AlarmState.OK, 9, 9, 9).isKept()).isFalse();
  }

  @Test
  void fromFiveDatapointsOnTheyFollowInASecondSentence() {
    assertThat(verdict(minutes(4), AlarmState.OK, 9, 8, 7, 6).reason())
        .isEqualTo(
            "Threshold Crossed: 4 datapoints [9.0 (15/01/27 11:59:00), 8.0 (15/01/27 11:58:00),"
                + " 7.0 (15/01/27 11:57:00), 6.0 (15/01/27 11:56:00)] were greater than the"
                + " threshold (5.0).");
    assertThat(verdict(minutes(6), AlarmState.ALARM, 1, 2, 3, 4, 5, 0).reason())
        .isEqualTo(
            "Threshold Crossed: 6 datapoints were not greater than the threshold (5.0). The most"
                + " recent datapoints which crossed the threshold: [1.0 (15/01/27 11:59:00), 2.0"
                + " (15/01/27 11:58:00), 3.0 (15/01/27 11:57:00), 4.0 (15/01/27 11:56:00), 5.0"
                + " (15/01/27 11:55:00)].");
  }

  @Test
  void holesThatCountAsBreachingAreNamed() {
    AlarmSpec.Builder spec = minutes(3).datapointsToAlarm(2).missingData(MissingData.BREACHING);

    assertThat(verdict(spec, AlarmState.OK, 9).reason())
        .endsWith(
            "was greater than the threshold (5.0) and 2 missing datapoints were treated as"
                + " [Breaching] (minimum 2 datapoints for OK -> ALARM transition).");
    assertThat(verdict(spec, AlarmState.OK, 1, 1).reason())
        .endsWith(
            "were not greater than the threshold (5.0) and 1 missing datapoint was treated as"
                + " [Breaching] (minimum 2 datapoints for ALARM -> OK transition).");
  }

  @ParameterizedTest
  @CsvSource({"1, INSUFFICIENT_DATA", "2, ALARM", "3, ALARM"})
  void aLoneBreachIsBelievedOnceItIsAsOldAsItTakes(int position, AlarmState state) {
    AlarmSpec spec = minutes(3).datapointsToAlarm(2).missingData(MissingData.MISSING).build();
    List<Datapoint> window = List.of(sum(NOON - position * MINUTE, 9));

    assertThat(AlarmEvaluator.evaluate(spec, window, NOON, AlarmState.OK).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"4, INSUFFICIENT_DATA", "5, ALARM"})
  void theAgeOfTheOldestBreachCountsNotThatOfTheNewest(int oldest, AlarmState state) {
    AlarmSpec spec = minutes(5).missingData(MissingData.MISSING).build();
    List<Datapoint> window = List.of(sum(NOON - MINUTE, 9), sum(NOON - oldest * MINUTE, 9));

    assertThat(AlarmEvaluator.evaluate(spec, window, NOON, AlarmState.OK).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "Sum, GreaterThanThreshold, WALL_CLOCK, true, true",
    "Sum, GreaterThanOrEqualToThreshold, WALL_CLOCK, true, true",
    "Sum, GreaterThanThreshold, WALL_CLOCK, false, false",
    "Sum, LessThanThreshold, WALL_CLOCK, true, false",
    "Sum, GreaterThanThreshold, SLIDING, true, false",
    "SampleCount, GreaterThanThreshold, WALL_CLOCK, false, true",
    "Maximum, GreaterThanThreshold, WALL_CLOCK, false, true",
    "Minimum, GreaterThanThreshold, WALL_CLOCK, true, false",
    "Average, GreaterThanThreshold, WALL_CLOCK, true, false",
    "p99, GreaterThanThreshold, WALL_CLOCK, true, false"
  })
  void onlyWhatCannotFallBackCanBeCertain(
      String statistic,
      String operator,
      EvaluationWindow window,
      boolean monotone,
      boolean certain) {
    AlarmSpec spec =
        minutes(1)
            .statistic(Statistic.parse(statistic))
            .operator(ComparisonOperator.parse(operator))
            .threshold(operator.startsWith("Less") ? 99 : 0.5)
            .evaluationWindow(window)
            .build();
    List<Datapoint> breaching = List.of(sum(NOON - MINUTE, 9));

    assertThat(AlarmEvaluator.canBeCertain(spec, monotone)).isEqualTo(certain);
    assertThat(AlarmEvaluator.certain(spec, breaching, NOON, monotone)).isEqualTo(certain);
  }
}
