package dev.trailwatch.metric;

/** One datapoint as an alarm reads it: the value of one statistic, and how many samples made it. */
public final class Measurement {
  private final long start;
  private final double value;
  private final long sampleCount;

  private Measurement(long start, double value, long sampleCount) {
    this.start = start;
    this.value = value;
    this.sampleCount = sampleCount;
  }

  /**
   * The value of a period.
   *
   * @param start the period's start, in milliseconds since the epoch
   * @param value what the statistic gives
   * @param sampleCount how many samples the period had, at least 1
   */
  public static Measurement of(long start, double value, long sampleCount) {
    return new Measurement(start, value, sampleCount);
  }

  /** What a statistic says of a datapoint. */
  public static Measurement of(Datapoint datapoint, Statistic statistic) {
    Summary summary = datapoint.summary();
    return new Measurement(datapoint.start(), statistic.of(summary), summary.sampleCount());
  }

  /** The period's start, in milliseconds since the epoch. */
  public long start() {
    return start;
  }

  /** The statistic's value. */
  public double value() {
    return value;
  }

  /** How many samples the period had. */
  public long sampleCount() {
    return sampleCount;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Measurement)) {
      return false;
    }
    Measurement that = (Measurement) other;
    return start == that.start
        && Double.compare(value, that.value) == 0
        && sampleCount == that.sampleCount;
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(start) * 31 + Double.hashCode(value)) * 31 + Long.hashCode(sampleCount);
  }

  @Override
  public String toString() {
    return start + ": " + value + " of " + sampleCount;
  }
}
