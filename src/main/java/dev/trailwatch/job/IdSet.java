package dev.trailwatch.job;

import java.util.Arrays;

/**
 * Different event ids in the order in which they came first.
 *
 * <p>Few of them, or few that have to be looked for: those of a slot are new but for what {@link
 * IdFilter} suspects. So there is no table to keep, and a copy is looked for from the newest on.
 */
final class IdSet {
  private long[] ids = new long[4];
  private int size;

  /** Adds an id; false if it is there already. */
  boolean add(long id) {
    for (int i = size - 1; i >= 0; i--) {
      if (ids[i] == id) {
        return false;
      }
    }
    addNew(id);
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
  }
}
