package dev.trailwatch.metric;

/** The samples of one series in one period that had any: where the period starts, and a summary. */
public final class Datapoint {
  private final long start;
  private final Summary summary;

  private Datapoint(long start, Summary summary) {
    this.start = start;
    this.summary = summary;
  }

  /** The datapoint of the period that starts at a time, in milliseconds since the epoch. */
  public static Datapoint of(long start, Summary summary) {
    return new Datapoint(start, summary);
  }

  /** The start of the period, in milliseconds since the epoch. */
  public long start() {
    return start;
  }

  /** Its samples. */
  public Summary summary() {
    return summary;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Datapoint
        && ((Datapoint) other).start == start
        && ((Datapoint) other).summary.equals(summary);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(start) * 31 + summary.hashCode();
  }

  @Override
  public String toString() {
    return start + ": " + summary;
  }
}
