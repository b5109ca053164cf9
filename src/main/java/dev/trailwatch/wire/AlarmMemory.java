package dev.trailwatch.wire;

/**
 * What is remembered of one alarm instance from event to event, evidence apart.
 *
 * <p>States are this class's constants. Period ends are exclusive, epoch milliseconds.
 */
public final class AlarmMemory {
  /** No state yet. */
  public static final int NONE = -1;

  private static final long[] NO_MOMENTS = {};
  private static final byte[] NO_BYTES = {};

  /** Where no {@link #values} need be remembered. */
  public static final String[] NO_VALUES = {};

  /** {@code OK}. */
  public static final int OK = 0;

  /** {@code ALARM}. */
  public static final int ALARM = 1;

  /** {@code INSUFFICIENT_DATA}. */
  public static final int INSUFFICIENT_DATA = 2;

  /** The alarm's id. */
  public String alarmId = "";

  /** Whether sums wait here for a rule that has not been heard of yet. */
  public boolean waiting;

  /** While waiting: the moment that the alarm is to start from; {@link Long#MAX_VALUE} for none. */
  public long seed = Long.MAX_VALUE;

  /** The settled state: moved only by timers, period after period. */
  public int state = NONE;

  /** The end of the newest settled period; {@link Long#MIN_VALUE} before the first. */
  public long settledThrough = Long.MIN_VALUE;

  /** The state that subscribers were told last, early alarms included; {@link #NONE} if nothing. */
  public int told = NONE;

  /** The values of the alarm's {@code group_by} dimensions; empty where the state's key tells. */
  public String[] values = NO_VALUES;

  /** The sums of the non-empty minutes, packed by {@code job.MinuteTable}. */
  public byte[] minutes = NO_BYTES;

  /** Ends of the open periods whose ALARM was told early. */
  public long[] early = NO_MOMENTS;

  /**
   * Ends of settled periods that late events found in ALARM, or brought there, or whose ALARM was
   * told because it outlasted what held it back.
   */
  public long[] late = NO_MOMENTS;

  /** The end of the newest period whose ALARM was told; {@link Long#MIN_VALUE} if none was. */
  public long toldAlarmAt = Long.MIN_VALUE;

  /** While subscribers believe in ALARM: the end of the oldest period that they were told of. */
  public long openSince = Long.MIN_VALUE;

  /** How often the present ALARM was told again. */
  public int renotified;

  /** ALARMs held back by a cooldown or a mute since the last ALARM that was told. */
  public int suppressed;

  /** Whether this instance takes what is beyond its alarm's bound on series. */
  public boolean beyond;

  /** Whether the operators of the engine have been told that the bound is reached. */
  public boolean boundTold;

  /** Whether it is in the number of live instances; not so in state of before there was one. */
  public boolean counted;

  /** The newest rule set that spoke of this instance. */
  public long setNumber;

  /** For Flink. */
  public AlarmMemory() {}
}
