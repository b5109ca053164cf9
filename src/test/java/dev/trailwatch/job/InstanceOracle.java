package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one alarm instance must do, worked out the plain way: every sample is kept for ever, every
 * period is judged in turn. Shares the evaluator with the job and nothing else.
 */
final class InstanceOracle {
  private static final long MINUTE = 60_000;

  /** A settled change of state. */
  record Change(long end, AlarmState before, AlarmState after) {}

  private final boolean grouped;
  private final long allowedLateness;
  private AlarmSpec spec;
  private AlarmState state;
  private long watermark = Long.MIN_VALUE;
  private long next = Long.MAX_VALUE;
  private long sleepsUntil = Long.MIN_VALUE;
  private final TreeMap<Long, Summary> minutes = new TreeMap<>();
  private final Set<Long> knownLate = new TreeSet<>();
  private final TreeSet<Long> early = new TreeSet<>();
  private SubscriberOracle subscriber;
  private boolean monotone;

  final List<Change> changes = new ArrayList<>();
  final Map<Long, AlarmState> states = new TreeMap<>();
  final List<Long> lateAlarms = new ArrayList<>();
  long late;
  long tooLate;

  InstanceOracle(AlarmSpec spec, boolean grouped, long allowedLateness) {
    this.spec = spec;
    this.grouped = grouped;
    this.allowedLateness = allowedLateness;
    this.state =
        grouped ? spec.restingState(AlarmState.INSUFFICIENT_DATA) : AlarmState.INSUFFICIENT_DATA;
  }

  AlarmState state() {
    return state;
  }

  /**
   * Somebody is told of it.
   *
   * @param onlyGrows whether no sample is negative
   */
  void tells(SubscriberOracle who, boolean onlyGrows) {
    subscriber = who;
    monotone = onlyGrows;
  }

  /** The alarm is judged from a moment on. */
  void start(long moment) {
    next = Math.min(next, due(moment));
  }

  /**
   * The alarm is judged differently from now on; while quiet, from a moment on.
   *
   * @param reminds whether it is judged all the time while in ALARM, to be said again
   */
  void change(AlarmSpec changed, long effectiveFrom, boolean reminds) {
    spec = changed;
    boolean awake = grouped || (reminds && state == AlarmState.ALARM);
    sleepsUntil = awake ? Long.MIN_VALUE : due(effectiveFrom);
  }

  /** Takes in a sample; false if it is too late to count. */
  boolean add(long time, double value) {
    long minute = Math.floorDiv(time, MINUTE) * MINUTE;
    long due = due(minute);
    long frontier = frontier();
    if (due > frontier) {
      put(minute, value);
      next = Math.min(next, due);
      if (subscriber != null) {
        early(time, due, frontier);
      }
      return true;
    }
    if (frontier - due > allowedLateness) {
      tooLate++;
      return false;
    }
    late++;
    long last = Math.min(frontier, due + range() - step());
    List<AlarmState> before = new ArrayList<>();
    for (long end = due; end <= last; end += step()) {
      before.add(judge(end, AlarmState.OK));
    }
    put(minute, value);
    next = Math.min(next, frontier + step());
    boolean said = false;
    int i = 0;
    for (long end = due; end <= last; end += step()) {
      boolean was = before.get(i++) == AlarmState.ALARM;
      boolean is = judge(end, AlarmState.OK) == AlarmState.ALARM;
      boolean known = knownLate.contains(end) || (subscriber != null && subscriber.knows(end));
      if (is && !was && !said && !known) {
        said = true;
        lateAlarms.add(end);
        if (subscriber != null) {
          boolean awaitsEarly = early.higher(frontier) != null;
          subscriber.late(end, time, state != AlarmState.ALARM && !awaitsEarly);
        }
      }
      if (is || was) {
        knownLate.add(end);
      }
    }
    return true;
  }

  /** A copy of an event that counted: it matters only where it is too late to be told as one. */
  void copy(long time) {
    long due = due(Math.floorDiv(time, MINUTE) * MINUTE);
    if (due <= frontier() && frontier() - due > allowedLateness) {
      tooLate++;
    }
  }

