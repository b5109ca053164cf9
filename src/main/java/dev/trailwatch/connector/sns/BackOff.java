package dev.trailwatch.connector.sns;

import java.util.function.DoubleSupplier;

/** How long to wait after a failure: 100 ms, doubling to 30 s, the upper half of it at random. */
final class BackOff {
  /** The shortest pause, in milliseconds. */
  static final long SHORTEST = 100;

  /** The longest pause, in milliseconds. */
  static final long LONGEST = 30_000;

  private final DoubleSupplier random;

  /** Pauses with a source of numbers from 0 to 1. */
  BackOff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * The pause after a number of failures in a row, in milliseconds.
   *
   * @param failures 1 or more
   */
  long pause(int failures) {
    long most = Math.min(LONGEST, SHORTEST << Math.min(failures, 20));
    long half = most / 2;
    return half + (long) (random.getAsDouble() * half);
  }
}
