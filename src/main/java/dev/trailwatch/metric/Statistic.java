package dev.trailwatch.metric;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a period's samples become one number, as in CloudWatch's statistics definitions.
 *
 * <p>Sum, SampleCount, Average, Minimum, Maximum, or a percentile such as {@code p90}.
 */
public final class Statistic {
  /** All values added. */
  public static final Statistic SUM = new Statistic("Sum", "SUM");

  /** The number of samples. */
  public static final Statistic SAMPLE_COUNT = new Statistic("SampleCount", "SAMPLE_COUNT");

  /** Sum divided by SampleCount. */
  public static final Statistic AVERAGE = new Statistic("Average", "AVERAGE");

  /** The lowest value. */
  public static final Statistic MINIMUM = new Statistic("Minimum", "MINIMUM");

  /** The highest value. */
  public static final Statistic MAXIMUM = new Statistic("Maximum", "MAXIMUM");

  private static final Statistic[] PLAIN = {SUM, SAMPLE_COUNT, AVERAGE, MINIMUM, MAXIMUM};
  private static final int PERCENTILE_DECIMALS = 10;

  private final String awsName;
  private final String notificationName;
  private final double percent;

  private Statistic(String awsName, String notificationName) {
    this(awsName, notificationName, Double.NaN);
  }

  private Statistic(String awsName, String notificationName, double percent) {
    this.awsName = awsName;
    this.notificationName = notificationName;
    this.percent = percent;
  }

  /**
   * A percentile.
   *
   * @param percent from 0 to 100
   * @throws IllegalArgumentException outside that range
   */
  public static Statistic percentile(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile lies between p0 and p100, not p" + percent);
    }
    BigDecimal digits = BigDecimal.valueOf(percent).stripTrailingZeros();
    String name = "p" + (percent == 0 ? "0" : digits.toPlainString());
    return new Statistic(name, name, percent);
  }

  /**
   * The statistic that CloudWatch knows under a name, such as {@code Sum} or {@code p99.9}.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static Statistic parse(String awsName) {
    for (Statistic statistic : PLAIN) {
      if (statistic.awsName.equals(awsName)) {
        return statistic;
      }
    }
    Double percent = percent(awsName);
    if (percent == null) {
      throw new IllegalArgumentException(
          "\""
              + awsName
              + "\" is no statistic, expected Sum, SampleCount, Average, Minimum, Maximum or a"
              + " percentile from p0 to p100");
    }
    return percentile(percent);
  }

  /** The percentile that a name such as p99.9 means; null if it means none. */
  private static @Nullable Double percent(String name) {
    int length = name.length();
    if (length < 2 || name.charAt(0) != 'p' || !isDigit(name.charAt(length - 1))) {
      return null;
    }
    int point = -1;
    for (int i = 1; i < length; i++) {
      char c = name.charAt(i);
      if (c == '.' && point < 0 && i > 1) {
        point = i;
      } else if (!isDigit(c)) {
        return null;
      }
    }
    int whole = (point < 0 ? length : point) - 1;
    if (whole > 3 || (point >= 0 && length - point - 1 > PERCENTILE_DECIMALS)) {
      return null;
    }
    double percent = Double.parseDouble(name.substring(1));
    return percent <= 100 ? percent : null;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The name in CloudWatch's API: {@code Sum}, {@code p90}. */
  public String awsName() {
    return awsName;
  }

  /** The name in CloudWatch's notifications: {@code SUM}, {@code SAMPLE_COUNT}, {@code p90}. */
  public String notificationName() {
    return notificationName;
  }

  /** Whether it is a percentile, which needs {@linkplain Summary summaries} with a distribution. */
  public boolean isPercentile() {
    return !Double.isNaN(percent);
  }

  /** The percentile from 0 to 100; NaN if it is none. */
  public double percent() {
    return percent;
  }

  /**
   * The fewest samples from which a percentile says something: {@code 10/(1-p)} in the upper half,
   * {@code 10/p} in the lower; 0 for other statistics.
   *
   * <p>CloudWatch's "Percentile-based alarms and low data samples".
   */
  public double significantSamples() {
    if (!isPercentile()) {
      return 0;
    }
    return 1000 / (percent >= 50 ? 100 - percent : percent);
  }

  /**
   * The statistic of a period's samples.
   *
   * @throws IllegalStateException for a percentile of a summary that kept no distribution
   */
  public double of(Summary summary) {
    if (isPercentile()) {
      return summary.percentile(percent);
    }
    switch (awsName) {
      case "Sum":
        return summary.sum();
      case "SampleCount":
        return summary.sampleCount();
      case "Average":
        return summary.sum() / summary.sampleCount();
      case "Minimum":
        return summary.minimum();
      case "Maximum":
        return summary.maximum();
      default:
        throw new AssertionError(awsName);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Statistic && ((Statistic) other).awsName.equals(awsName);
  }

  @Override
  public int hashCode() {
    return awsName.hashCode();
  }

  @Override
  public String toString() {
    return awsName;
  }
}
