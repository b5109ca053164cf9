package dev.trailwatch.wire;

import java.io.Serializable;

/** One whole, valid rule set as text: what is broadcast when rules change. */
public final class RuleSetRecord implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The set's number, rising with each adoption; the set that a job starts with has 0. */
  public long number;

  /** The set's fingerprint, as people see it in logs, metrics and messages. */
  public String version = "";

  /** Records that arrive at or after this time are judged by this set; epoch milliseconds. */
  public long effectiveFrom = Long.MIN_VALUE;

  /**
   * The day on which the set was adopted, as an epoch day: exceptions that ended before it are off.
   */
  public long adoptedOn;

  /** The rule files' names, in reading order. */
  public String[] names = new String[0];

  /** The rule files' texts, in the same order. */
  public String[] texts = new String[0];

  /** For Flink. */
  public RuleSetRecord() {}
}
