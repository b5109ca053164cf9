package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The evaluator against another one, written from the published tables and sentences alone. */
class AlarmEvaluatorPropertiesTest {
  private static final long MINUTE = 60_000;

  /** An alarm above 5 and what its last periods hold: good, breaching or missing. */
  record Situation(
      int n, int m, int range, MissingData missing, AlarmState previous, List<Character> newest) {}

  @Provide
  Arbitrary<Situation> situations() {
    Arbitrary<List<Character>> periods = Arbitraries.of('0', 'X', '-').list().ofSize(9);
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            n ->
                Combinators.combine(
                        Arbitraries.integers().between(1, n),
                        Arbitraries.integers().between(n, n + 4),
                        Arbitraries.of(MissingData.class),
                        Arbitraries.of(AlarmState.class),
                        periods)
                    .as((m, r, missing, state, p) -> new Situation(n, m, r, missing, state, p)));
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void theStateIsWhatTheSentencesOfTheUserGuideSay(@ForAll("situations") Situation situation) {
    assertThat(evaluate(situation).state()).as(situation.toString()).isEqualTo(naive(situation));
  }

  @Property
  void whatLiesOutsideTheRangeChangesNothing(@ForAll("situations") Situation situation) {
    List<Character> blanked = new ArrayList<>(situation.newest());
    Collections.fill(blanked.subList(situation.range(), blanked.size()), '-');
    Situation inside =
        new Situation(
            situation.n(),
            situation.m(),
            situation.range(),
            situation.missing(),
            situation.previous(),
            blanked);

    assertThat(evaluate(situation).reason()).isEqualTo(evaluate(inside).reason());
  }

  @Property
  void everyVerdictHasAReasonOfItsState(@ForAll("situations") Situation situation) {
    Verdict verdict = evaluate(situation);

    if (verdict.isKept()) {
      assertThat(verdict.reason()).startsWith("Unchanged: ");
      assertThat(verdict.state()).isEqualTo(situation.previous());
    } else if (verdict.state() == AlarmState.INSUFFICIENT_DATA) {
      assertThat(verdict.reason()).startsWith("Insufficient Data: ").endsWith("unknown.");
    } else {
      assertThat(verdict.reason()).startsWith("Threshold Crossed: ").endsWith(".");
      boolean notCrossed = verdict.reason().contains(" not greater ");
      boolean crossed =
          verdict.reason().contains("s greater") || verdict.reason().contains("e greater");
      assertThat(notCrossed && verdict.state() == AlarmState.ALARM).isFalse();
      assertThat(crossed && verdict.state() == AlarmState.OK).isFalse();
    }
  }

  private static Verdict evaluate(Situation situation) {
    AlarmSpec spec =
        AlarmSpec.builder()
            .periodSeconds(60)
            .evaluationPeriods(situation.n())
            .datapointsToAlarm(situation.m())
            .evaluationRange(situation.range())
            .operator(ComparisonOperator.GREATER_THAN)
            .threshold(5)
            .missingData(situation.missing())
            .build();
    List<Datapoint> window = new ArrayList<>();
    for (int i = 0; i < situation.newest().size(); i++) {
      char period = situation.newest().get(i);
      if (period != '-') {
        window.add(Datapoint.of(-(i + 1) * MINUTE, Summary.of(period == 'X' ? 9 : 0)));
      }
    }
    return AlarmEvaluator.evaluate(spec, window, 0, situation.previous());
  }

  /**
   * "If enough datapoints are in the evaluation range, only the most recent ones are evaluated; if
   * fewer, the missing ones are filled in by the treatment"; and with {@code missing} a premature
   * ALARM when the oldest datapoint is breaching, as old as M and no newer one is good.
   */
  private static AlarmState naive(Situation situation) {
    String range = join(situation.newest().subList(0, situation.range()));
    String real = range.replace("-", "");
    if (real.isEmpty()) {
      if (situation.missing() == MissingData.MISSING) {
        return AlarmState.INSUFFICIENT_DATA;
      }
      if (situation.missing() == MissingData.IGNORE) {
        return situation.previous();
      }
    }
    char[] judged = new char[situation.n()];
    char filler =
        situation.missing() == MissingData.BREACHING
            ? 'X'
            : situation.missing() == MissingData.NOT_BREACHING ? '0' : '?';
    Arrays.fill(judged, filler);
    for (int i = 0; i < Math.min(real.length(), judged.length); i++) {
      judged[i] = real.charAt(i);
    }
    String points = new String(judged);
    if (points.chars().filter(c -> c == 'X').count() >= situation.m()) {
      return AlarmState.ALARM;
    }
    if (!points.contains("?") || points.contains("0")) {
      return AlarmState.OK;
    }
    if (situation.missing() == MissingData.IGNORE) {
      return situation.previous();
    }
    return range.lastIndexOf('X') + 1 >= situation.m()
        ? AlarmState.ALARM
        : AlarmState.INSUFFICIENT_DATA;
  }

  private static String join(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }
}
