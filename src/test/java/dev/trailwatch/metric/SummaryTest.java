package dev.trailwatch.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void oneSampleIsItsOwnSumMinimumAndMaximum() {
    Summary summary = Summary.of(2.5);

    assertThat(summary.sampleCount()).isEqualTo(1);
    assertThat(summary.sum()).isEqualTo(2.5);
    assertThat(summary.minimum()).isEqualTo(2.5);
    assertThat(summary.maximum()).isEqualTo(2.5);
  }

  @Test
  void theSameSampleSeveralTimesIsThatManyMerges() {
    for (double value : new double[] {0, 1, -3, 0.1, 1e300, Double.MIN_VALUE, 0x1p62, -0x1p63}) {
      Summary merged = Summary.of(value).merge(Summary.of(value)).merge(Summary.of(value));

      assertThat(Summary.of(value, 3)).isEqualTo(merged);
    }
  }

  @Test
  void aSumThatDoublesWouldLoseIsExact() {
    Summary large = Summary.of(0x1p53);

    assertThat(large.merge(Summary.of(1)).merge(Summary.of(1)).sum()).isEqualTo(0x1p53 + 2);
    assertThat(Summary.of(1e100).merge(Summary.of(1)).merge(Summary.of(-1e100)).sum()).isEqualTo(1);
  }

  @Test
  void tenTenthsAreOneToTheLastBit() {
    Summary summary = Summary.of(0.1, 10);

    assertThat(summary.sum()).isEqualTo(1.0);
  }

  @Test
  void aSumBeyondLongGoesOnExactly() {
    Summary most = Summary.of(0x1p62).merge(Summary.of(0x1p62));

    assertThat(most.sum()).isEqualTo(0x1p63);
    assertThat(most.merge(Summary.of(-0x1p62))).isEqualTo(summary(3, 0x1p62, -0x1p62, 0x1p62));
    assertThat(Summary.of(-0x1p62, 2).merge(Summary.of(-0x1p62)).sum()).isEqualTo(-0x1.8p63);
    assertThat(Summary.of(0x1p63, 1).sum()).isEqualTo(0x1p63);
    assertThat(Summary.of(3, Long.MAX_VALUE).sum()).isEqualTo(3 * 0x1p63);
  }

  /** Three samples that sum up to the given double by way of exact numbers. */
  private static Summary summary(int count, double sum, double minimum, double maximum) {
    assertThat(count).isEqualTo(3);
    return Summary.of(sum).merge(Summary.of(minimum)).merge(Summary.of(maximum));
  }

  @Test
  void aSumBeyondTheLargestDoubleIsInfiniteUntilItComesBack() {
    Summary twice = Summary.of(Double.MAX_VALUE, 2);

    assertThat(twice.sum()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(twice.merge(Summary.of(-Double.MAX_VALUE)).sum()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(Summary.of(-0.0)).isEqualTo(Summary.of(0.0));
  }

  @Test
  void infinityAndNotANumberAreRefused() {
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> Summary.of(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("finite");
    }
    assertThatThrownBy(() -> Summary.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCommonCaseTakesTwoBytes() {
    assertThat(Summary.of(1).toBytes()).hasSize(2);
    assertThat(Summary.of(1, 127).toBytes()).hasSize(2);
    assertThat(Summary.of(1, 1_000_000).toBytes()).hasSize(4);
  }

  @Test
  void bytesThatAreNoSummaryAreRefused() {
    byte[] longer = Arrays.copyOf(Summary.of(1).toBytes(), 3);

    assertThatThrownBy(() -> Summary.fromBytes(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Summary.fromBytes(new byte[] {77, 1}))
        .hasMessageContaining("unknown format");
    assertThatThrownBy(() -> Summary.fromBytes(longer)).hasMessageContaining("left over");
  }

  @Test
  void percentilesNeedADistribution() {
    Summary without = Summary.of(1).merge(Summary.of(2, true));

    assertThat(without.keepsDistribution()).isFalse();
    assertThatThrownBy(() -> Statistic.percentile(50).of(without))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPercentileIsTheSampleAtTheNearestRank() {
    Summary hundred = numbers(1, 100);

    assertThat(Statistic.percentile(90).of(hundred)).isEqualTo(90);
    assertThat(Statistic.percentile(90.1).of(hundred)).isEqualTo(91);
    assertThat(Statistic.percentile(0).of(hundred)).isEqualTo(1);
    assertThat(Statistic.percentile(0.5).of(hundred)).isEqualTo(1);
    assertThat(Statistic.percentile(100).of(hundred)).isEqualTo(100);
    assertThat(Statistic.percentile(50).of(Summary.of(7, 3, true))).isEqualTo(7);
  }

  @Test
  void aPercentileOfManyDifferentValuesIsWithinOnePercent() {
    Summary many = numbers(-20_000, 20_000);

    for (double percent : new double[] {1, 10, 25, 75, 90, 99, 99.9}) {
      double exact = Math.ceil(percent / 100 * 40_001 - 1e-9) - 20_001;
      double found = Statistic.percentile(percent).of(many);
      assertThat(Math.abs(found - exact)).isLessThanOrEqualTo(Math.abs(exact) * 0.0101);
    }
    assertThat(Statistic.percentile(0).of(many)).isEqualTo(-20_000);
    assertThat(Statistic.percentile(100).of(many)).isEqualTo(20_000);
    assertThat(many.toBytes().length).isLessThan(5_000);
  }

  private static Summary numbers(int from, int to) {
    Summary summary = Summary.of(from, true);
    for (int i = from + 1; i <= to; i++) {
      summary = summary.merge(Summary.of(i, true));
    }
    return summary;
  }
}
