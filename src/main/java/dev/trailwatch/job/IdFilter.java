package dev.trailwatch.job;

import java.util.Arrays;

/**
 * Tells the ids that certainly have not come before from those that may have: a Bloom filter with
 * one hash. Of 16,384 different ids it suspects one in sixty-four.
 */
final class IdFilter {
  private static final int BITS = 1 << 19;

  private final long[] bits = new long[BITS / Long.SIZE];

  /** Notes an id; false if it may have come before. */
  boolean add(long id) {
    // ids are hashes: their low bits are as good as any
    int place = (int) id & (BITS - 1);
    int word = place / Long.SIZE;
    long bit = 1L << place;
    boolean isNew = (bits[word] & bit) == 0;
    bits[word] |= bit;
    return isNew;
  }

  /** Forgets all. */
  void clear() {
    Arrays.fill(bits, 0);
  }
}
