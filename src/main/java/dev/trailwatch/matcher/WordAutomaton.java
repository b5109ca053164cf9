package dev.trailwatch.matcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A dense automaton over a set of words, that reads each byte once and reports every word that ends
 * at it.
 *
 * <p>{@link Kind#ANYWHERE} is Aho and Corasick's: words are found at any place. {@link Kind#START}
 * is the plain trie: only words at the start of what is read; {@link Kind#END} the trie of the
 * reversed words, read backwards from the end. The words' numbers are their places in the list; a
 * word may stand there twice.
 */
final class WordAutomaton {
  /** Where in a text the words are looked for. */
  enum Kind {
    START,
    END,
    ANYWHERE
  }

  private static final int[] NONE = {};

  private final Kind kind;
  private final ByteClasses classes;
  private final int width;

  /**
   * One row for each state: the next state by byte class, -1 where a trie stops, and in the last
   * column 1 if words end here. A state's number is the position of its row.
   */
  private final int[] rows;

  /** The words that end in a state, by the state's ordinal. */
  private final int[][] ends;

  WordAutomaton(Kind kind, List<byte[]> words) {
    this.kind = kind;
    this.classes = new ByteClasses(words);
    this.width = classes.count() + 1;
    List<int[]> table = new ArrayList<>();
    List<int[]> outputs = new ArrayList<>();
    addRow(table, outputs);
    for (int i = 0; i < words.size(); i++) {
      insert(words.get(i), i, table, outputs);
    }
    if (kind == Kind.ANYWHERE) {
      complete(table, outputs);
    }
    this.ends = outputs.toArray(new int[0][]);
    this.rows = new int[table.size() * width];
    for (int state = 0; state < table.size(); state++) {
      for (int column = 0; column < width - 1; column++) {
        int target = table.get(state)[column];
        rows[state * width + column] = target < 0 ? -1 : target * width;
      }
      rows[state * width + width - 1] = ends[state].length == 0 ? 0 : 1;
    }
  }

  private void addRow(List<int[]> table, List<int[]> outputs) {
    int[] row = new int[width - 1];
    Arrays.fill(row, -1);
    table.add(row);
    outputs.add(NONE);
  }

  private void insert(byte[] word, int number, List<int[]> table, List<int[]> outputs) {
    int state = 0;
    for (int i = 0; i < word.length; i++) {
      int column = classes.of(kind == Kind.END ? word[word.length - 1 - i] : word[i]);
      int target = table.get(state)[column];
      if (target < 0) {
        target = table.size();
        table.get(state)[column] = target;
        addRow(table, outputs);
      }
      state = target;
    }
    outputs.set(state, append(outputs.get(state), number));
  }

  /** Fills every missing edge with that of the longest proper suffix, breadth first. */
  private static void complete(List<int[]> table, List<int[]> outputs) {
    int[] suffix = new int[table.size()];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    int[] root = table.get(0);
    for (int column = 0; column < root.length; column++) {
      if (root[column] < 0) {
        root[column] = 0;
      } else {
        open.add(root[column]);
      }
    }
    while (!open.isEmpty()) {
      int state = open.remove();
      int[] row = table.get(state);
      int[] fallback = table.get(suffix[state]);
      for (int number : outputs.get(suffix[state])) {
        outputs.set(state, append(outputs.get(state), number));
      }
      for (int column = 0; column < row.length; column++) {
        if (row[column] < 0) {
          row[column] = fallback[column];
        } else {
          suffix[row[column]] = fallback[column];
          open.add(row[column]);
        }
      }
    }
  }

  private static int[] append(int[] numbers, int number) {
    int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
    longer[numbers.length] = number;
    return longer;
  }

  /** Adds the numbers of the words that are found in the range; a number may be added twice. */
  void find(byte[] bytes, int from, int to, IntBag found) {
    if (kind == Kind.END) {
      findFromEnd(bytes, from, to, found);
      return;
    }
    int state = 0;
    int mark = width - 1;
    for (int at = from; at < to; at++) {
      state = rows[state + classes.of(bytes[at])];
      if (state < 0) {
        return;
      }
      if (rows[state + mark] != 0) {
        found.addAll(ends[state / width]);
      }
    }
  }

  private void findFromEnd(byte[] bytes, int from, int to, IntBag found) {
    int state = 0;
    int mark = width - 1;
    for (int at = to - 1; at >= from; at--) {
      state = rows[state + classes.of(bytes[at])];
      if (state < 0) {
        return;
      }
      if (rows[state + mark] != 0) {
        found.addAll(ends[state / width]);
      }
    }
  }
}
