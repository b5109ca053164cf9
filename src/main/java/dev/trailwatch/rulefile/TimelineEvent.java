package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Place;

/** One event of a timeline test: a message and when it happens. */
public final class TimelineEvent {
  private final long time;
  private final String message;
  private final Place place;

  TimelineEvent(long time, String message, Place place) {
    this.time = time;
    this.message = message;
    this.place = place;
  }

  /** When it happens, in milliseconds since the epoch. */
  public long time() {
    return time;
  }

  /** The log event's message: JSON text, or a plain line. */
  public String message() {
    return message;
  }

  /** Where it stands; the same for all that one entry repeats. */
  public Place place() {
    return place;
  }

  @Override
  public String toString() {
    return time + ": " + message;
  }
}
