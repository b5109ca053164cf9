package dev.trailwatch.wire;

/** A record that could not be used, whole, with the reason and where it came from. */
public final class DeadLetterRecord {
  /** The record's bytes, as they arrived. */
  public byte[] bytes = new byte[0];

  /** Why it was refused. */
  public String reason = "";

  /** The shard or file that it came from. */
  public String origin = "";

  /** Its sequence number, or line number, there. */
  public String sequence = "";

  /** When it arrived, epoch milliseconds. */
  public long arrival;

  /** For Flink. */
  public DeadLetterRecord() {}
}
