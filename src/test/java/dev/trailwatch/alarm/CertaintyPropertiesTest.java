package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Period;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.metric.Window;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** An ALARM that is told early is never taken back by what comes later. */
class CertaintyPropertiesTest {
  private static final long MINUTE = 60_000;
  private static final int MINUTES = 14;

  /** Those that can be certain more often, so that certainty is not rare. */
  private static final List<ComparisonOperator> OPERATORS =
      List.of(
          ComparisonOperator.GREATER_THAN,
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO,
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO,
          ComparisonOperator.LESS_THAN,
          ComparisonOperator.LESS_THAN_OR_EQUAL_TO);

  private static final List<EvaluationWindow> WINDOWS =
      List.of(EvaluationWindow.WALL_CLOCK, EvaluationWindow.WALL_CLOCK, EvaluationWindow.SLIDING);

  /** A sample in one of the minutes. */
  record Sample(int minute, double value) {
    Datapoint datapoint() {
      return Datapoint.of(minute * MINUTE, Summary.of(value, true));
    }
  }

  @Provide
  Arbitrary<AlarmSpec> specs() {
    Arbitrary<Statistic> statistics =
        Arbitraries.of("Sum", "Sum", "SampleCount", "Maximum", "Average", "Minimum", "p50", "p90")
            .map(Statistic::parse);
    Arbitrary<int[]> mOfN =
        Arbitraries.integers()
            .between(1, 4)
            .flatMap(n -> Arbitraries.integers().between(1, n).map(m -> new int[] {m, n}));
    return Combinators.combine(
            statistics,
            mOfN,
            Arbitraries.of(60, 120),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(OPERATORS),
            Arbitraries.integers().between(-2, 6),
            Arbitraries.of(MissingData.class),
            Arbitraries.of(WINDOWS))
        .as(
            (statistic, mn, period, extra, operator, threshold, missing, window) ->
                AlarmSpec.builder()
                    .statistic(statistic)
                    .periodSeconds(period)
                    .evaluationPeriods(mn[1])
                    .datapointsToAlarm(mn[0])
                    .evaluationRange(mn[1] + extra)
                    .operator(operator)
                    .threshold(threshold)
                    .missingData(missing)
                    .evaluationWindow(window)
                    .build());
  }

  @Provide
  Arbitrary<List<Sample>> samples() {
    return Arbitraries.oneOf(
        samples(0.0, 0.5, 1.0, 1.0, 2.0, 4.0), samples(-3.0, -0.5, 0.0, 1.0, 1.0, 4.0));
  }

  private static Arbitrary<List<Sample>> samples(Double... values) {
    return Combinators.combine(
            Arbitraries.integers().between(0, MINUTES - 1), Arbitraries.of(values))
        .as(Sample::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void whatIsCertainSettlesToAlarm(
      @ForAll("specs") AlarmSpec spec,
      @ForAll("samples") List<Sample> known,
      @ForAll("samples") List<Sample> later,
      @ForAll AlarmState previous) {
    List<Sample> all = new ArrayList<>(known);
    all.addAll(later);
    boolean monotone = all.stream().allMatch(sample -> sample.value() >= 0);
    int minutes = spec.periodSeconds() / 60;
    boolean any = false;
    for (int end = minutes; end <= MINUTES; end += minutes) {
      long periodEnd = end * MINUTE;
      if (AlarmEvaluator.certain(spec, window(spec, known, periodEnd), periodEnd, monotone)) {
        any = true;
        assertThat(
                AlarmEvaluator.evaluate(spec, window(spec, all, periodEnd), periodEnd, previous)
                    .state())
            .isEqualTo(AlarmState.ALARM);
      }
    }
    Statistics.label("certain")
        .collect(any)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 2));
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void whatBreachesEnoughOfGrowingPeriodsIsCertain(
      @ForAll("specs") AlarmSpec spec, @ForAll("samples") List<Sample> known) {
    boolean monotone = known.stream().allMatch(sample -> sample.value() >= 0);
    boolean can =
        spec.operator().awsName().startsWith("Greater")
            && spec.evaluationWindow() == EvaluationWindow.WALL_CLOCK
            && (List.of("SampleCount", "Maximum").contains(spec.statistic().awsName())
                || (spec.statistic().awsName().equals("Sum") && monotone));
    long periodEnd = (MINUTES / 2) * 2 * MINUTE;
    Window window = Window.of(periodEnd, spec.period(), spec.evaluationPeriods());
    long breaching =
        window.datapoints(known.stream().map(Sample::datapoint).toList()).stream()
            .filter(point -> spec.breaches(spec.statistic().of(point.summary())))
            .count();

    boolean certain =
        AlarmEvaluator.certain(spec, window(spec, known, periodEnd), periodEnd, monotone);

    assertThat(certain).isEqualTo(can && breaching >= spec.datapoints());
  }

  private static List<Datapoint> window(AlarmSpec spec, List<Sample> samples, long periodEnd) {
    return Window.of(periodEnd, spec.period(), spec.evaluationRange())
        .datapoints(samples.stream().map(Sample::datapoint).toList());
  }

  @Test
  void aBreachThatWouldLeaveTheNewestPeriodsIsNotCertain() {
    AlarmSpec spec =
        AlarmSpec.builder().periodSeconds(60).evaluationPeriods(1).evaluationRange(3).build();
    List<Datapoint> old = List.of(Datapoint.of(0, Summary.of(9)));

    assertThat(AlarmEvaluator.evaluate(spec, old, 2 * MINUTE, AlarmState.OK).state())
        .isEqualTo(AlarmState.ALARM);
    assertThat(AlarmEvaluator.certain(spec, old, 2 * MINUTE, true)).isFalse();
    assertThat(AlarmEvaluator.certain(spec, old, MINUTE, true)).isTrue();
    assertThat(Period.of(60).end(0)).isEqualTo(MINUTE);
  }

  @Test
  void missingDataIsNeverCertain() {
    AlarmSpec spec =
        AlarmSpec.builder()
            .evaluationPeriods(3)
            .datapointsToAlarm(1)
            .missingData(MissingData.BREACHING)
            .build();

    assertThat(AlarmEvaluator.certain(spec, List.of(), 0, true)).isFalse();
  }
}
