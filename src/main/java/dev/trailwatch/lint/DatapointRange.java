package dev.trailwatch.lint;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.rule.MetricTransformation;
import java.util.List;

/** Between which values the datapoints of a metric's statistic lie, as far as its rules say. */
final class DatapointRange {
  private final double least;
  private final double most;

  private DatapointRange(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** The range of a statistic over what feeds a metric. */
  static DatapointRange of(Statistic statistic, List<MetricTransformation> feeds) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (MetricTransformation feed : feeds) {
      boolean constant = feed.reference() == null;
      double unknown = feed.valueNonNegative() ? 0 : Double.NEGATIVE_INFINITY;
      least = Math.min(least, constant ? feed.literal() : unknown);
      most = Math.max(most, constant ? feed.literal() : Double.POSITIVE_INFINITY);
      Double otherwise = feed.defaultValue();
      if (otherwise != null) {
        least = Math.min(least, otherwise);
        most = Math.max(most, otherwise);
      }
    }
    if (statistic.equals(Statistic.SAMPLE_COUNT)) {
      return new DatapointRange(1, Double.POSITIVE_INFINITY);
    }
    if (statistic.equals(Statistic.SUM)) {
      // any number of samples: what is negative may become any negative sum, and so on
      return new DatapointRange(
          least < 0 ? Double.NEGATIVE_INFINITY : least, most > 0 ? Double.POSITIVE_INFINITY : most);
    }
    return new DatapointRange(least, most);
  }

  /** Whether no datapoint breaches. */
  boolean noneBreaches(AlarmSpec spec) {
    return least <= most && !spec.breaches(spec.operator().isUpward() ? most : least);
  }

  /** Whether every datapoint breaches. */
  boolean allBreach(AlarmSpec spec) {
    return least <= most && spec.breaches(spec.operator().isUpward() ? least : most);
  }

  @Override
  public String toString() {
    String from = Double.isInfinite(least) ? "" : "at least " + number(least);
    String to = Double.isInfinite(most) ? "" : "at most " + number(most);
    return least == most
        ? "always " + number(least)
        : from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
