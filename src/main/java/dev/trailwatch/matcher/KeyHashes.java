package dev.trailwatch.matcher;

import java.util.Arrays;

/**
 * A small set of hashes of keys: it may say that a new key was there already, never that a doubled
 * key is new.
 */
final class KeyHashes {
  private static final int SLOTS = 1024;

  private final long[] hashes = new long[SLOTS];
  private int size;

  void clear() {
    if (size > 0) {
      Arrays.fill(hashes, 0);
      size = 0;
    }
  }

  /** Adds a hash; false if it may have been there, or if the set is full. */
  boolean add(long hash) {
    long stored = hash == 0 ? 1 : hash;
    int slot = (int) (stored >>> 32) & (SLOTS - 1);
    while (hashes[slot] != 0) {
      if (hashes[slot] == stored) {
        return false;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (size == SLOTS / 2) {
      return false;
    }
    hashes[slot] = stored;
    size++;
    return true;
  }
}
