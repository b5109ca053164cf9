package dev.trailwatch.job;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.wire.RawRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

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

  private final String policy;

  /**
   * A clock.
   *
   * @param policy {@code auto}: the CloudTrail record's eventTime where there is one, else the log
   *     event's timestamp; {@code log}: the timestamp; {@code cloudtrail}: the eventTime
   */
  EventClock(String policy) {
    this.policy = policy;
  }

  /** The event's claimed time, epoch milliseconds; its arrival if it claims none. */
  long claimed(LogEvent event, @Nullable CloudTrailEvent trail, long arrival) {
    if (!policy.equals("log") && trail != null && trail.eventTime() != null) {
      return trail.eventTime();
    }
    if (event.timestamp() > 0) {
      return event.timestamp();
    }
    return arrival == RawRecord.NO_ARRIVAL ? 0 : arrival;
  }

  /** Whether a claimed time is too far ahead of the arrival to be believed. */
  static boolean future(long claimed, long arrival) {
    return arrival != RawRecord.NO_ARRIVAL && claimed > arrival + FUTURE;
  }
}
