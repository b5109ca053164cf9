package dev.trailwatch.app;

import java.time.Duration;
import java.util.function.Supplier;

/** Tells a listener what changed from one look at a restarting job to the next. */
final class FailureWatch {
  /** Longer than the longest pause between two attempts: who is silent so long has recovered. */
  static final Duration WELL_AFTER = Duration.ofMinutes(1);

  private final FailureListener listener;
  private long lastFailure = Long.MIN_VALUE;
  private int failures;

  FailureWatch(FailureListener listener) {
    this.listener = listener;
  }

  /**
   * The job's last failure.
   *
   * @param time when it failed, epoch milliseconds: the same time is the same failure
   * @param reason asked for only if this is news
   */
  void failed(long time, Supplier<String> reason) {
    if (time != lastFailure) {
      lastFailure = time;
      failures++;
      listener.failed(reason.get(), failures);
    }
  }

  /** The job runs at a time, epoch milliseconds. */
  void running(long now) {
    if (failures > 0 && now - lastFailure >= WELL_AFTER.toMillis()) {
      failures = 0;
      listener.recovered();
    }
  }
}
