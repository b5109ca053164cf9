package dev.trailwatch.matcher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A direct-mapped cache from a value's bytes to the atoms that it makes true; whatever it answers,
 * the index behind it would answer too.
 *
 * <p>Slots reuse their arrays, so that it stops allocating once they have grown. Where values do
 * not repeat it turns itself off.
 */
final class ValueMemo {
  private static final int SLOTS = 2048;
  private static final int LONGEST = 512;
  private static final int TRIAL = 8192;

  private final long[] hashes = new long[SLOTS];
  private final int[] lengths = new int[SLOTS];
  private final byte[][] values = new byte[SLOTS][];
  private final int[] @Nullable [] atoms = new int[SLOTS][];
  private int lookups;
  private int hits;
  private boolean off;

  ValueMemo() {
    Arrays.fill(values, new byte[0]);
  }

  /** The atoms remembered for a value, first their count; null if it is not remembered. */
  int @Nullable [] get(long hash, byte[] bytes, int from, int to) {
    if (off) {
      return null;
    }
    if (++lookups == TRIAL) {
      off = hits < TRIAL / 2;
      lookups = 0;
      hits = 0;
    }
    int slot = slot(hash);
    if (hashes[slot] == hash
        && atoms[slot] != null
        && ByteWords.equal(bytes, from, to, values[slot], lengths[slot])) {
      hits++;
      return atoms[slot];
    }
    return null;
  }

  /** Remembers the atoms of a value in place of what stood in its slot. */
  void put(long hash, byte[] bytes, int from, int to, IntBag found) {
    int length = to - from;
    if (off || length > LONGEST) {
      return;
    }
    int slot = slot(hash);
    if (values[slot].length < length) {
      values[slot] = new byte[(length + 31) & ~31];
    }
    System.arraycopy(bytes, from, values[slot], 0, length);
    lengths[slot] = length;
    hashes[slot] = hash;
    int[] list = atoms[slot];
    if (list == null || list.length <= found.size()) {
      list = new int[found.size() + 4];
      atoms[slot] = list;
    }
    list[0] = found.size();
    for (int i = 0; i < found.size(); i++) {
      list[i + 1] = found.get(i);
    }
  }

  private static int slot(long hash) {
    return (int) (hash >>> 20) & (SLOTS - 1);
  }
}
