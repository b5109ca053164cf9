package dev.trailwatch.ruletest;

import dev.trailwatch.event.LogEvent;

/** A log event and the time in whose minute it counts. */
public final class TimedEvent {
  private final LogEvent event;
  private final long time;

  private TimedEvent(LogEvent event, long time) {
    this.event = event;
    this.time = time;
  }

  /** An event at a time, in milliseconds since the epoch. */
  public static TimedEvent of(LogEvent event, long time) {
    return new TimedEvent(event, time);
  }

  /** The event. */
  public LogEvent event() {
    return event;
  }

  /** Its event time, in milliseconds since the epoch. */
  public long time() {
    return time;
  }

  @Override
  public String toString() {
    return time + ": " + event;
  }
}
