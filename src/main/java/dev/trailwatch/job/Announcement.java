package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.event.Evidence;

/** A state that subscribers are to be told of, and why. */
final class Announcement {
  /** How an announcement came about. */
  enum Occasion {
    /** A settled transition. */
    SETTLED,
    /** Certain before its period closed. */
    EARLY,
    /** A late event showed that a settled period had breached. */
    LATE,
    /** The alarm has been in ALARM for so long that it is said again. */
    RENOTIFIED,
    /** The rule was removed or renamed. */
    REMOVED
  }

  final Occasion occasion;
  final AlarmState oldState;
  final AlarmState newState;
  final long periodEnd;
  final long changeTime;
  final Verdict verdict;
  final Evidence evidence;
  final int sequence;
  final int suppressed;

  Announcement(
      Occasion occasion,
      AlarmState oldState,
      AlarmState newState,
      long periodEnd,
      long changeTime,
      Verdict verdict,
      Evidence evidence,
      int sequence,
      int suppressed) {
    this.occasion = occasion;
    this.oldState = oldState;
    this.newState = newState;
    this.periodEnd = periodEnd;
    this.changeTime = changeTime;
    this.verdict = verdict;
    this.evidence = evidence;
    this.sequence = sequence;
    this.suppressed = suppressed;
  }
}
