package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.job.Announcement.Occasion;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.AlarmMemory;
import dev.trailwatch.wire.PartialSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One alarm instance's two tracks.
 *
 * <p>The <em>settled</em> state moves only when event time passes the end of a period; it is a pure
 * function of the set of events. The <em>provisional</em> state is the settled one rolled forward
 * over the periods that are still open. An ALARM is told early when its open period is certain to
 * end in ALARM and the provisional state before it is not ALARM; the settled track then makes the
 * same transition without telling it again. The early path never moves the settled state.
 *
 * <p>An instance whose evaluation range is empty rests: no timer runs until its next event.
 */
final class AlarmTrack {
  private final Alarm alarm;
  private final boolean monotone;
  private final AlarmSpec spec;
  private final AlarmMemory memory;
  private final MinuteTable minutes;
  private final EvidenceTable evidence;
  private final TrackListener listener;
  private final TrackOptions options;
  private final long step;
  private final long period;
  private final long range;

  AlarmTrack(
      Alarm alarm,
      boolean monotone,
      AlarmMemory memory,
      MinuteTable minutes,
      EvidenceTable evidence,
      TrackOptions options,
      TrackListener listener) {
    this.alarm = alarm;
    this.monotone = monotone;
    this.spec = alarm.spec();
    this.memory = memory;
    this.minutes = minutes;
    this.evidence = evidence;
    this.options = options;
    this.listener = listener;
    this.period = spec.periodSeconds() * 1000L;
    this.step =
        spec.evaluationWindow() == EvaluationWindow.SLIDING
            ? Math.min(MinuteTable.MINUTE, period)
            : period;
    this.range = spec.evaluationRange() * period;
  }

  /** Takes in a minute's partial sum; the watermark tells which periods have been settled. */
  void add(PartialSum partial, long watermark) {
    long due = firstEvaluation(partial.minute);
    long frontier = frontier(watermark);
    Evidence fresh = freshEvidence(partial);
    if (due > frontier) {
      take(partial, fresh);
      listener.timer(due - 1);
      if (options.earlyAlarms()) {
        early(due, frontier, partial.lastEventTime);
      }
    } else if (options.allowedLateness() < frontier - due) {
      listener.tooLate(partial.minute, events(partial));
    } else {
      late(partial, fresh, due, frontier);
    }
  }

  /** Starts the alarm at a moment, or has it judged anew if it runs already. */
  void seed(long start, long watermark) {
    long from = start == Long.MIN_VALUE ? watermark : start;
    if (from == Long.MIN_VALUE) {
      // no time yet: the first watermark, whatever it is, wakes this timer
      listener.timer(Long.MIN_VALUE + 1);
    } else if (from != Long.MAX_VALUE) {
      long due = firstEvaluation(from);
      long frontier = frontier(watermark);
      listener.timer(Math.max(due, frontier == Long.MIN_VALUE ? due : frontier + step) - 1);
    }
  }

  /** Gives minutes that came before their rule did the timers that they wait for. */
  void wake(long watermark) {
    long frontier = frontier(watermark);
    for (long minute = minutes.firstFrom(Long.MIN_VALUE);
        minute != Long.MAX_VALUE;
        minute = minutes.firstFrom(minute + MinuteTable.MINUTE)) {
      long due = firstEvaluation(minute);
      listener.timer(Math.max(due, frontier == Long.MIN_VALUE ? due : frontier + step) - 1);
    }
  }

  /** Settles the period that ends at a moment. */
  void settle(long end) {
    if (end % step != 0 || end <= memory.settledThrough) {
      return;
    }
    AlarmState before = state();
    List<Datapoint> window = window(end);
    Verdict verdict = AlarmEvaluator.evaluate(spec, window, end, before);
    AlarmState after = verdict.state();
    memory.settledThrough = end;
    memory.state = code(after);
    boolean toldEarly = forgetEarly(end);
    emitDatapoint(end);
    if (after != before) {
      listener.transition(before, after, end);
      tell(before, after, end, verdict, toldEarly);
    } else if (after == AlarmState.ALARM) {
      renotify(end, verdict);
    }
    boolean repeats = after == AlarmState.ALARM && alarm.renotifyAfterSeconds() > 0;
    if (!window.isEmpty() || repeats) {
      listener.timer(end + step - 1);
    }
    long kept = end + step - range;
    evidence.dropBefore(kept);
    minutes.dropBefore(Math.min(kept, end - options.allowedLateness()));
    if (window.isEmpty() && !minutes.isEmpty()) {
      // rests, but late events may still ask for its minutes: come back when they no longer can
      listener.timer(forgetAt() - 1);
    }
  }

