package dev.trailwatch.wire;

/** Records cannot be decoded, or are so no longer; their bytes are with the dead letters alone. */
public final class RefusalRecord {
  /** Why the first one was refused: a word of {@code UndecodableRecord.Reason}. */
  public String reason = "";

  /** The shard or file that the first one came from. */
  public String origin = "";

  /** Its sequence number, or line number, there. */
  public String sequence = "";

  /** How many there were. */
  public long count;

  /** When the newest one was seen, processing time, epoch milliseconds. */
  public long newest;

  /** Whether they have ended. */
  public boolean over;

  /** When this is told, processing time, epoch milliseconds. */
  public long at;

  /** For Flink. */
  public RefusalRecord() {}
}
