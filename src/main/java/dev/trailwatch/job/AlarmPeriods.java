package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The periods of an alarm over the minutes of one instance: when it is judged, and on what.
 *
 * <p>Moments are the exclusive ends of periods, epoch milliseconds. An alarm on the clock's periods
 * is judged at their ends; one on sliding periods at the end of each minute.
 */
final class AlarmPeriods {
  private final AlarmSpec spec;
  private final MinuteTable minutes;
  private final long period;
  private final long step;

  AlarmPeriods(AlarmSpec spec, MinuteTable minutes) {
    this.spec = spec;
    this.minutes = minutes;
    this.period = spec.periodSeconds() * 1000L;
    this.step =
        spec.evaluationWindow() == EvaluationWindow.SLIDING
            ? Math.min(MinuteTable.MINUTE, period)
            : period;
  }

  /** From one judgement to the next. */
  long step() {
    return step;
  }

  /** How far back a judgement looks for data. */
  long range() {
    return spec.evaluationRange() * period;
  }

  /** How far back the periods lie that decide: the N newest. */
  long decisive() {
    return spec.evaluationPeriods() * period;
  }

  /** The last moment whose N newest periods hold a period that ends at another. */
  long lastTouchedBy(long end) {
    return end + (spec.evaluationPeriods() - 1) * period;
  }

  /** The first moment at which a minute is judged. */
  long firstJudgement(long minute) {
    return alignDown(minute, step) + step;
  }

  /** The next moment to judge: one step on, or past a stretch in which nothing can change. */
  long next(long end, boolean resting) {
    long minute = resting ? minutes.firstFrom(end + step - range()) : Long.MAX_VALUE;
    return minute == Long.MAX_VALUE ? end + step : Math.max(end + step, firstJudgement(minute));
  }

  /**
   * The first moment that is still open; an alarm never judged is asleep until its first minute.
   */
  long firstOpen(long settledThrough, long frontier) {
    long first = firstJudgement(minutes.first());
    if (frontier == Long.MIN_VALUE) {
      return first;
    }
    return settledThrough == Long.MIN_VALUE ? Math.max(frontier + step, first) : frontier + step;
  }

  /** The newest moment that time has passed; {@link Long#MIN_VALUE} if there is none. */
  long frontier(long settledThrough, long watermark) {
    long byTime = watermark == Long.MIN_VALUE ? watermark : alignDown(watermark + 1, step);
    return Math.max(settledThrough, byTime);
  }

  /** When the newest minute can no longer matter to anybody, late events included. */
  long forgetAt(long allowedLateness) {
    return alignUp(firstJudgement(minutes.last()) + allowedLateness + range(), step) + step;
  }

  /** The non-empty datapoints of the evaluation range that ends at a moment, newest first. */
  List<Datapoint> window(long end) {
    List<Datapoint> window = new ArrayList<>(spec.evaluationRange());
    for (int i = 0; i < spec.evaluationRange(); i++) {
      long start = end - (i + 1) * period;
      Summary summary = minutes.between(start, start + period);
      if (summary != null) {
        window.add(Datapoint.of(start, summary));
      }
    }
    return window;
  }

  /** Whether the evaluation range that ends at a moment holds nothing. */
  boolean isEmpty(long end) {
    return minutes.firstFrom(end - range()) >= end;
  }

  /**
   * The datapoint of the clock's period that holds a moment's last instant; null if it is empty.
   */
  @Nullable Datapoint datapoint(long end) {
    long start = alignUp(end, period) - period;
    Summary summary = minutes.between(start, start + period);
    return summary == null ? null : Datapoint.of(start, summary);
  }

  /** Whether a period of the clock ends at the moment. */
  boolean closesPeriod(long end) {
    return Math.floorMod(end, period) == 0;
  }

  private static long alignDown(long moment, long unit) {
    return Math.floorDiv(moment, unit) * unit;
  }

  private static long alignUp(long moment, long unit) {
    return -Math.floorDiv(-moment, unit) * unit;
  }
}
