package dev.trailwatch.wire;

/** The news that a log group still sends events. */
public final class LifeSign {
  /** The account that owns the log group. */
  public String account = "";

  /** The log group. */
  public String logGroup = "";

  /** When the newest record with events of it arrived, epoch milliseconds. */
  public long arrival = Long.MIN_VALUE;

  /** For Flink. */
  public LifeSign() {}
}
