package dev.trailwatch.job;

import java.util.Arrays;

/** Different event ids in the order in which they came first. */
final class IdSet {
  /** So few are looked through one by one. */
  private static final int FEW = 8;

  private long[] ids = new long[4];
  private int size;

  /**
   * Open addressing: places in {@link #ids} from 1, 0 where there is none; at least twice as long.
   */
  private int[] table = {};

  /** Adds an id; false if it is there already. */
  boolean add(long id) {
    if (size <= FEW ? isAmongFew(id) : table[slot(id)] != 0) {
      return false;
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
    if (size > FEW) {
      if (2 * size > table.length || size == FEW + 1) {
        rebuild();
      } else {
        table[slot(id)] = size;
      }
    }
    return true;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** A copy of them. */
  long[] toArray() {
    return Arrays.copyOf(ids, size);
  }

  /** Forgets them. */
  void clear() {
    size = 0;
  }

  private boolean isAmongFew(long id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return true;
      }
    }
    return false;
  }

  /** Where the id stands in the table, or the empty slot where it belongs. */
  private int slot(long id) {
    int mask = table.length - 1;
    // ids are hashes: their low bits are as good as any
    int slot = (int) id & mask;
    while (table[slot] != 0 && ids[table[slot] - 1] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rebuild() {
    if (2 * size > table.length) {
      table = new int[Math.max(4 * FEW, 2 * table.length)];
    } else {
      Arrays.fill(table, 0);
    }
    for (int place = 1; place <= size; place++) {
      table[slot(ids[place - 1])] = place;
    }
  }
}
