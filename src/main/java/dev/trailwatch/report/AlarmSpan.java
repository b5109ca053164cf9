package dev.trailwatch.report;

import java.util.Comparator;
import java.util.Objects;

/** One stay of one alarm instance in ALARM. */
public final class AlarmSpan implements Comparable<AlarmSpan> {
  /** The end of a stay that had not ended when the input did. */
  public static final long OPEN = Long.MAX_VALUE;

  private static final Comparator<AlarmSpan> ORDER =
      Comparator.comparingLong(AlarmSpan::from)
          .thenComparing(AlarmSpan::alarm)
          .thenComparingLong(AlarmSpan::to);

  private final String alarm;
  private final long from;
  private final long to;

  private AlarmSpan(String alarm, long from, long to) {
    this.alarm = alarm;
    this.from = from;
    this.to = to;
  }

  /**
   * A stay in ALARM.
   *
   * @param alarm the instance's name
   * @param from when the ALARM was decided, epoch milliseconds
   * @param to when it ended, or {@link #OPEN}
   */
  public static AlarmSpan of(String alarm, long from, long to) {
    return new AlarmSpan(alarm, from, to);
  }

  /** The alarm instance's name. */
  public String alarm() {
    return alarm;
  }

  /** When the ALARM was decided, epoch milliseconds. */
  public long from() {
    return from;
  }

  /** When it ended, epoch milliseconds; {@link #OPEN} if it had not. */
  public long to() {
    return to;
  }

  @Override
  public int compareTo(AlarmSpan other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AlarmSpan && compareTo((AlarmSpan) other) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(alarm, from, to);
  }

  @Override
  public String toString() {
    return alarm + " " + from + " to " + (to == OPEN ? "the end" : Long.toString(to));
  }
}
