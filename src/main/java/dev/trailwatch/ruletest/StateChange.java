package dev.trailwatch.ruletest;

import dev.trailwatch.alarm.AlarmState;
import java.time.Instant;
import java.util.Objects;

/** A change of an alarm instance's state. */
public final class StateChange {
  private final Instance instance;
  private final long time;
  private final long periodEnd;
  private final AlarmState oldState;
  private final AlarmState newState;
  private final String reason;

  StateChange(
      Instance instance,
      long time,
      long periodEnd,
      AlarmState oldState,
      AlarmState newState,
      String reason) {
    this.instance = instance;
    this.time = time;
    this.periodEnd = periodEnd;
    this.oldState = oldState;
    this.newState = newState;
    this.reason = reason;
  }

  /** The alarm instance. */
  public Instance instance() {
    return instance;
  }

  /** When it is known: the period's end, or the crossing event's time for an early ALARM. */
  public long time() {
    return time;
  }

  /** The end of the period that is judged, in milliseconds since the epoch. */
  public long periodEnd() {
    return periodEnd;
  }

  /** Whether it is known before its period has ended. */
  public boolean early() {
    return time < periodEnd;
  }

  /** The state before. */
  public AlarmState oldState() {
    return oldState;
  }

  /** The state after. */
  public AlarmState newState() {
    return newState;
  }

  /** Why, in CloudWatch's words. */
  public String reason() {
    return reason;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateChange
        && ((StateChange) other).instance.equals(instance)
        && ((StateChange) other).time == time
        && ((StateChange) other).periodEnd == periodEnd
        && ((StateChange) other).oldState == oldState
        && ((StateChange) other).newState == newState
        && ((StateChange) other).reason.equals(reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(instance, time, periodEnd, newState);
  }

  @Override
  public String toString() {
    return Instant.ofEpochMilli(time) + " " + instance + ": " + oldState + " -> " + newState;
  }
}
