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
 * <p>Every ALARM is told, unless a cooldown holds it back; an OK is told if it closes a told ALARM,
 * so that no incident stays open downstream.
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

  /** The OK that closes a late ALARM of a period, because the alarm has long been calm again. */
  void calmAfterLate(Verdict calm) {
    long end = calm.periodEnd();
    say(Occasion.LATE, AlarmState.ALARM, AlarmState.OK, calm, end, evidenceOf(end));
  }

  /** A settled transition to OK; true if it was told. */
  boolean ok(AlarmState before, Verdict verdict) {
    boolean first = before == AlarmState.INSUFFICIENT_DATA && alarm.notifyInitialOk();
    if (!saidAlarm() && !first) {
      return false;
    }
    long end = verdict.periodEnd();
    say(Occasion.SETTLED, before, AlarmState.OK, verdict, end, evidenceOf(end));
    return true;
  }

  /** A settled transition to INSUFFICIENT_DATA; it leaves open what is open. */
  void insufficientData(AlarmState before, Verdict verdict) {
    long end = verdict.periodEnd();
    out.accept(
        new Announcement(
            Occasion.SETTLED, before, verdict.state(), end, end, verdict, evidenceOf(end), 0, 0));
  }

  /** The ALARM goes on; says it again if it is time. */
  void remind(Verdict verdict) {
    long after = alarm.renotifyAfterSeconds() * 1000L;
    long end = verdict.periodEnd();
    if (after > 0 && saidAlarm() && end - memory.toldAlarmAt >= after) {
      memory.renotified++;
      memory.toldAlarmAt = end;
      AlarmState same = AlarmState.ALARM;
      Evidence all = evidenceOf(end);
      int sequence = memory.renotified;
      out.accept(
          new Announcement(Occasion.RENOTIFIED, same, same, end, end, verdict, all, sequence, 0));
    }
  }

  /** The last OK of an alarm that no rule declares any more. */
  void removed(AlarmState before, Verdict verdict) {
    long end = verdict.periodEnd();
    say(Occasion.REMOVED, before, AlarmState.OK, verdict, end, Evidence.none());
  }

  private void alarm(Occasion occasion, AlarmState before, Verdict verdict, long changeTime) {
    long end = verdict.periodEnd();
    long cooldown = alarm.cooldownSeconds() * 1000L;
    boolean toldBefore = memory.toldAlarmAt != Long.MIN_VALUE;
    if (cooldown > 0 && toldBefore && end - memory.toldAlarmAt < cooldown) {
      memory.suppressed++;
      return;
    }
    memory.toldAlarmAt = end;
    memory.renotified = 0;
    say(occasion, before, AlarmState.ALARM, verdict, changeTime, evidenceOf(end));
    memory.suppressed = 0;
  }

  private void say(
      Occasion occasion,
      AlarmState before,
      AlarmState after,
      Verdict verdict,
      long changeTime,
      Evidence all) {
    memory.told = after == AlarmState.ALARM ? AlarmMemory.ALARM : AlarmMemory.OK;
    long end = verdict.periodEnd();
    int held = memory.suppressed;
    out.accept(new Announcement(occasion, before, after, end, changeTime, verdict, all, 0, held));
  }

  private Evidence evidenceOf(long end) {
    return evidence.between(end - decisive, end);
  }
}
