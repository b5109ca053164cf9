package dev.trailwatch.job;

import dev.trailwatch.matcher.PayloadMatches;
import dev.trailwatch.wire.RawRecord;
import java.io.Serializable;

/**
 * Tells the time that an event counts in.
 *
 * <p>An event counts in the minute of its own time. What claims to be more than five minutes
 * younger than its arrival is not believed: it counts in its arrival's minute.
 */
final class EventClock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How far ahead of its arrival an event's time may be: clocks differ. */
  static final long FUTURE = 5 * 60_000L;

  private final boolean byRecord;

  /**
   * A clock.
   *
   * @param policy {@code auto}: the CloudTrail record's eventTime where there is one, else the log
   *     event's timestamp; {@code log}: the timestamp; {@code cloudtrail}: the eventTime
   */
  EventClock(String policy) {
    this.byRecord = !policy.equals("log");
  }

  /**
   * The event's claimed time, epoch milliseconds; its arrival if it claims none.
   *
   * @param recordTime the CloudTrail record's; {@link PayloadMatches#NO_TIME} if it has none
   * @param timestamp the log event's; 0 if it has none
   */
  long claimed(long recordTime, long timestamp, long arrival) {
    if (byRecord && recordTime != PayloadMatches.NO_TIME) {
      return recordTime;
    }
    if (timestamp > 0) {
      return timestamp;
    }
    return arrival == RawRecord.NO_ARRIVAL ? 0 : arrival;
  }

  /** Whether a claimed time is too far ahead of the arrival to be believed. */
  static boolean future(long claimed, long arrival) {
    return arrival != RawRecord.NO_ARRIVAL && claimed > arrival + FUTURE;
  }
}
