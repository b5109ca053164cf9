package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.metric.Summary;

/** What an {@link AlarmTrack} asks of the job around it. */
interface TrackListener {
  /** Calls back when event time has passed the moment. */
  void timer(long moment);

  /** The settled state changed at a period's end. */
  void transition(AlarmState oldState, AlarmState newState, long periodEnd);

  /** Subscribers are to be told. */
  void announce(Announcement announcement);

  /** A non-empty period closed, or a late event changed a closed one. */
  void datapoint(long start, Summary summary);

  /** An event came so late that nothing can be made of it any more. */
  void tooLate(long minute, long events);

  /** An event came after its period had been settled, and still counts in it. */
  void late(long events);

  /** Copies of events that were counted before. */
  void copies(int count);

  /** Events that counted though nobody can tell whether they are copies. */
  void unchecked(int count);
}
