package dev.trailwatch.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of periods that end at one time: what one evaluation looks at.
 *
 * <p>The periods are cut backwards from the end. An end on a period's boundary gives clock-aligned
 * periods, an end at any minute gives CloudWatch's sliding ones: both from the same one-minute
 * datapoints.
 */
public final class Window {
  private final long end;
  private final Period period;
  private final int periods;

  private Window(long end, Period period, int periods) {
    this.end = end;
    this.period = period;
    this.periods = periods;
  }

  /**
   * So many periods up to a time.
   *
   * @param end the end of the newest period, exclusive, in milliseconds since the epoch
   * @param periods at least 1
   */
  public static Window of(long end, Period period, int periods) {
    if (periods < 1) {
      throw new IllegalArgumentException("a window has at least one period, not " + periods);
    }
    return new Window(end, period, periods);
  }

  /** The start of the oldest period, in milliseconds since the epoch. */
  public long start() {
    return end - periods * period.millis();
  }

  /** The end of the newest period, exclusive. */
  public long end() {
    return end;
  }

  /**
   * The datapoints of the window's periods, newest first, without the empty ones.
   *
   * @param parts datapoints in any order of any length that divides the period, usually one-minute
   *     ones; those outside the window are left out
   */
  public List<Datapoint> datapoints(Iterable<Datapoint> parts) {
    @Nullable Summary[] sums = new @Nullable Summary[periods];
    long start = start();
    for (Datapoint part : parts) {
      if (part.start() >= start && part.start() < end) {
        int position = (int) ((end - 1 - part.start()) / period.millis());
        Summary sum = sums[position];
        sums[position] = sum == null ? part.summary() : sum.merge(part.summary());
      }
    }
    List<Datapoint> result = new ArrayList<>();
    for (int i = 0; i < periods; i++) {
      Summary sum = sums[i];
      if (sum != null) {
        result.add(Datapoint.of(end - (i + 1) * period.millis(), sum));
      }
    }
    return Collections.unmodifiableList(result);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Window)) {
      return false;
    }
    Window that = (Window) other;
    return end == that.end && period.equals(that.period) && periods == that.periods;
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(end) * 31 + period.hashCode()) * 31 + periods;
  }

  @Override
  public String toString() {
    return periods + " x " + period + " to " + end;
  }
}
