package dev.trailwatch.wire;

/**
 * All that one minute of one series of a grouped alarm holds, while bounded input is still being
 * read: which series have a place is decided at its end, in order of time.
 */
public final class SeriesMinute {
  /** The series. */
  public String key = "";

  /** The alarm's id. */
  public String alarmId = "";

  /** The values of the alarm's {@code group_by} dimensions. */
  public String[] values = new String[0];

  /** How many live series the part may have. */
  public long share;

  /** How long after the minute the series counts as live, milliseconds. */
  public long lifetime;

  /** The minute's start, epoch milliseconds. */
  public long minute;

  /** The number of the rule set that spoke of it last. */
  public long setNumber;

  /** The latest event time in it, epoch milliseconds. */
  public long lastEventTime;

  /** The minute's sum and the ids of its events, packed by {@code job.MinuteTable}. */
  public byte[] sum = new byte[0];

  /** The minute's evidence. */
  public byte[] evidence = new byte[0];

  /** For Flink. */
  public SeriesMinute() {}
}
