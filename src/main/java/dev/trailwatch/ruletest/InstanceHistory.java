package dev.trailwatch.ruletest;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Period;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.metric.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The samples of one alarm instance, and the states that follow from them. */
final class InstanceHistory {
  private static final Period MINUTE = Period.of(60);

  private final Instance instance;
  private final AlarmSpec spec;
  private final boolean monotone;
  private final List<TimedSample> samples = new ArrayList<>();
  private final TreeMap<Long, Summary> minutes = new TreeMap<>();
  private final TreeMap<Long, AlarmState> states = new TreeMap<>();
  private final List<StateChange> transitions = new ArrayList<>();
  private final AlarmState initial;

  /** One sample, at its event's time. */
  private static final class TimedSample {
    private final long time;
    private final Summary summary;

    TimedSample(long time, Summary summary) {
      this.time = time;
      this.summary = summary;
    }
  }

  /**
   * A history without samples.
   *
   * @param monotone whether no sample is ever negative
   */
  InstanceHistory(Instance instance, boolean monotone) {
    this.instance = instance;
    this.spec = instance.alarm().spec();
    this.monotone = monotone;
    boolean grouped = !instance.alarm().groupBy().isEmpty();
    this.initial = grouped ? spec.restingState(AlarmState.OK) : AlarmState.INSUFFICIENT_DATA;
  }

  /** Adds a sample; samples come in order of time. */
  void add(long time, Summary summary) {
    samples.add(new TimedSample(time, summary));
    minutes.merge(MINUTE.start(time), summary, Summary::merge);
  }

  /** The non-empty clock-aligned periods of the alarm's length, oldest first. */
  List<SeriesDatapoint> datapoints() {
    TreeMap<Long, Summary> periods = new TreeMap<>();
    minutes.forEach(
        (minute, summary) -> periods.merge(spec.period().start(minute), summary, Summary::merge));
    List<SeriesDatapoint> datapoints = new ArrayList<>();
    periods.forEach(
        (start, summary) ->
            datapoints.add(new SeriesDatapoint(instance, Datapoint.of(start, summary))));
    return datapoints;
  }

  /** The settled changes of state, oldest first. */
  List<StateChange> transitions() {
    return transitions;
  }

  /**
   * Judges period after period.
   *
   * <p>An alarm that does not group starts without data, at the end of the period that holds the
   * start. A grouped instance starts with its first sample, in its resting state and without
   * notice. Both are judged up to the end, then on until they rest and nothing is left in their
   * range.
   */
  void judge(long start, long end) {
    boolean sliding = spec.evaluationWindow() == EvaluationWindow.SLIDING;
    Period step = sliding ? MINUTE : spec.period();
    boolean grouped = !instance.alarm().groupBy().isEmpty();
    long first = grouped ? minutes.firstKey() : start;
    AlarmState state = initial;
    long range = spec.evaluationRange() * spec.period().millis();
    long lastSample = minutes.isEmpty() ? Long.MIN_VALUE : minutes.lastKey();
    for (long at = step.end(first); ; at += step.millis()) {
      Verdict verdict = AlarmEvaluator.evaluate(spec, window(minutes, at), at, state);
      if (verdict.state() != state) {
        transitions.add(
            new StateChange(instance, at, at, state, verdict.state(), verdict.reason()));
      }
      state = verdict.state();
      states.put(at, state);
      boolean nothingLeft = lastSample == Long.MIN_VALUE || lastSample < at - range;
      if (at >= step.end(end) && nothingLeft && state == spec.restingState(state)) {
        return;
      }
      at = skipSilence(at, step, range, state, end);
    }
  }

  /**
   * The last period before the next sample comes into range, if the alarm rests until then: an
   * alarm that rests stays where it is while nothing arrives.
   */
  private long skipSilence(long at, Period step, long range, AlarmState state, long end) {
    boolean silent = minutes.subMap(at - range, at).isEmpty() && state == spec.restingState(state);
    if (!silent) {
      return at;
    }
    Long next = minutes.ceilingKey(at);
    long before = next == null ? step.start(end) : step.start(next);
    return Math.max(at, before);
  }

  private List<Datapoint> window(NavigableMap<Long, Summary> samples, long end) {
    Window window = Window.of(end, spec.period(), spec.evaluationRange());
    List<Datapoint> parts = new ArrayList<>();
    for (Map.Entry<Long, Summary> minute : samples.subMap(window.start(), end).entrySet()) {
      parts.add(Datapoint.of(minute.getKey(), minute.getValue()));
    }
    return window.datapoints(parts);
  }

  /**
   * The ALARMs that are certain before their period ends, if every event comes in time: nothing
   * that still arrives can lower the value, and the alarm is not in ALARM already.
   */
  List<StateChange> earlyAlarms() {
    List<StateChange> early = new ArrayList<>();
    if (!AlarmEvaluator.canBeCertain(spec, monotone)) {
      return early;
    }
    TreeMap<Long, Summary> known = new TreeMap<>();
    Set<Long> said = new HashSet<>();
    for (TimedSample sample : samples) {
      known.merge(MINUTE.start(sample.time), sample.summary, Summary::merge);
      long periodEnd = spec.period().end(sample.time);
      Map.Entry<Long, AlarmState> before = states.lowerEntry(periodEnd);
      AlarmState state = before == null ? initial : before.getValue();
      List<Datapoint> window = window(known, periodEnd);
      if (state != AlarmState.ALARM
          && !said.contains(periodEnd)
          && AlarmEvaluator.certain(spec, window, periodEnd, monotone)) {
        said.add(periodEnd);
        Verdict verdict = AlarmEvaluator.evaluate(spec, window, periodEnd, state);
        early.add(
            new StateChange(
                instance, sample.time, periodEnd, state, AlarmState.ALARM, verdict.reason()));
      }
    }
    return early;
  }
}
