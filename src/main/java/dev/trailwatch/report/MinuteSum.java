package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Summary;

/** One non-empty minute of one alarm instance: its samples, and who was behind them. */
public final class MinuteSum {
  private final long start;
  private final Summary summary;
  private final long events;
  private final Evidence evidence;

  private MinuteSum(long start, Summary summary, long events, Evidence evidence) {
    this.start = start;
    this.summary = summary;
    this.events = events;
    this.evidence = evidence;
  }

  /** A minute by its start, epoch milliseconds. */
  public static MinuteSum of(long start, Summary summary, Evidence evidence) {
    return new MinuteSum(start, summary, evidence.count(), evidence);
  }

  /** A minute of an instance without any ALARM, of which nobody asks who was behind it. */
  public static MinuteSum of(long start, Summary summary, long events) {
    return new MinuteSum(start, summary, events, Evidence.none());
  }

  long start() {
    return start;
  }

  Summary summary() {
    return summary;
  }

  /** How many events. */
  long events() {
    return events;
  }

  /** Who was behind them; none if the instance had no ALARM. */
  Evidence evidence() {
    return evidence;
  }
}
