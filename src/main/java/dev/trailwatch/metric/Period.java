package dev.trailwatch.metric;

/**
 * A length of time over which samples become one datapoint, aligned to the clock.
 *
 * <p>Periods tile the time line from the epoch on, so every 300-second period starts at :00, :05,
 * :10 and so on in UTC: CloudWatch's wall-clock window.
 */
public final class Period {
  private final int seconds;

  private Period(int seconds) {
    this.seconds = seconds;
  }

  /**
   * A period of so many seconds.
   *
   * @throws IllegalArgumentException unless it is 10, 20, 30 or a positive multiple of 60
   */
  public static Period of(int seconds) {
    if (!isValid(seconds)) {
      throw new IllegalArgumentException(
          "a period is 10, 20, 30 or a multiple of 60 seconds, not " + seconds);
    }
    return new Period(seconds);
  }

  /** Whether CloudWatch's PutMetricAlarm takes a period of so many seconds. */
  public static boolean isValid(int seconds) {
    return seconds == 10 || seconds == 20 || seconds == 30 || (seconds > 0 && seconds % 60 == 0);
  }

  /** The length in seconds. */
  public int seconds() {
    return seconds;
  }

  /** The length in milliseconds. */
  public long millis() {
    return seconds * 1000L;
  }

  /** The start of the period that holds the time; both in milliseconds since the epoch. */
  public long start(long epochMillis) {
    return Math.floorDiv(epochMillis, millis()) * millis();
  }

  /** The end, exclusive, of the period that holds the time. */
  public long end(long epochMillis) {
    return start(epochMillis) + millis();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Period && ((Period) other).seconds == seconds;
  }

  @Override
  public int hashCode() {
    return seconds;
  }

  @Override
  public String toString() {
    return seconds + " s";
  }
}
