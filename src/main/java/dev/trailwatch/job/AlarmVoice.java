package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.job.Announcement.Occasion;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.AlarmMemory;
import java.util.function.Consumer;

/**
 * Decides what subscribers of an alarm instance are told, and remembers what they were told last.
 *
 * <p>Every ALARM is told, unless a cooldown or a mute holds it back; one that outlasts what held it
 * back is told then. An OK is told if it closes a told ALARM, muted or not, so that no incident
 * stays open downstream.
 */
final class AlarmVoice {
  private final Alarm alarm;
  private final AlarmMemory memory;
  private final EvidenceTable evidence;
  private final long decisive;
  private final Consumer<Announcement> out;

  /**
   * A voice.
   *
   * @param decisive how far back the evidence of a judgement reaches, in milliseconds
   */
  AlarmVoice(
      Alarm alarm,
      AlarmMemory memory,
      EvidenceTable evidence,
      long decisive,
      Consumer<Announcement> out) {
    this.alarm = alarm;
    this.memory = memory;
    this.evidence = evidence;
    this.decisive = decisive;
    this.out = out;
  }

  /** Whether subscribers believe the alarm to be in ALARM. */
  boolean saidAlarm() {
    return memory.told == AlarmMemory.ALARM;
  }

  /** A settled transition to ALARM that nobody has been told of. */
  void alarm(AlarmState before, Verdict verdict) {
    alarm(Occasion.SETTLED, before, verdict, verdict.periodEnd());
  }

  /** An ALARM that is certain while its period is open, at the moment that made it so. */
  void early(AlarmState before, Verdict verdict, long moment) {
    long end = verdict.periodEnd();
    long latest = evidenceOf(end).lastEventTime();
    alarm(Occasion.EARLY, before, verdict, Math.min(Math.max(moment, latest), end));
  }

  /** An ALARM of a settled period, by an event that came late. */
  void late(Verdict verdict, long moment) {
    alarm(Occasion.LATE, AlarmState.OK, verdict, Math.min(moment, verdict.periodEnd()));
  }

  /**
   * The OK that closes a late ALARM of a period, because the alarm has long been calm again; not if
   * that ALARM was held back.
   */
  void calmAfterLate(Verdict calm) {
    if (!saidAlarm()) {
      return;
    }
    long end = calm.periodEnd();
    say(Occasion.LATE, AlarmState.ALARM, AlarmState.OK, calm, end, evidenceOf(end));
  }

  /**
   * A settled transition to OK; true if it was told.
   *
   * <p>From INSUFFICIENT_DATA it closes an ALARM that was told of a period before, not an early one
   * of a period that is still to come.
   */
  boolean ok(AlarmState before, Verdict verdict) {
    long end = verdict.periodEnd();
    boolean closes = saidAlarm() && (before == AlarmState.ALARM || memory.openSince <= end);
    boolean first = before == AlarmState.INSUFFICIENT_DATA && alarm.notifyInitialOk();
    if (!closes && (!first || muted(end))) {
      return false;
    }
    say(Occasion.SETTLED, before, AlarmState.OK, verdict, end, evidenceOf(end));
    return true;
  }

  /** A settled transition to INSUFFICIENT_DATA; it leaves open what is open. */
  void insufficientData(AlarmState before, Verdict verdict) {
    long end = verdict.periodEnd();
    if (muted(end)) {
      return;
    }
    announce(Occasion.SETTLED, before, verdict.state(), verdict, end, evidenceOf(end), 0);
  }

  /**
   * The ALARM goes on; says it if it was held back until now, or again if it is time.
   *
   * @return whether it was said for the first time
   */
  boolean goesOn(Verdict verdict) {
    long end = verdict.periodEnd();
    if (!saidAlarm()) {
      boolean free = !heldBack(end, end);
      if (free) {
        sayAlarm(Occasion.SETTLED, AlarmState.OK, verdict, end);
      }
      return free;
    }
    long after = alarm.renotifyAfterSeconds() * 1000L;
    if (after > 0 && end - memory.toldAlarmAt >= after && !muted(end)) {
      repeat(AlarmState.ALARM, verdict);
    }
    return false;
  }

  /**
   * Says an ALARM again that an OK of an earlier period seems to have closed.
   *
   * @param since the oldest period behind that OK whose ALARM is certain: its own OK is still due
   */
  void again(Verdict verdict, long since) {
    if (!muted(verdict.periodEnd())) {
      memory.told = AlarmMemory.ALARM;
      memory.openSince = Math.min(since, verdict.periodEnd());
      repeat(AlarmState.OK, verdict);
    }
  }

  private void repeat(AlarmState before, Verdict verdict) {
    long end = verdict.periodEnd();
    memory.renotified++;
    memory.toldAlarmAt = end;
    announce(
        Occasion.RENOTIFIED,
        before,
        AlarmState.ALARM,
        verdict,
        end,
        evidenceOf(end),
        memory.renotified);
  }

  /** Whether an ALARM that goes on will have to be spoken of again though nothing happens. */
  boolean waitsToSpeak() {
    return !saidAlarm() || alarm.renotifyAfterSeconds() > 0;
  }

  /** The last OK of an alarm that no rule declares any more. */
  void removed(AlarmState before, Verdict verdict) {
    long end = verdict.periodEnd();
    say(Occasion.REMOVED, before, AlarmState.OK, verdict, end, Evidence.none());
  }

  private void alarm(Occasion occasion, AlarmState before, Verdict verdict, long changeTime) {
    if (heldBack(verdict.periodEnd(), changeTime)) {
      memory.suppressed++;
    } else {
      sayAlarm(occasion, before, verdict, changeTime);
    }
  }

  private void sayAlarm(Occasion occasion, AlarmState before, Verdict verdict, long changeTime) {
    long end = verdict.periodEnd();
    memory.openSince = saidAlarm() ? Math.min(memory.openSince, end) : end;
    if (end > memory.toldAlarmAt) {
      memory.toldAlarmAt = end;
      memory.renotified = 0;
    }
    say(occasion, before, AlarmState.ALARM, verdict, changeTime, evidenceOf(end));
  }

  private boolean heldBack(long end, long changeTime) {
    long cooldown = alarm.cooldownSeconds() * 1000L;
    boolean toldBefore = memory.toldAlarmAt != Long.MIN_VALUE;
    return muted(changeTime) || (cooldown > 0 && toldBefore && end - memory.toldAlarmAt < cooldown);
  }

  private boolean muted(long moment) {
    return alarm.mute() != null && alarm.mute().covers(moment);
  }

  private void say(
      Occasion occasion,
      AlarmState before,
      AlarmState after,
      Verdict verdict,
      long changeTime,
      Evidence all) {
    memory.told = after == AlarmState.ALARM ? AlarmMemory.ALARM : AlarmMemory.OK;
    announce(occasion, before, after, verdict, changeTime, all, 0);
  }

  /** Every message tells how many ALARMs were held back since the last ALARM that was told. */
  private void announce(
      Occasion occasion,
      AlarmState before,
      AlarmState after,
      Verdict verdict,
      long changeTime,
      Evidence all,
      int sequence) {
    long end = verdict.periodEnd();
    int held = memory.suppressed;
    if (after == AlarmState.ALARM) {
      memory.suppressed = 0;
    }
    out.accept(
        new Announcement(occasion, before, after, end, changeTime, verdict, all, sequence, held));
  }

  private Evidence evidenceOf(long end) {
    return evidence.between(end - decisive, end);
  }
}