  /** Time goes on: every period that has ended is judged. */
  void advance(long to) {
    watermark = Math.max(watermark, to);
    while (next != Long.MAX_VALUE && next - 1 <= watermark) {
      boolean quiet = window(next).isEmpty();
      if (!quiet || next >= sleepsUntil) {
        AlarmState after = judge(next, state);
        if (subscriber != null) {
          subscriber.settled(state, after, next, early.contains(next));
        }
        if (after != state) {
          changes.add(new Change(next, state, after));
          state = after;
        }
      }
      states.put(next, state);
      next += step();
      boolean talks = subscriber != null && state == AlarmState.ALARM;
      if (quiet
          && !talks
          && next > sleepsUntil
          && minutes.ceilingKey(next - step() - range()) == null) {
        // nothing can change any more until the next sample
        next = Math.max(next, frontier() + step());
      }
    }
  }

  /** Every open period that is certain to end in ALARM, and begins one, is told at once. */
  private void early(long time, long due, long frontier) {
    AlarmState before = state;
    long last = due(minutes.lastKey()) + (spec.evaluationPeriods() - 1) * period();
    long first = states.isEmpty() ? due(minutes.firstKey()) : Long.MIN_VALUE;
    first = frontier == Long.MIN_VALUE ? first : Math.max(first, frontier + step());
    for (long end = first; end <= last; end += step()) {
      AlarmState after = judge(end, before);
      boolean rises = before != AlarmState.ALARM && after == AlarmState.ALARM;
      if (end >= due && rises && certain(end) && early.add(end)) {
        subscriber.alarm(Announcement.Occasion.EARLY, end, Math.min(time, end));
      }
      before = after;
    }
  }

  /** Enough of its N periods breach, and nothing can lower them again. */
  private boolean certain(long end) {
    String statistic = spec.statistic().awsName();
    boolean grows =
        statistic.equals("SampleCount")
            || statistic.equals("Maximum")
            || (statistic.equals("Sum") && monotone);
    boolean upward = spec.operator().awsName().startsWith("Greater");
    if (!grows || !upward || spec.evaluationWindow() == EvaluationWindow.SLIDING) {
      return false;
    }
    long breaching =
        window(end).stream()
            .filter(point -> point.start() >= end - spec.evaluationPeriods() * period())
            .filter(point -> spec.breaches(spec.statistic().of(point.summary())))
            .count();
    return breaching >= spec.datapoints();
  }

  /** The sums of all periods of the clock. */
  Map<Long, Summary> datapoints() {
    Map<Long, Summary> periods = new TreeMap<>();
    minutes.forEach(
        (minute, sum) ->
            periods.merge(Math.floorDiv(minute, period()) * period(), sum, Summary::merge));
    return periods;
  }

  /** Whether a period ended in ALARM, or would have with all that came late. */
  boolean inAlarm(long end) {
    return states.get(end) == AlarmState.ALARM || judge(end, AlarmState.OK) == AlarmState.ALARM;
  }

  private void put(long minute, double value) {
    minutes.merge(minute, Summary.of(value, spec.statistic().isPercentile()), Summary::merge);
  }

  private AlarmState judge(long end, AlarmState previous) {
    return AlarmEvaluator.evaluate(spec, window(end), end, previous).state();
  }

  private List<Datapoint> window(long end) {
    List<Datapoint> window = new ArrayList<>();
    for (int i = 1; i <= spec.evaluationRange(); i++) {
      long start = end - i * period();
      minutes.subMap(start, start + period()).values().stream()
          .reduce(Summary::merge)
          .ifPresent(sum -> window.add(Datapoint.of(start, sum)));
    }
    return window;
  }

  private long frontier() {
    return watermark == Long.MIN_VALUE ? watermark : Math.floorDiv(watermark + 1, step()) * step();
  }

  private long due(long moment) {
    return Math.floorDiv(moment, step()) * step() + step();
  }

  private long period() {
    return spec.periodSeconds() * 1000L;
  }

  private long range() {
    return spec.evaluationRange() * period();
  }

  private long step() {
    return spec.evaluationWindow() == EvaluationWindow.SLIDING ? MINUTE : period();
  }
}
