package dev.trailwatch.wire;

/** Some minutes of one alarm instance of an archive, with who was behind them. */
public final class MinuteRecord {
  /** The alarm's id. */
  public String alarmId = "";

  /** The values of the alarm's {@code group_by} dimensions. */
  public String[] values = new String[0];

  /** The first minute's start, epoch milliseconds. */
  public long start;

  /** The minutes, packed by {@code job.MinuteHistory}. */
  public byte[] minutes = new byte[0];

  /** For Flink. */
  public MinuteRecord() {}
}
