package dev.trailwatch.wire;

/** One non-empty, settled period of one alarm instance. */
public final class DatapointRecord {
  /** The rule whose metric it is, or the alarm's name where the alarm stands alone. */
  public String rule = "";

  /** The metric's name. */
  public String metric = "";

  /** Names of the dimensions that the alarm is grouped by. */
  public String[] dimensionNames = new String[0];

  /** Their values, in the same order. */
  public String[] dimensionValues = new String[0];

  /** The period's length in seconds. */
  public int period;

  /** The period's start, epoch milliseconds. */
  public long start;

  /** How many samples. */
  public long sampleCount;

  /** Their sum. */
  public double sum;

  /** The smallest. */
  public double minimum;

  /** The largest. */
  public double maximum;

  /** For Flink. */
  public DatapointRecord() {}
}
