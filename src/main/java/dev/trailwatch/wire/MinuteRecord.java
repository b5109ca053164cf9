package dev.trailwatch.wire;

/** One settled, non-empty minute of one alarm instance, with who was behind it. */
public final class MinuteRecord {
  /** The alarm's id. */
  public String alarmId = "";

  /** The values of the alarm's {@code group_by} dimensions. */
  public String[] values = new String[0];

  /** The minute's start, epoch milliseconds. */
  public long start;

  /** The sum of its samples, packed. */
  public byte[] summary = new byte[0];

  /** The evidence of its events, packed. */
  public byte[] evidence = new byte[0];

  /** For Flink. */
  public MinuteRecord() {}
}
