package dev.trailwatch.report;

import java.util.Comparator;

/** One rule's line in the table that a replay ends with. */
public final class RuleSummary implements Comparable<RuleSummary> {
  private static final Comparator<RuleSummary> ORDER =
      Comparator.comparingInt((RuleSummary line) -> -line.alarms)
          .thenComparingLong(line -> -line.events)
          .thenComparing(line -> line.rule);

  private final String rule;
  private final int alarms;
  private final long events;
  private final long first;
  private final long last;

  private RuleSummary(String rule, int alarms, long events, long first, long last) {
    this.rule = rule;
    this.alarms = alarms;
    this.events = events;
    this.first = first;
    this.last = last;
  }

  /**
   * A line.
   *
   * @param alarms how often it went to ALARM
   * @param events how many events it matched
   * @param first the first one's time, epoch milliseconds
   * @param last the last one's
   */
  public static RuleSummary of(String rule, int alarms, long events, long first, long last) {
    return new RuleSummary(rule, alarms, events, first, last);
  }

  /** The line of this alarm of a rule and another one together: both see the same events. */
  public RuleSummary and(RuleSummary other) {
    RuleSummary most = other.events > events ? other : this;
    return of(rule, alarms + other.alarms, most.events, most.first, most.last);
  }

  /** The rule's name. */
  public String rule() {
    return rule;
  }

  /** How often it went to ALARM. */
  public int alarms() {
    return alarms;
  }

  /** How many events it matched. */
  public long events() {
    return events;
  }

  /** The first matching event's time, epoch milliseconds; meaningless without events. */
  public long first() {
    return first;
  }

  /** The last one's. */
  public long last() {
    return last;
  }

  @Override
  public int compareTo(RuleSummary other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleSummary && compareTo((RuleSummary) other) == 0;
  }

  @Override
  public int hashCode() {
    return rule.hashCode();
  }
}
