package dev.trailwatch.wire;

/**
 * The news that a log group still sends events.
 *
 * <p>Without account and log group it is about the source as a whole: that the job listens, or,
 * with an arrival, that it has heard anything at all.
 */
public final class LifeSign {
  /** The account that owns the log group. */
  public String account = "";

  /** The log group. */
  public String logGroup = "";

  /**
   * When the newest record with events of it arrived, epoch milliseconds; the least if none did.
   */
  public long arrival = Long.MIN_VALUE;

  /** For Flink. */
  public LifeSign() {}
}
