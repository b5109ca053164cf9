package dev.trailwatch.connector.kinesis;

/**
 * How far one shard has been read: a time before which no further record of it can have arrived.
 *
 * <p>Written by the shard's reading thread, read by the task's; times in milliseconds since the
 * epoch.
 */
final class ShardProgress {
  /** Nothing is known yet. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** Nothing can come any more. */
  static final long FINISHED = Long.MAX_VALUE;

  /**
   * What an acknowledged record may take to become readable, and a clock to differ from Kinesis'.
   */
  static final long MARGIN = 1_000;

  private final boolean closedWhenFound;
  private volatile long proven = UNKNOWN;
  private volatile long endedAt = FINISHED;

  /**
   * Progress of a shard that was just found.
   *
   * @param closedWhenFound whether the shard had already been split or merged, so that its children
   *     were found in the same listing
   */
  ShardProgress(boolean closedWhenFound) {
    this.closedWhenFound = closedWhenFound;
  }

  /** A record that arrived at a time was handed on. */
  void emitted(long arrival) {
    advance(arrival);
  }

  /**
   * Everything that Kinesis held was handed on.
   *
   * @param asked when Kinesis was asked for it, on this machine's clock
   */
  void caughtUp(long asked) {
    advance(asked - MARGIN);
  }

  /** The shard's last record was handed on. */
  void ended(long now) {
    if (endedAt == FINISHED) {
      endedAt = closedWhenFound ? UNKNOWN : now;
    }
  }

  /**
   * The time that this shard allows its subtask to have reached.
   *
   * <p>A shard that ended stands still for a while before it drops out: its children, perhaps
   * another subtask's, hold the records that came after it and have yet to be found.
   *
   * @param now this machine's clock
   * @param hold how long an ended shard stands still, in milliseconds
   */
  long reached(long now, long hold) {
    long end = endedAt;
    if (end == UNKNOWN || (end != FINISHED && now - end >= hold)) {
      return FINISHED;
    }
    return proven;
  }

  private void advance(long time) {
    // one thread writes, so reading and writing need not be one step
    if (time > proven) {
      proven = time;
    }
  }
}
