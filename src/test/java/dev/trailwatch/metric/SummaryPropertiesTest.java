package dev.trailwatch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SummaryPropertiesTest {
  @Provide
  Arbitrary<List<Double>> samples() {
    Arbitrary<Double> whole = Arbitraries.integers().between(-5, 100).map(i -> (double) i);
    Arbitrary<Double> wide =
        Arbitraries.longs()
            .map(Double::longBitsToDouble)
            .filter(d -> Double.isFinite(d) && Math.abs(d) < 1e300);
    Arbitrary<Double> large = Arbitraries.longs().map(l -> (double) l);
    Arbitrary<Double> decimal =
        Arbitraries.bigDecimals()
            .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
            .map(BigDecimal::doubleValue);
    return Arbitraries.oneOf(whole, wide, large, decimal).list().ofMinSize(1).ofMaxSize(60);
  }

  @Property
  void anyOrderAndGroupingGiveTheSameSummary(
      @ForAll("samples") List<Double> samples, @ForAll long seed, @ForAll boolean distribution) {
    Random random = new Random(seed);
    Summary inOrder = null;
    for (double sample : samples) {
      Summary one = Summary.of(sample, distribution);
      inOrder = inOrder == null ? one : inOrder.merge(one);
    }

    Summary shuffled = mergeAtRandom(samples, distribution, random);

    assertThat(shuffled).isEqualTo(inOrder);
    assertThat(shuffled.hashCode()).isEqualTo(inOrder.hashCode());
    assertThat(shuffled.toBytes()).isEqualTo(inOrder.toBytes());
    assertThat(Double.doubleToLongBits(shuffled.sum()))
        .isEqualTo(Double.doubleToLongBits(inOrder.sum()));
  }

  private static Summary mergeAtRandom(List<Double> samples, boolean distribution, Random random) {
    List<Summary> parts = new ArrayList<>();
    samples.forEach(sample -> parts.add(Summary.of(sample, distribution)));
    Collections.shuffle(parts, random);
    while (parts.size() > 1) {
      Summary left = parts.remove(random.nextInt(parts.size()));
      Summary right = parts.remove(random.nextInt(parts.size()));
      parts.add(left.merge(right));
    }
    return parts.get(0);
  }

  @Property
  void theSumIsTheDoubleNearestToTheExactOne(@ForAll("samples") List<Double> samples) {
    BigDecimal exact = BigDecimal.ZERO;
    for (double sample : samples) {
      exact = exact.add(new BigDecimal(sample));
    }

    double sum = mergeAtRandom(samples, false, new Random(1)).sum();

    assertThat(sum).isEqualTo(exact.doubleValue());
  }

  @Property
  void bytesGiveTheSummaryBack(@ForAll("samples") List<Double> samples, @ForAll boolean kept) {
    Summary summary = mergeAtRandom(samples, kept, new Random(2));

    assertThat(Summary.fromBytes(summary.toBytes())).isEqualTo(summary);
  }

  @Property(tries = 5)
  void manyDifferentValuesGiveTheSamePercentilesInAnyOrder(@ForAll long seed) {
    Random random = new Random(seed);
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      samples.add(Math.exp(random.nextGaussian() * 15) * (random.nextBoolean() ? 1 : -1));
    }

    Summary one = mergeAtRandom(samples, true, random);
    Summary other = mergeAtRandom(samples, true, random);

    assertThat(one).isEqualTo(other);
    assertThat(one.toBytes()).isEqualTo(other.toBytes());
    assertThat(Summary.fromBytes(one.toBytes())).isEqualTo(one);
    for (double percent : new double[] {0, 1, 50, 90, 99.9, 100}) {
      Statistic statistic = Statistic.percentile(percent);
      assertThat(statistic.of(one)).isEqualTo(statistic.of(other));
    }
  }
}
