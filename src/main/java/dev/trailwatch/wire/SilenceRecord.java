package dev.trailwatch.wire;

/**
 * A log group has fallen silent, or is heard again; without account and log group, the whole source
 * has been silent since the job began to listen, or is heard for the first time.
 */
public final class SilenceRecord {
  /** The account that owns the log group. */
  public String account = "";

  /** The log group. */
  public String logGroup = "";

  /** Whether it has fallen silent; else it is heard again. */
  public boolean silent;

  /** When its newest record with events arrived, epoch milliseconds. */
  public long lastArrival;

  /** When it was heard last, or listened to first, processing time, epoch milliseconds. */
  public long since;

  /** When this was noticed, processing time, epoch milliseconds. */
  public long at;

  /** For Flink. */
  public SilenceRecord() {}
}