  /** Ends the alarm, because no rule declares it any more. */
  void remove(long moment) {
    if (memory.told == code(AlarmState.ALARM)) {
      AlarmState before = state();
      Verdict verdict = AlarmEvaluator.evaluate(spec, List.of(), moment, before);
      if (before != AlarmState.OK) {
        listener.transition(before, AlarmState.OK, moment);
      }
      announce(Occasion.REMOVED, before, AlarmState.OK, moment, moment, verdict, Evidence.none());
    }
  }

  /** Whether nothing need be remembered: a group instance at rest without minutes. */
  boolean forgettable() {
    return !alarm.groupBy().isEmpty()
        && minutes.isEmpty()
        && state() == spec.restingState(state())
        && memory.told != code(AlarmState.ALARM);
  }

  // ---- the early path

  private void early(long due, long frontier, long now) {
    if (!AlarmEvaluator.canBeCertain(spec, monotone)) {
      return;
    }
    long last = due + (spec.evaluationPeriods() - 1) * period;
    long candidate = due;
    while (candidate <= last && !newlyCertain(candidate)) {
      candidate += step;
    }
    if (candidate > last) {
      return;
    }
    AlarmState provisional = state();
    List<Datapoint> window;
    for (long end = rollFrom(frontier); end <= last; end = next(end, window.isEmpty())) {
      window = window(end);
      Verdict verdict = AlarmEvaluator.evaluate(spec, window, end, provisional);
      boolean rises = provisional != AlarmState.ALARM && verdict.state() == AlarmState.ALARM;
      if (end >= candidate && rises && newlyCertain(end)) {
        tellEarly(provisional, end, now, verdict);
      }
      provisional = verdict.state();
    }
  }

  /**
   * After an OK that closed an early ALARM of a later period: says the newest certain one again.
   */
  private void reopen(long settled) {
    if (memory.early.length == 0 || minutes.isEmpty()) {
      return;
    }
    AlarmState provisional = state();
    AlarmState beforeNewest = provisional;
    long newest = Long.MIN_VALUE;
    Verdict newestVerdict = null;
    long last = firstEvaluation(minutes.last()) + (spec.evaluationPeriods() - 1) * period;
    List<Datapoint> window;
    for (long end = settled + step; end <= last; end = next(end, window.isEmpty())) {
      window = window(end);
      Verdict verdict = AlarmEvaluator.evaluate(spec, window, end, provisional);
      if (verdict.state() == AlarmState.ALARM && newlyCertain(end)) {
        newest = end;
        newestVerdict = verdict;
        beforeNewest = provisional == AlarmState.ALARM ? AlarmState.OK : provisional;
      }
      provisional = verdict.state();
    }
    if (newestVerdict != null && provisional == AlarmState.ALARM) {
      tellEarly(beforeNewest, newest, newest - 1, newestVerdict);
    }
  }

  private void tellEarly(AlarmState before, long end, long now, Verdict verdict) {
    memory.early = Arrays.copyOf(memory.early, memory.early.length + 1);
    memory.early[memory.early.length - 1] = end;
    Evidence all = evidence.between(end - spec.evaluationPeriods() * period, end);
    long changeTime = Math.min(Math.max(now, all.lastEventTime()), end);
    announceAlarm(Occasion.EARLY, before, end, changeTime, verdict, all);
  }

  private boolean newlyCertain(long end) {
    for (long told : memory.early) {
      if (told == end) {
        return false;
      }
    }
    return AlarmEvaluator.certain(spec, window(end), end, monotone);
  }

  private boolean forgetEarly(long end) {
    int kept = 0;
    boolean found = false;
    long[] left = new long[memory.early.length];
    for (long told : memory.early) {
      if (told > end) {
        left[kept++] = told;
      } else if (told == end) {
        found = true;
      }
    }
    memory.early = Arrays.copyOf(left, kept);
    return found;
  }

