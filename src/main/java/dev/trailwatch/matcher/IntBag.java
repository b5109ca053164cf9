package dev.trailwatch.matcher;

import java.util.Arrays;

/** A growing list of ints that is emptied without giving its room back. */
final class IntBag {
  private int[] items = new int[16];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  /** Adds an item where it belongs among rising ones. */
  void insert(int item) {
    add(item);
    int at = size - 1;
    for (; at > 0 && items[at - 1] > item; at--) {
      items[at] = items[at - 1];
    }
    items[at] = item;
  }

  void addAll(int[] more) {
    if (items.length - size < more.length) {
      items = Arrays.copyOf(items, 2 * (size + more.length));
    }
    System.arraycopy(more, 0, items, size, more.length);
    size += more.length;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  /** The items, each once, rising. */
  int[] toSet() {
    int[] sorted = toArray();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }
}
