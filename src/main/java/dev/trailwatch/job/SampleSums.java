package dev.trailwatch.job;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;

/** Where samples are summed up before they cross to the alarms. */
interface SampleSums {
  /**
   * Begins with an event; its samples follow.
   *
   * @param time the time that it counts at
   * @param setNumber the number of the set that judges it
   */
  void begin(LogEvent event, long time, long setNumber);

  /** Has the present event shown in the profile of an archive. */
  default void profile() {
    throw new IllegalStateException("live input has no profile");
  }

  /**
   * Adds a sample of the present event.
   *
   * @param values what the alarm is grouped by
   * @param deduplicate whether copies of the event count once
   * @param number how many rules have added a sample of the event to this instance already; only of
   *     number 0 there is evidence
   * @param first whether the alarm is the first of its metric: of that one copies are counted
   * @return false if it is known already that the event is a copy
   */
  boolean add(
      Alarm alarm, String[] values, double value, boolean deduplicate, int number, boolean first);

  /** Adds samples that no event stands for: a metric's default value. */
  void addSamples(Alarm alarm, long minute, long setNumber, Summary samples);

  /** Sends what is there. */
  void flush();

  /** Whether nothing has been added since the last flush. */
  boolean isEmpty();
}
