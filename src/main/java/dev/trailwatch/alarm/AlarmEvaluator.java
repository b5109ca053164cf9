package dev.trailwatch.alarm;

import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Measurement;
import dev.trailwatch.metric.Statistic;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides the state of an alarm from its datapoints, as CloudWatch does.
 *
 * <p>After the user guide's "Evaluating an alarm" and the two tables of "Configuring how CloudWatch
 * alarms treat missing data". Where those pages contradict each other or say nothing: a datapoint
 * within the threshold among those used means OK, never a premature ALARM; lone breaching
 * datapoints that are too young for a premature ALARM mean INSUFFICIENT_DATA; under {@code ignore}
 * too few datapoints of which one is within the threshold mean OK.
 */
public final class AlarmEvaluator {
  private AlarmEvaluator() {}

  /**
   * The state at the end of a period.
   *
   * @param window the datapoints that have data, newest first; those outside the evaluation range
   *     are left out
   * @param periodEnd the end of the newest period, in milliseconds since the epoch
   * @param previous the state before
   */
  public static Verdict evaluate(
      AlarmSpec spec, List<Datapoint> window, long periodEnd, AlarmState previous) {
    List<Measurement> used = new ArrayList<>(spec.evaluationPeriods());
    long rangeStart = periodEnd - spec.evaluationRange() * spec.period().millis();
    for (Datapoint datapoint : window) {
      if (datapoint.start() >= rangeStart
          && datapoint.start() < periodEnd
          && used.size() < spec.evaluationPeriods()) {
        used.add(Measurement.of(datapoint, spec.statistic()));
      }
    }
    return judge(spec, used, periodEnd, previous);
  }

  /**
   * The same from values that are already measured.
   *
   * @param range the measurements inside the evaluation range, newest first
   */
  public static Verdict evaluateMeasured(
      AlarmSpec spec, List<Measurement> range, long periodEnd, AlarmState previous) {
    List<Measurement> used = range.subList(0, Math.min(range.size(), spec.evaluationPeriods()));
    return judge(spec, used, periodEnd, previous);
  }

  private static Verdict judge(
      AlarmSpec spec, List<Measurement> used, long periodEnd, AlarmState previous) {
    if (used.isEmpty()) {
      boolean keep = spec.missingData() == MissingData.IGNORE;
      return new Verdict(spec, previous, spec.restingState(previous), keep, used, periodEnd);
    }
    if (tooFewSamples(spec, used.get(0))) {
      return new Verdict(spec, previous, previous, true, used, periodEnd);
    }
    int breaching = 0;
    for (Measurement point : used) {
      breaching += spec.breaches(point.value()) ? 1 : 0;
    }
    int missing = spec.evaluationPeriods() - used.size();
    AlarmState state;
    boolean kept = false;
    if (breaching >= spec.datapoints()) {
      state = AlarmState.ALARM;
    } else if (missing == 0) {
      state = AlarmState.OK;
    } else if (spec.missingData() == MissingData.BREACHING) {
      state = breaching + missing >= spec.datapoints() ? AlarmState.ALARM : AlarmState.OK;
    } else if (spec.missingData() == MissingData.NOT_BREACHING || breaching < used.size()) {
      state = AlarmState.OK;
    } else if (spec.missingData() == MissingData.IGNORE) {
      state = previous;
      kept = true;
    } else {
      Measurement oldest = used.get(used.size() - 1);
      long position = (periodEnd - oldest.start()) / spec.period().millis();
      state = position >= spec.datapoints() ? AlarmState.ALARM : AlarmState.INSUFFICIENT_DATA;
    }
    return new Verdict(spec, previous, state, kept, used, periodEnd);
  }

  /**
   * Whether the newest datapoint is a percentile of too few samples, so that the state stays.
   *
   * <p>The user guide's "Percentile-based CloudWatch alarms and low data samples".
   */
  private static boolean tooFewSamples(AlarmSpec spec, Measurement newest) {
    return spec.lowSampleIgnore()
        && newest.sampleCount() < Math.round(spec.statistic().significantSamples());
  }

  /**
   * Whether the alarm will be in ALARM when the period settles, whatever still arrives.
   *
   * <p>So it is once M of the N calendar periods that end with this one breach and can't stop to:
   * the statistic only grows with more samples (SampleCount, Maximum, and Sum where no sample is
   * negative) and growing keeps it beyond the threshold. Data that comes later in these periods
   * only raises them; data in others is not among the N newest. Missing data is never certain, and
   * a sliding window is judged at its minute's end only.
   *
   * @param window the datapoints known so far, newest first
   * @param periodEnd the end of the period in question, clock-aligned
   * @param monotone whether no sample, default values included, is ever negative
   */
  public static boolean certain(
      AlarmSpec spec, List<Datapoint> window, long periodEnd, boolean monotone) {
    if (!canBeCertain(spec, monotone)) {
      return false;
    }
    long start = periodEnd - spec.evaluationPeriods() * spec.period().millis();
    int breaching = 0;
    for (Datapoint datapoint : window) {
      if (datapoint.start() >= start
          && datapoint.start() < periodEnd
          && spec.breaches(spec.statistic().of(datapoint.summary()))) {
        breaching++;
      }
    }
    return breaching >= spec.datapoints();
  }

  /** Whether {@link #certain} can ever be true of such an alarm. */
  public static boolean canBeCertain(AlarmSpec spec, boolean monotone) {
    Statistic statistic = spec.statistic();
    return spec.operator().isUpward()
        && spec.evaluationWindow() == EvaluationWindow.WALL_CLOCK
        && (statistic.equals(Statistic.SAMPLE_COUNT)
            || statistic.equals(Statistic.MAXIMUM)
            || (statistic.equals(Statistic.SUM) && monotone));
  }
}
