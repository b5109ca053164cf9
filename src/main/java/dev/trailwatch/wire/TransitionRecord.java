package dev.trailwatch.wire;

/** One settled change of an alarm instance's state, whether anybody is told of it or not. */
public final class TransitionRecord {
  /** The alarm's id. */
  public String alarmId = "";

  /** The values of the alarm's {@code group_by} dimensions. */
  public String[] values = new String[0];

  /** The alarm instance's name. */
  public String alarm = "";

  /** The state before, in CloudWatch's words. */
  public String oldState = "";

  /** The state after. */
  public String newState = "";

  /** The end of the period that decided it, epoch milliseconds. */
  public long periodEnd;

  /** The id that its notification has, or would have. */
  public String notificationId = "";

  /** For Flink. */
  public TransitionRecord() {}
}
