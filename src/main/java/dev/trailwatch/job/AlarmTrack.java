package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.event.Evidence;
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
  /** As many bytes of evidence are kept of settled periods, for an ALARM that comes late. */
  static final int SETTLED_EVIDENCE = 8192;

  private final Alarm alarm;
  private final boolean monotone;
  private final AlarmSpec spec;
  private final AlarmMemory memory;
  private final MinuteTable minutes;
  private final EvidenceTable evidence;
  private final TrackListener listener;
  private final TrackOptions options;
  private final AlarmPeriods periods;
  private final AlarmVoice voice;
  private final long step;

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
    this.periods = new AlarmPeriods(spec, minutes);
    this.voice = new AlarmVoice(alarm, memory, evidence, periods.decisive(), listener::announce);
    this.step = periods.step();
  }

  /** Takes in a minute's partial sum; the watermark tells which periods have been settled. */
  void add(PartialSum partial, long watermark) {
    long due = periods.firstJudgement(partial.minute);
    long frontier = periods.frontier(memory.settledThrough, watermark);
    Evidence fresh = minutes.unknownEvidence(partial);
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

  /** Takes in a whole minute of an archive, before time comes to it. */
  void add(long minute, Summary sum, EvidenceSource behind) {
    minutes.add(minute, sum);
    evidence.add(minute, behind);
    listener.timer(periods.firstJudgement(minute) - 1);
  }

  /** Starts the alarm at a moment, or has it judged anew if it runs already. */
  void seed(long start, long watermark) {
    long from = start == Long.MIN_VALUE ? watermark : start;
    if (from == Long.MIN_VALUE) {
      // no time yet: the first watermark, whatever it is, wakes this timer
      listener.timer(Long.MIN_VALUE + 1);
    } else if (from != Long.MAX_VALUE) {
      long due = periods.firstJudgement(from);
      long frontier = periods.frontier(memory.settledThrough, watermark);
      listener.timer(Math.max(due, frontier == Long.MIN_VALUE ? due : frontier + step) - 1);
    }
  }

  /** Gives minutes that came before their rule did the timers that they wait for. */
  void wake(long watermark) {
    long frontier = periods.frontier(memory.settledThrough, watermark);
    for (long minute = minutes.firstFrom(Long.MIN_VALUE);
        minute != Long.MAX_VALUE;
        minute = minutes.firstFrom(minute + MinuteTable.MINUTE)) {
      long due = periods.firstJudgement(minute);
      listener.timer(Math.max(due, frontier == Long.MIN_VALUE ? due : frontier + step) - 1);
    }
  }

  /**
   * Settles the period that ends at a moment.
   *
   * @param last whether time has come to its end: an ALARM that goes on after the instance's last
   *     event is not said again
   */
  void settle(long end, boolean last) {
    if (end % step != 0 || end <= memory.settledThrough) {
      return;
    }
    AlarmState before = state();
    List<Datapoint> window = periods.window(end);
    Verdict verdict = AlarmEvaluator.evaluate(spec, window, end, before);
    AlarmState after = verdict.state();
    memory.settledThrough = end;
    memory.state = code(after);
    boolean toldEarly = forgetEarly(end);
    if (periods.closesPeriod(end)) {
      emitDatapoint(end);
    }
    if (after != before) {
      listener.transition(before, after, end);
      tell(before, verdict, toldEarly);
    } else if (after == AlarmState.ALARM && voice.goesOn(verdict)) {
      // its own datapoints need not breach, where missing ones are ignored
      rememberLate(end);
    }
    boolean more = !last || (!minutes.isEmpty() && end <= minutes.last());
    boolean speaksAgain = after == AlarmState.ALARM && voice.waitsToSpeak() && more;
    boolean rests = window.isEmpty() || nothingComesOfNextPeriod(end);
    if (!rests || speaksAgain) {
      listener.timer(end + step - 1);
    }
    long kept = end + step - periods.range();
    // the oldest period that a late event may still belong to, with all that is judged beside it
    long judgedLate = end - options.allowedLateness() - periods.range();
    minutes.dropBefore(Math.min(kept, judgedLate));
    forgetEvidence(end, kept, judgedLate);
    forgetLate(judgedLate);
    if (rests && !minutes.isEmpty()) {
      // rests, but late events may still ask for its minutes: come back when they no longer can
      listener.timer(periods.forgetAt(options.allowedLateness()) - 1);
    }
  }

  /** Whether the period behind a moment leaves the state as it is, unless more data come. */
  private boolean nothingComesOfNextPeriod(long end) {
    long next = end + step;
    AlarmState now = state();
    return now == spec.restingState(now) && periods.isEmpty(next);
  }

  /** A late ALARM shows its whole period, as far as that is still known. */
  private void forgetEvidence(long end, long kept, long judgedLate) {
    evidence.dropBefore(Math.min(kept, judgedLate));
    evidence.thinBefore(kept, SETTLED_EVIDENCE);
    if (state() == AlarmState.ALARM && periods.decisive() == step) {
      // whatever comes late for this period, its ALARM is told only once
      evidence.drop(end - step, end);
    }
  }

  /** Ends the alarm, because no rule declares it any more. */
  void remove(long moment) {
    if (voice.saidAlarm()) {
      AlarmState before = state();
      if (before != AlarmState.OK) {
        listener.transition(before, AlarmState.OK, moment);
      }
      voice.removed(before, AlarmEvaluator.evaluate(spec, List.of(), moment, before));
    }
  }

  /** Whether nothing need be remembered: a group instance at rest without minutes. */
  boolean forgettable() {
    return !alarm.groupBy().isEmpty()
        && minutes.isEmpty()
        && state() == spec.restingState(state())
        && !voice.saidAlarm();
  }

  private void tell(AlarmState before, Verdict verdict, boolean toldEarly) {
    switch (verdict.state()) {
      case ALARM:
        if (!toldEarly) {
          voice.alarm(before, verdict);
        }
        break;
      case OK:
        if (voice.ok(before, verdict) && memory.toldAlarmAt > verdict.periodEnd()) {
          // that OK seems to close an early ALARM of a later period, too
          long since = Arrays.stream(memory.early).min().orElse(memory.toldAlarmAt);
          voice.again(judge(memory.toldAlarmAt), since);
        }
        break;
      default:
        voice.insufficientData(before, verdict);
    }
  }

  // ---- the early path

  private void early(long due, long frontier, long now) {
    if (!AlarmEvaluator.canBeCertain(spec, monotone)) {
      return;
    }
    // what is known now of one period may end the ALARM that seemed to come before a later one
    long last = periods.lastTouchedBy(Math.max(due, periods.firstJudgement(minutes.last())));
    long candidate = due;
    while (candidate <= last && !newlyCertain(candidate)) {
      candidate += step;
    }
    if (candidate > last) {
      return;
    }
    AlarmState provisional = state();
    List<Datapoint> window;
    for (long end = periods.firstOpen(memory.settledThrough, frontier);
        end <= last;
        end = periods.next(end, window.isEmpty())) {
      window = periods.window(end);
      Verdict verdict = AlarmEvaluator.evaluate(spec, window, end, provisional);
      boolean rises = provisional != AlarmState.ALARM && verdict.state() == AlarmState.ALARM;
      if (end >= candidate && rises && newlyCertain(end)) {
        tellEarly(provisional, verdict, now);
      }
      provisional = verdict.state();
    }
  }

  private void tellEarly(AlarmState before, Verdict verdict, long moment) {
    memory.early = Arrays.copyOf(memory.early, memory.early.length + 1);
    memory.early[memory.early.length - 1] = verdict.periodEnd();
    voice.early(before, verdict, moment);
  }

  private boolean newlyCertain(long end) {
    return !toldEarly(end) && AlarmEvaluator.certain(spec, periods.window(end), end, monotone);
  }

  private boolean toldEarly(long end) {
    return Arrays.stream(memory.early).anyMatch(told -> told == end);
  }

  private boolean forgetEarly(long end) {
    boolean found = toldEarly(end);
    if (memory.early.length > 0) {
      memory.early = Arrays.stream(memory.early).filter(told -> told > end).toArray();
    }
    return found;
  }

  // ---- late events

  private void late(PartialSum partial, Evidence fresh, long due, long frontier) {
    long last = Math.min(frontier, due + periods.range() - step);
    List<AlarmState> before = new ArrayList<>();
    for (long end = due; end <= last; end += step) {
      before.add(judge(end).state());
    }
    if (!take(partial, fresh.asLate())) {
      return;
    }
    listener.late(events(partial));
    emitDatapoint(due);
    boolean risen = false;
    int i = 0;
    for (long end = due; end <= last; end += step) {
      Verdict verdict = judge(end);
      boolean was = before.get(i++) == AlarmState.ALARM;
      boolean rises = verdict.state() == AlarmState.ALARM && !was;
      if (rises && !risen && !toldLate(end)) {
        risen = true;
        boolean open = voice.saidAlarm();
        voice.late(verdict, partial.lastEventTime);
        if (!open && state() != AlarmState.ALARM && memory.early.length == 0) {
          voice.calmAfterLate(AlarmEvaluator.evaluate(spec, List.of(), end, state()));
        }
      }
      if (rises || was) {
        rememberLate(end);
      }
    }
    if (frontier + step - periods.range() <= partial.minute) {
      listener.timer(frontier + step - 1);
    } else if (!minutes.isEmpty()) {
      listener.timer(periods.forgetAt(options.allowedLateness()) - 1);
    }
  }

  /**
   * Whether subscribers know of a settled period's ALARM: late data can take it back and another
   * late event restore it, or it was told when what held it back ended; and no period's ALARM is
   * told twice.
   */
  private boolean toldLate(long end) {
    return Arrays.stream(memory.late).anyMatch(told -> told == end);
  }

  private void rememberLate(long end) {
    if (!toldLate(end)) {
      memory.late = Arrays.copyOf(memory.late, memory.late.length + 1);
      memory.late[memory.late.length - 1] = end;
    }
  }

  private void forgetLate(long before) {
    if (memory.late.length > 0) {
      memory.late = Arrays.stream(memory.late).filter(end -> end > before).toArray();
    }
  }

  private Verdict judge(long end) {
    return AlarmEvaluator.evaluate(spec, periods.window(end), end, AlarmState.OK);
  }

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

  private void emitDatapoint(long end) {
    Datapoint closed = periods.datapoint(end);
    if (closed != null) {
      listener.datapoint(closed.start(), closed.summary());
    }
  }

  private boolean take(PartialSum partial, Evidence fresh) {
    int copies = minutes.add(partial);
    if (copies > 0) {
      listener.copies(copies);
    }
    listener.unchecked(minutes.takeUnchecked());
    boolean anything = copies < partial.eventIds.length || partial.summary.length > 0;
    if (anything && fresh.count() > 0) {
      evidence.add(partial.minute, fresh);
    }
    return anything;
  }

  private static long events(PartialSum partial) {
    return partial.eventIds.length
        + (partial.summary.length > 0 ? Summary.fromBytes(partial.summary).sampleCount() : 0);
  }
}
