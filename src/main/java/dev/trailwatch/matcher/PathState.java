package dev.trailwatch.matcher;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the event that some selector reaches or passes through: a state of the automaton over
 * all selectors of all patterns, deterministic although wildcards overlap with names.
 *
 * <p>Immutable once {@link #connect connected}.
 */
final class PathState {
  private final int number;
  private final Facts facts;

  private int mask;
  private long[] heads = new long[1];
  private int[] lengths = new int[1];
  private byte[][] names = new byte[1][];
  private @Nullable PathState[] children = new PathState[1];
  private @Nullable PathState anyKey;
  private @Nullable PathState[] elements = new PathState[0];
  private @Nullable PathState anyElement;
  private boolean inner;

  PathState(int number, Facts facts) {
    this.number = number;
    this.facts = facts;
  }

  /**
   * Sets what can be reached from here.
   *
   * @param byName by key; a key that is not there leads to {@code any}
   * @param byIndex by place in an array; further places lead to {@code any}
   * @param any where a wildcard leads; null without one
   */
  void connect(
      Map<String, PathState> byName, @Nullable PathState[] byIndex, @Nullable PathState any) {
    int capacity = Integer.highestOneBit(Math.max(1, byName.size()) * 4);
    mask = capacity - 1;
    heads = new long[capacity];
    lengths = new int[capacity];
    names = new byte[capacity][];
    children = new PathState[capacity];
    for (Map.Entry<String, PathState> entry : byName.entrySet()) {
      byte[] name = Utf8.encode(entry.getKey());
      byte[] padded = ByteWords.withSlack(name, 0, name.length);
      long head = ByteWords.head(padded, 0, name.length);
      int slot = slot(head, name.length);
      while (children[slot] != null) {
        slot = (slot + 1) & mask;
      }
      heads[slot] = head;
      lengths[slot] = name.length;
      names[slot] = name;
      children[slot] = entry.getValue();
    }
    anyKey = any;
    anyElement = any;
    elements = byIndex;
    inner = !byName.isEmpty() || byIndex.length > 0 || any != null;
  }

  private int slot(long head, int length) {
    long product = (head + length) * 0x9E3779B97F4A7C15L;
    return (int) (product >>> 40) & mask;
  }

  /** The state's number, from 0. */
  int number() {
    return number;
  }

  /** What a value here makes true. */
  Facts facts() {
    return facts;
  }

  /** Whether anything below is of interest. */
  boolean isInner() {
    return inner;
  }

  /** The state that a wildcard over keys leads to; null if there is none. */
  @Nullable PathState anyKey() {
    return anyKey;
  }

  /** The state of a key; null if only {@link #anyKey}, or nothing, is there for it. */
  @Nullable PathState named(byte[] bytes, int from, int length) {
    long head = ByteWords.head(bytes, from, length);
    int slot = slot(head, length);
    PathState child;
    while ((child = children[slot]) != null) {
      if (heads[slot] == head
          && lengths[slot] == length
          && (length <= 8 || ByteWords.equal(bytes, from, from + length, names[slot], length))) {
        return child;
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  /** The state of an array's element; null if nothing is there for it. */
  @Nullable PathState element(int index) {
    return index < elements.length ? elements[index] : anyElement;
  }

  /** The atoms that a value in a place makes true, by what kind of value it is. */
  static final class Facts {
    final int[] exists;
    final int[] isNull;
    final int[] holdsNull;
    final int[] isTrue;
    final int[] isFalse;
    final @Nullable ValueIndex values;

    /** Under which number the place of a string is noted; less than 0 if it is not. */
    final int note;

    Facts(
        int[] exists,
        int[] isNull,
        int[] holdsNull,
        int[] isTrue,
        int[] isFalse,
        @Nullable ValueIndex values,
        int note) {
      this.exists = exists;
      this.isNull = isNull;
      this.holdsNull = holdsNull;
      this.isTrue = isTrue;
      this.isFalse = isFalse;
      this.values = values;
      this.note = note;
    }
  }
}
