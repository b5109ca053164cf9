package dev.trailwatch.app;

/**
 * Whoever wants to hear how a job fares that starts again by itself; called by who waits for it.
 */
public interface FailureListener {
  /**
   * The job failed, and starts again from its last checkpoint.
   *
   * @param reason why, in one line
   * @param times how often it has failed since it last ran well, from 1
   */
  void failed(String reason, int times);

  /** The job has run well for a while since it failed. */
  void recovered();

  /** A listener that does nothing. */
  static FailureListener none() {
    return new FailureListener() {
      @Override
      public void failed(String reason, int times) {}

      @Override
      public void recovered() {}
    };
  }
}
