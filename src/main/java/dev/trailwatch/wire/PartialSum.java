package dev.trailwatch.wire;

import org.jspecify.annotations.Nullable;

/**
 * What some matching events add to one minute of one alarm instance.
 *
 * <p>Events that carry an id of their own travel singly, so that a copy of one can be told and left
 * out; the others are already summed up. Of an archive many minutes travel together, see {@link
 * #batch}. A seed carries no event: it gives an alarm without any match its state and its first
 * timer.
 */
public final class PartialSum {
  /** The events of one minute. */
  public static final int SUM = 0;

  /** A new rule set knows this alarm: it is to be judged from {@link #minute} on. */
  public static final int SEED = 1;

  /** The newest rule set no longer knows this alarm: it is to be closed. */
  public static final int REMOVED = 2;

  /** Which of the three this is. */
  public int kind = SUM;

  /** The alarm instance: the alarm's id and the values that it is grouped by. */
  public String key = "";

  /** The alarm's id, without the values. */
  public String alarmId = "";

  /** The values of the alarm's {@code group_by} dimensions, in its order. */
  public String[] values = new String[0];

  /** The part of the alarm's bound on series that the instance belongs to. */
  public int part;

  /** How many live series that part may have. */
  public long share = Long.MAX_VALUE;

  /** How long after the minute the instance counts as live if nothing is late, milliseconds. */
  public long lifetime;

  /** Whether the sum is beyond the bound, and so belongs to the instance that takes all such. */
  public boolean beyond;

  /**
   * The start of the minute, epoch milliseconds; of a seed the moment to start from, or {@link
   * Long#MIN_VALUE} for the first watermark.
   */
  public long minute;

  /** The number of the rule set that made it. */
  public long setNumber;

  /** The latest event time in it, epoch milliseconds. */
  public long lastEventTime;

  /** Whether the samples' distribution is kept, for percentiles. */
  public boolean keepDistribution;

  /** Ids of the events that travel singly. */
  public long[] eventIds = new long[0];

  /** Their values; empty if all are {@link #eventValue}. */
  public double[] eventValues = new double[0];

  /** The value of each event that travels singly, unless {@link #eventValues} tells. */
  public double eventValue;

  /** How many of the first of these events stand in {@link #shown}. */
  public int shownEvents;

  /**
   * The first of these events one after the other, each behind a byte: 1, or 0 if it is not shown
   * and nothing follows. Their times are told from the minute's start.
   */
  public byte[] shown = new byte[0];

  /** The texts of these events. */
  public byte[] shownTexts = new byte[0];

  /** The sum of the events that don't travel singly; empty if there are none. */
  public byte[] summary = new byte[0];

  /** The merged evidence of all events that don't stand in {@link #shown}. */
  public byte[] evidence = new byte[0];

  /** All of it where the input is an archive; else null. */
  public @Nullable SampleBatch batch;

  /** For Flink. */
  public PartialSum() {}
}
