package dev.trailwatch.wire;

/** A record as it arrived: still compressed, with where and when it came in. */
public final class RawRecord {
  /** A CloudWatch Logs subscription payload, gzip or plain JSON: what Kinesis delivers. */
  public static final int SUBSCRIPTION = 0;

  /** Log events one a line, UTF-8, each line one message: a chunk of a file of such lines. */
  public static final int LINES = 1;

  /** A CloudTrail file: {@code {"Records":[...]}}, gzip or plain. */
  public static final int CLOUDTRAIL_FILE = 2;

  /** Lines of a CloudWatch Logs export: {@code timestamp message}. */
  public static final int EXPORT_LINES = 3;

  /** No record but the news that a file, or a part of it, could not be read; bytes say why. */
  public static final int UNREADABLE = 4;

  /**
   * The arrival of a record from an archive: unknown, and no reason to distrust its events' times.
   */
  public static final long NO_ARRIVAL = Long.MAX_VALUE;

  /** The record's bytes. */
  public byte[] bytes = new byte[0];

  /** How the bytes are to be read: one of this class's constants. */
  public int format = SUBSCRIPTION;

  /**
   * When the record arrived, in milliseconds since the epoch, or {@link #NO_ARRIVAL}; never what
   * its events claim.
   */
  public long arrival;

  /** The shard or file that it came from. */
  public String origin = "";

  /** Its sequence number, or line number, there. */
  public String sequence = "";

  /** For Flink. */
  public RawRecord() {}

  /** A record that arrived at a time. */
  public static RawRecord of(
      byte[] bytes, int format, long arrival, String origin, String sequence) {
    RawRecord record = new RawRecord();
    record.bytes = bytes;
    record.format = format;
    record.arrival = arrival;
    record.origin = origin;
    record.sequence = sequence;
    return record;
  }
}
