package dev.trailwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final long MINUTE = 60_000;

  @Test
  void tellsSameMovedGainedAndLostApart() {
    Comparison comparison =
        compare(
            List.of(span("a", 0, 5), span("a", 20, 25), span("b", 3, 4), span("c", 1, 9)),
            List.of(span("a", 0, 6), span("a", 40, 45), span("c", 4, 9), span("d", 7, 8)),
            0);
    assertThat(comparison.same()).isEqualTo(1);
    assertThat(comparison.onlyLeft()).containsExactly(span("b", 3, 4), span("a", 20, 25));
    assertThat(comparison.onlyRight()).containsExactly(span("d", 7, 8), span("a", 40, 45));
    assertThat(comparison.changed()).hasSize(1);
    assertThat(comparison.changed().get(0).left()).isEqualTo(span("c", 1, 9));
    assertThat(comparison.changed().get(0).right()).isEqualTo(span("c", 4, 9));
  }

  @Test
  void takesWhatBeginsWithinTheToleranceForTheSame() {
    List<AlarmSpan> left = List.of(span("a", 10, 11));
    assertThat(compare(left, List.of(span("a", 14, 15)), 5 * MINUTE).same()).isEqualTo(1);
    assertThat(compare(left, List.of(span("a", 14, 15)), 3 * MINUTE).same()).isZero();
  }

  @Test
  void anAlarmThatNeverEndedOverlapsAllLaterOnes() {
    AlarmSpan open = AlarmSpan.of("a", 0, AlarmSpan.OPEN);
    Comparison comparison = compare(List.of(open), List.of(span("a", 60, 61)), 0);
    assertThat(comparison.changed()).hasSize(1);
    assertThat(comparison.onlyLeft()).isEmpty();
    assertThat(comparison.onlyRight()).isEmpty();
  }

  @Test
  void everyAlarmOfBothSidesIsCountedOnce() {
    List<AlarmSpan> left = List.of(span("a", 0, 1), span("a", 2, 3), span("a", 8, 9));
    List<AlarmSpan> right = List.of(span("a", 2, 9), span("a", 10, 11));
    Comparison comparison = compare(left, right, 0);
    int matched = comparison.same() + comparison.changed().size();
    assertThat(matched + comparison.onlyLeft().size()).isEqualTo(3);
    assertThat(matched + comparison.onlyRight().size()).isEqualTo(2);
  }

  private static Comparison compare(List<AlarmSpan> left, List<AlarmSpan> right, long tolerance) {
    return Comparison.of("left", left, "right", right, tolerance);
  }

  private static AlarmSpan span(String alarm, long from, long to) {
    return AlarmSpan.of(alarm, from * MINUTE, to * MINUTE);
  }
}
