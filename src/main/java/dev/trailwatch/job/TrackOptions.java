package dev.trailwatch.job;

/** How alarm instances deal with time. */
final class TrackOptions {
  private final boolean earlyAlarms;
  private final long allowedLateness;

  private TrackOptions(boolean earlyAlarms, long allowedLateness) {
    this.earlyAlarms = earlyAlarms;
    this.allowedLateness = allowedLateness;
  }

  /** Live input: ALARM as soon as it is certain, late events for a while. */
  static TrackOptions live(long allowedLateness) {
    return new TrackOptions(true, allowedLateness);
  }

  /** Bounded input: judged at its end, in event-time order; nothing is early or late. */
  static TrackOptions bounded() {
    return new TrackOptions(false, 0);
  }

  boolean earlyAlarms() {
    return earlyAlarms;
  }

  /** How long after its period an event still counts, in milliseconds. */
  long allowedLateness() {
    return allowedLateness;
  }
}
