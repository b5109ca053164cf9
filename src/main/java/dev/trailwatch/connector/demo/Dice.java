package dev.trailwatch.connector.demo;

import java.util.List;

/**
 * Numbers that follow from a seed: SplitMix64.
 *
 * <p>Our own, because the JDK's generators give other numbers on another JDK.
 */
final class Dice {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** Dice of their own for one purpose, so that more throws here change nothing there. */
  static Dice of(long seed, long purpose) {
    return new Dice(mix(seed + mix(purpose * GAMMA)));
  }

  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** A number from 0 to {@code bound}, exclusive. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
