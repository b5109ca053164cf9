package dev.trailwatch.wire;

/** A log group has fallen silent, or is heard again. */
public final class SilenceRecord {
  /** The account that owns the log group. */
  public String account = "";

  /** The log group. */
  public String logGroup = "";

  /** Whether it has fallen silent; else it is heard again. */
  public boolean silent;

  /** When its newest record with events arrived, epoch milliseconds. */
  public long lastArrival;

  /** When this was noticed, processing time, epoch milliseconds. */
  public long at;

  /** For Flink. */
  public SilenceRecord() {}
}
