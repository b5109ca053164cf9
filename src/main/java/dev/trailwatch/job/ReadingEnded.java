package dev.trailwatch.job;

/** A checkpoint that was made when the input had ended already: nothing can go on from it. */
public final class ReadingEnded extends Exception {
  private static final long serialVersionUID = 1L;

  ReadingEnded() {
    super("the checkpoint was made after the end of the input");
  }
}
