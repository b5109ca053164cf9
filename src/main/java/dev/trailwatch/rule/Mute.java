package dev.trailwatch.rule;

import java.time.Instant;

/** A time until which an alarm is evaluated and recorded but notifies nobody, and why. */
public final class Mute {
  private final Instant until;
  private final String reason;

  private Mute(Instant until, String reason) {
    this.until = until;
    this.reason = reason;
  }

  /** A mute that ends at a time. */
  public static Mute of(Instant until, String reason) {
    return new Mute(until, reason);
  }

  /** The first moment that is heard again. */
  public Instant until() {
    return until;
  }

  /** Why nobody needs to hear of it. */
  public String reason() {
    return reason;
  }

  /** Whether a state change at this time, in epoch milliseconds, is kept from the topics. */
  public boolean covers(long epochMillis) {
    return epochMillis < until.toEpochMilli();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mute
        && ((Mute) other).until.equals(until)
        && ((Mute) other).reason.equals(reason);
  }

  @Override
  public int hashCode() {
    return 31 * until.hashCode() + reason.hashCode();
  }

  @Override
  public String toString() {
    return "until " + until + ": " + reason;
  }
}
