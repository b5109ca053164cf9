package dev.trailwatch.event;

/**
 * How the bytes of a record are to be read.
 *
 * <p>The numbers travel with the records and are never given a second meaning.
 */
public enum RecordFormat {
  /** A CloudWatch Logs subscription payload, gzip or plain JSON. */
  SUBSCRIPTION(0),
  /** Log events one a line, UTF-8; records that EventBridge wrapped are unwrapped. */
  LINES(1),
  /** A CloudTrail file: {@code {"Records":[...]}}. */
  CLOUDTRAIL_FILE(2),
  /** Lines of a CloudWatch Logs export: {@code 2026-01-01T00:00:00.000Z message}. */
  EXPORT_LINES(3),
  /** No record but the news that a file, or a part of one, could not be read; bytes say why. */
  UNREADABLE(4);

  private static final RecordFormat[] ALL = values();

  private final int number;

  RecordFormat(int number) {
    this.number = number;
  }

  /** The format's number. */
  public int number() {
    return number;
  }

  /**
   * The format of a number.
   *
   * @throws UndecodableRecord if there is none
   */
  public static RecordFormat of(int number) throws UndecodableRecord {
    for (RecordFormat format : ALL) {
      if (format.number == number) {
        return format;
      }
    }
    throw new UndecodableRecord(UndecodableRecord.Reason.UNKNOWN_FORMAT, "format " + number);
  }
}
