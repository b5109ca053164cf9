package dev.trailwatch.event;

/** How often a value was seen in a set of events. */
public final class Tally {
  private final String value;
  private final long count;
  private final long failed;

  private Tally(String value, long count, long failed) {
    this.value = value;
    this.count = count;
    this.failed = failed;
  }

  /** A value with its counts. */
  public static Tally of(String value, long count, long failed) {
    return new Tally(value, count, failed);
  }

  /** The value: a principal, an address, an event's name. */
  public String value() {
    return value;
  }

  /** In how many events; an estimate where the evidence says that it is truncated. */
  public long count() {
    return count;
  }

  /** How many of these requests failed. */
  public long failed() {
    return failed;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Tally)) {
      return false;
    }
    Tally that = (Tally) other;
    return value.equals(that.value) && count == that.count && failed == that.failed;
  }

  @Override
  public int hashCode() {
    return (value.hashCode() * 31 + Long.hashCode(count)) * 31 + Long.hashCode(failed);
  }

  @Override
  public String toString() {
    return value + " x" + count + (failed == 0 ? "" : " (" + failed + " failed)");
  }
}
