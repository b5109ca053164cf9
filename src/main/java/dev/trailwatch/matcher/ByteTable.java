package dev.trailwatch.matcher;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable open-addressed hash table from byte strings to the atoms that they make true; a
 * probe compares hashes first and bytes only where those are equal.
 */
final class ByteTable {
  private static final int[] NONE = {};

  private final int mask;
  private final long[] hashes;
  private final byte[] @Nullable [] keys;
  private final int[][] atoms;

  ByteTable(Map<String, int[]> entries) {
    int capacity = Integer.highestOneBit(Math.max(1, entries.size()) * 4);
    this.mask = capacity - 1;
    this.hashes = new long[capacity];
    this.keys = new byte[capacity][];
    this.atoms = new int[capacity][];
    Arrays.fill(atoms, NONE);
    for (Map.Entry<String, int[]> entry : entries.entrySet()) {
      byte[] key = Utf8.encode(entry.getKey());
      byte[] padded = ByteWords.withSlack(key, 0, key.length);
      long hash = ByteWords.hash(padded, 0, key.length);
      int slot = (int) hash & mask;
      while (keys[slot] != null) {
        slot = (slot + 1) & mask;
      }
      hashes[slot] = hash;
      keys[slot] = key;
      atoms[slot] = entry.getValue();
    }
  }

  /** The atoms of a byte string of a known hash; empty if it is no key. */
  int[] get(long hash, byte[] bytes, int from, int to) {
    int slot = (int) hash & mask;
    byte[] key;
    while ((key = keys[slot]) != null) {
      if (hashes[slot] == hash && ByteWords.equal(bytes, from, to, key, key.length)) {
        return atoms[slot];
      }
      slot = (slot + 1) & mask;
    }
    return NONE;
  }
}
