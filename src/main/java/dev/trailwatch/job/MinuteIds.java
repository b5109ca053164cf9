package dev.trailwatch.job;

import java.util.Arrays;

/**
 * The different ids of a minute's events, in one array that can lie in state as it is.
 *
 * <p>Up to {@value #FEW} of them stand there one after the other. More are a hash table with linear
 * probing, four fifths full at most, in which 0 is an empty slot; its last element is not a slot
 * but tells whether the id 0 is there. So an id is looked up and added without moving the others,
 * and a busy minute is neither sorted nor copied for each sum.
 */
final class MinuteIds {
  /** The most that are a list. */
  static final int FEW = 16;

  /**
   * The slots of the smallest table. Each next one has twice as many, and the twelfth has just the
   * room for {@link MinuteTable#MAX_IDS}.
   */
  private static final int FIRST_SLOTS = 40;

  /** 2 to the 64th by the golden ratio: spreads ids that differ in few bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private long[] array;
  private int size;

  private MinuteIds(long[] array, int size) {
    this.array = array;
    this.size = size;
  }

  /** No ids. */
  MinuteIds() {
    this(new long[2], 0);
  }

  /** The ids of a list, which may hold some of them twice. */
  static MinuteIds of(long[] list) {
    MinuteIds ids = new MinuteIds();
    for (long id : list) {
      ids.add(id);
    }
    return ids;
  }

  /**
   * The ids whose table {@link #table} gave.
   *
   * @param table theirs from now on
   * @param size how many there are
   */
  static MinuteIds ofTable(long[] table, int size) {
    return new MinuteIds(table, size);
  }

  /** Adds an id; false if it is there already. */
  boolean add(long id) {
    return isList() ? addToList(id) : addToTable(id);
  }

  /** Whether an id is there. */
  boolean contains(long id) {
    if (isList()) {
      return isInList(id);
    }
    return id == 0 ? array[slots()] != 0 : array[slot(array, id)] == id;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** All of them, in no order. */
  long[] toArray() {
    if (isList()) {
      return Arrays.copyOf(array, size);
    }
    long[] all = new long[size];
    int count = 0;
    for (int i = 0; i < slots(); i++) {
      if (array[i] != 0) {
        all[count++] = array[i];
      }
    }
    // the one that no slot can hold is 0, which is what is left
    return all;
  }

  /** The table of more than {@value #FEW}, which changes when an id is added. */
  long[] table() {
    if (isList()) {
      throw new IllegalStateException("a list of " + size + " ids is no table");
    }
    return array;
  }

  private boolean isList() {
    return array.length <= FEW;
  }

  private boolean isInList(long id) {
    for (int i = 0; i < size; i++) {
      if (array[i] == id) {
        return true;
      }
    }
    return false;
  }

  private boolean addToList(long id) {
    if (isInList(id)) {
      return false;
    }
    if (size == FEW) {
      rehash(FIRST_SLOTS);
      return addToTable(id);
    }
    if (size == array.length) {
      array = Arrays.copyOf(array, 2 * size);
    }
    array[size++] = id;
    return true;
  }

  private boolean addToTable(long id) {
    if (id == 0) {
      if (array[slots()] != 0) {
        return false;
      }
      array[slots()] = 1;
      size++;
      return true;
    }
    int at = slot(array, id);
    if (array[at] == id) {
      return false;
    }
    if (5L * size >= 4L * slots()) {
      rehash(2 * slots());
      at = slot(array, id);
    }
    array[at] = id;
    size++;
    return true;
  }

  private int slots() {
    return array.length - 1;
  }

  /** The slot of an id that is not 0, or the empty one where it belongs. */
  private static int slot(long[] table, long id) {
    int slots = table.length - 1;
    int at = (int) ((((id * SPREAD) >>> 32) * slots) >>> 32);
    while (table[at] != 0 && table[at] != id) {
      at++;
      if (at == slots) {
        at = 0;
      }
    }
    return at;
  }

  private void rehash(int slots) {
    long[] table = new long[slots + 1];
    for (long id : toArray()) {
      if (id == 0) {
        table[slots] = 1;
      } else {
        table[slot(table, id)] = id;
      }
    }
    array = table;
  }
}
