package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Summary;

/** One non-empty minute of one alarm instance: its samples, and who was behind them. */
public final class MinuteSum {
  private final long start;
  private final Summary summary;
  private final Evidence evidence;

  private MinuteSum(long start, Summary summary, Evidence evidence) {
    this.start = start;
    this.summary = summary;
    this.evidence = evidence;
  }

  /** A minute by its start, epoch milliseconds. */
  public static MinuteSum of(long start, Summary summary, Evidence evidence) {
    return new MinuteSum(start, summary, evidence);
  }

  long start() {
    return start;
  }

  Summary summary() {
    return summary;
  }

  Evidence evidence() {
    return evidence;
  }
}