  // ---- late events

  private void late(PartialSum partial, Evidence fresh, long due, long frontier) {
    long last = Math.min(frontier, due + range - step);
    List<AlarmState> before = new ArrayList<>();
    for (long end = due; end <= last; end += step) {
      before.add(judge(end).state());
    }
    if (!take(partial, fresh.asLate())) {
      return;
    }
    listener.late(events(partial));
    emitDatapoint(alignUp(due, period));
    int i = 0;
    for (long end = due; end <= last; end += step) {
      Verdict verdict = judge(end);
      if (verdict.state() == AlarmState.ALARM && before.get(i) != AlarmState.ALARM) {
        tellLate(end, verdict, partial.lastEventTime);
        break;
      }
      i++;
    }
    if (frontier + step - range <= partial.minute) {
      listener.timer(frontier + step - 1);
    } else if (!minutes.isEmpty()) {
      listener.timer(forgetAt() - 1);
    }
  }

  private Verdict judge(long end) {
    return AlarmEvaluator.evaluate(spec, window(end), end, AlarmState.OK);
  }

  private void tellLate(long end, Verdict verdict, long now) {
    Evidence all = evidence.between(end - spec.evaluationPeriods() * period, end);
    AlarmState settled = state();
    announceAlarm(Occasion.LATE, AlarmState.OK, end, Math.min(now, end), verdict, all);
    if (settled != AlarmState.ALARM && memory.early.length == 0) {
      Verdict calm = AlarmEvaluator.evaluate(spec, List.of(), end, settled);
      announce(Occasion.LATE, AlarmState.ALARM, AlarmState.OK, end, end, calm, all);
    }
  }

  // ---- telling

  private void tell(
      AlarmState before, AlarmState after, long end, Verdict verdict, boolean toldEarly) {
    Evidence all = evidence.between(end - spec.evaluationPeriods() * period, end);
    switch (after) {
      case ALARM:
        if (!toldEarly) {
          announceAlarm(Occasion.SETTLED, before, end, end, verdict, all);
        }
        break;
      case OK:
        boolean closes = memory.told == code(AlarmState.ALARM);
        if (closes || (before == AlarmState.INSUFFICIENT_DATA && alarm.notifyInitialOk())) {
          announce(Occasion.SETTLED, before, after, end, end, verdict, all);
          reopen(end);
        }
        break;
      default:
        listener.announce(
            new Announcement(Occasion.SETTLED, before, after, end, end, verdict, all, 0, 0));
    }
  }

  private void renotify(long end, Verdict verdict) {
    long after = alarm.renotifyAfterSeconds() * 1000L;
    boolean told = memory.told == code(AlarmState.ALARM);
    if (after > 0 && told && end - memory.toldAlarmAt >= after) {
      memory.renotified++;
      memory.toldAlarmAt = end;
      Evidence all = evidence.between(end - spec.evaluationPeriods() * period, end);
      listener.announce(
          new Announcement(
              Occasion.RENOTIFIED,
              AlarmState.ALARM,
              AlarmState.ALARM,
              end,
              end,
              verdict,
              all,
              memory.renotified,
              0));
    }
  }

  private void announceAlarm(
      Occasion occasion,
      AlarmState before,
      long end,
      long changeTime,
      Verdict verdict,
      Evidence all) {
    long cooldown = alarm.cooldownSeconds() * 1000L;
    if (cooldown > 0
        && memory.toldAlarmAt != Long.MIN_VALUE
        && end - memory.toldAlarmAt < cooldown) {
      memory.suppressed++;
      return;
    }
    memory.toldAlarmAt = end;
    memory.renotified = 0;
    announce(occasion, before, AlarmState.ALARM, end, changeTime, verdict, all);
  }

  private void announce(
      Occasion occasion,
      AlarmState before,
      AlarmState after,
      long end,
      long changeTime,
      Verdict verdict,
      Evidence all) {
    int suppressed = memory.suppressed;
    if (after == AlarmState.ALARM) {
      memory.suppressed = 0;
    }
    memory.told = code(after);
    listener.announce(
        new Announcement(occasion, before, after, end, changeTime, verdict, all, 0, suppressed));
  }

  // ---- the window

