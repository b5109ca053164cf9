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

  /** How many of them stand in the table. */
  private int indexed;

  /** Adds an id; false if it is there already. */
  boolean add(long id) {
    if (size < FEW) {
      if (isAmongFew(id)) {
        return false;
      }
      addNew(id);
      return true;
    }
    index();
    int slot = slot(id);
    if (table[slot] != 0) {
      return false;
    }
    addNew(id);
    table[slot] = size;
    indexed = size;
    return true;
  }

  /** Adds an id that is known not to be there: nothing is looked up. */
  void addNew(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
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
    if (indexed > 0) {
      Arrays.fill(table, 0);
      indexed = 0;
    }
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

  /** Puts those into the table that are not there yet, and makes room for one more. */
  private void index() {
    if (2 * (size + 1) > table.length) {
      table = new int[Integer.highestOneBit(size) * 4];
      indexed = 0;
    }
    while (indexed < size) {
      table[slot(ids[indexed])] = ++indexed;
    }
  }
}
