package dev.trailwatch.wire;

/** What is remembered of a log group between its signs of life. */
public final class SilenceMemory {
  /** When the last sign was heard, processing time, epoch milliseconds. */
  public long heardAt;

  /** When the newest record with events arrived, epoch milliseconds. */
  public long lastArrival = Long.MIN_VALUE;

  /** Whether a timer waits for the silence to become too long. */
  public boolean waiting;

  /** Whether the silence has been told. */
  public boolean silent;

  /** For Flink. */
  public SilenceMemory() {}
}