  private AlarmState state() {
    switch (memory.state) {
      case AlarmMemory.OK:
        return AlarmState.OK;
      case AlarmMemory.ALARM:
        return AlarmState.ALARM;
      case AlarmMemory.INSUFFICIENT_DATA:
        return AlarmState.INSUFFICIENT_DATA;
      default:
        return startingState();
    }
  }

  private static int code(AlarmState state) {
    switch (state) {
      case OK:
        return AlarmMemory.OK;
      case ALARM:
        return AlarmMemory.ALARM;
      default:
        return AlarmMemory.INSUFFICIENT_DATA;
    }
  }

  /** A new alarm knows nothing; a new instance of a group is what quiet instances are. */
  private AlarmState startingState() {
    return alarm.groupBy().isEmpty()
        ? AlarmState.INSUFFICIENT_DATA
        : spec.restingState(AlarmState.INSUFFICIENT_DATA);
  }

  /** The non-empty datapoints of the evaluation range that ends at a moment, newest first. */
  private List<Datapoint> window(long end) {
    List<Datapoint> window = new ArrayList<>(spec.evaluationRange());
    for (int i = 0; i < spec.evaluationRange(); i++) {
      addDatapoint(window, end - i * period);
    }
    return window;
  }

  private void addDatapoint(List<Datapoint> points, long end) {
    Summary summary = minutes.between(end - period, end);
    if (summary != null) {
      points.add(Datapoint.of(end - period, summary));
    }
  }

  private void emitDatapoint(long end) {
    if (end % period == 0) {
      Summary summary = minutes.between(end - period, end);
      if (summary != null) {
        listener.datapoint(end - period, summary);
      }
    }
  }

  private boolean take(PartialSum partial, Evidence fresh) {
    int copies = minutes.add(partial);
    if (copies > 0) {
      listener.copies(copies);
    }
    boolean anything = copies < partial.eventIds.length || partial.summary.length > 0;
    if (anything) {
      evidence.add(partial.minute, fresh);
    }
    return anything;
  }

  /** The evidence of those events that the minute does not hold yet. */
  private Evidence freshEvidence(PartialSum partial) {
    Evidence fresh = Evidence.none();
    boolean anything = partial.summary.length > 0;
    int from = 0;
    for (int i = 0; i < partial.eventIds.length; i++) {
      boolean known = minutes.holds(partial.minute, partial.eventIds[i]);
      anything |= !known;
      if (i < partial.evidenceEnds.length) {
        int to = partial.evidenceEnds[i];
        if (!known) {
          fresh = fresh.merge(Evidence.fromBytes(Arrays.copyOfRange(partial.evidences, from, to)));
        }
        from = to;
      }
    }
    if (anything && partial.evidence.length > 0) {
      fresh = fresh.merge(Evidence.fromBytes(partial.evidence));
    }
    return fresh;
  }

  private long rollFrom(long frontier) {
    long first = firstEvaluation(minutes.first());
    return frontier == Long.MIN_VALUE ? first : Math.max(frontier + step, first);
  }

  /** The next moment to judge: one step on, or past a stretch in which nothing can change. */
  private long next(long end, boolean resting) {
    long minute = resting ? minutes.firstFrom(end + step - range) : Long.MAX_VALUE;
    return minute == Long.MAX_VALUE ? end + step : Math.max(end + step, firstEvaluation(minute));
  }

  /** The end of the newest settled period. */
  private long frontier(long watermark) {
    long byTime = watermark == Long.MIN_VALUE ? watermark : alignDown(watermark + 1);
    return Math.max(memory.settledThrough, byTime);
  }

  /** When the newest minute can no longer matter. */
  private long forgetAt() {
    long kept = Math.max(options.allowedLateness(), range);
    return alignUp(firstEvaluation(minutes.last()) + kept, step) + step;
  }

  private long firstEvaluation(long minute) {
    return alignDown(minute) + step;
  }

  private long alignDown(long moment) {
    return Math.floorDiv(moment, step) * step;
  }

  private static long alignUp(long moment, long unit) {
    return -Math.floorDiv(-moment, unit) * unit;
  }

  private static long events(PartialSum partial) {
    return partial.eventIds.length
        + (partial.summary.length > 0 ? Summary.fromBytes(partial.summary).sampleCount() : 0);
  }
}
