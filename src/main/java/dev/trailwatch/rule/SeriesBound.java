package dev.trailwatch.rule;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.event.StableHash;

/**
 * How many live series a grouped alarm may have, and for how long after its last sample a series
 * counts as live.
 *
 * <p>A bound of up to 16,384 is counted in one place. A larger one is shared out over parts of
 * equal size, each series having its part by its hash, so that no single place sees them all: the
 * bound is never exceeded, but a part can be full when some three per cent are left elsewhere.
 */
public final class SeriesBound {
  /** The value of every dimension of the one instance that takes what is beyond the bound. */
  public static final String OTHER = "(other)";

  private static final long MINUTE = 60_000;
  private static final long LARGEST_PART = 1 << 14;

  /** In so many steps the end of a series' life moves on, so that not each sample moves it. */
  private static final long STEPS = 16;

  private final int parts;
  private final long share;
  private final long lifetime;

  private SeriesBound(int parts, long share, long lifetime) {
    this.parts = parts;
    this.share = share;
    this.lifetime = lifetime;
  }

  /** The bound on series of alarms that judge in this way. */
  static SeriesBound of(long maxSeries, AlarmSpec spec) {
    int parts = (int) ((maxSeries + LARGEST_PART - 1) / LARGEST_PART);
    long period = spec.period().millis();
    boolean sliding = spec.evaluationWindow() == EvaluationWindow.SLIDING;
    long step = sliding ? Math.min(MINUTE, period) : period;
    return new SeriesBound(parts, maxSeries / parts, spec.evaluationRange() * period + 3 * step);
  }

  /** The part that a series belongs to, by its address. */
  public int part(String series) {
    return parts == 1 ? 0 : (int) Long.remainderUnsigned(StableHash.of(series), parts);
  }

  /** How many live series each part may have. */
  public long share() {
    return share;
  }

  /** How long after a sample a series is at rest and forgotten, if nothing is ever late. */
  public long lifetime() {
    return lifetime;
  }

  /**
   * The end of a series' life as of a sample.
   *
   * @param minute the sample's minute
   * @param lifetime the bound's {@link #lifetime}
   * @param allowedLateness for how long late samples are waited for, in milliseconds
   */
  public static long until(long minute, long lifetime, long allowedLateness) {
    long length = lifetime + allowedLateness;
    long unit = Math.max(1, length / STEPS / MINUTE) * MINUTE;
    return -Math.floorDiv(-(minute + length), unit) * unit;
  }

  @Override
  public String toString() {
    return parts + " parts of " + share;
  }
}
