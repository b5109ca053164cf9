package dev.trailwatch.lint;

import dev.trailwatch.pattern.Glob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds a shortest text that some globs match and others do not, or shows that there is none.
 *
 * <p>Each glob is an automaton whose states are the sets of positions that a prefix can have
 * reached; their product is searched breadth first. Of the characters that no glob names, one
 * stands for all.
 */
final class GlobSearch {
  private static final int MOST_STATES = 20_000;

  private final List<Glob> globs = new ArrayList<>();
  private final List<Boolean> wanted = new ArrayList<>();
  private boolean complete = true;

  /** A text has to match the glob, or must not. */
  void add(Glob glob, boolean matches) {
    globs.add(glob);
    wanted.add(matches);
  }

  /** Whether an empty answer of {@link #shortest} is a proof. */
  boolean complete() {
    return complete;
  }

  /** A shortest text; null if there is none, or if it was not found within bounds. */
  @Nullable String shortest() {
    BitSet[] start = new BitSet[globs.size()];
    for (int i = 0; i < start.length; i++) {
      start[i] = closure(globs.get(i).text(), bit(0));
    }
    char[] alphabet = alphabet();
    Map<List<BitSet>, String> reached = new HashMap<>();
    Deque<List<BitSet>> open = new ArrayDeque<>();
    Set<List<BitSet>> seen = new HashSet<>();
    List<BitSet> first = Arrays.asList(start);
    reached.put(first, "");
    open.add(first);
    seen.add(first);
    while (!open.isEmpty()) {
      List<BitSet> state = open.remove();
      String text = reached.getOrDefault(state, "");
      if (accepts(state)) {
        return text;
      }
      for (char c : alphabet) {
        List<BitSet> next = step(state, c);
        if (next != null && seen.add(next)) {
          if (seen.size() > MOST_STATES) {
            complete = false;
            return null;
          }
          reached.put(next, text + c);
          open.add(next);
        }
      }
    }
    return null;
  }

  private boolean accepts(List<BitSet> state) {
    for (int i = 0; i < state.size(); i++) {
      if (state.get(i).get(globs.get(i).text().length()) != wanted.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a character leads; null if a glob that has to match no longer can. */
  private @Nullable List<BitSet> step(List<BitSet> state, char c) {
    BitSet[] next = new BitSet[state.size()];
    for (int i = 0; i < next.length; i++) {
      String glob = globs.get(i).text();
      BitSet to = new BitSet();
      BitSet from = state.get(i);
      for (int at = from.nextSetBit(0); at >= 0; at = from.nextSetBit(at + 1)) {
        if (at < glob.length() && glob.charAt(at) == '*') {
          to.set(at);
        } else if (at < glob.length() && glob.charAt(at) == c) {
          to.set(at + 1);
        }
      }
      next[i] = closure(glob, to);
      if (wanted.get(i) && next[i].isEmpty()) {
        return null;
      }
    }
    return Arrays.asList(next);
  }

  /** An asterisk may also stand for nothing. */
  private static BitSet closure(String glob, BitSet positions) {
    for (int at = positions.nextSetBit(0); at >= 0; at = positions.nextSetBit(at + 1)) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        positions.set(at + 1);
      }
    }
    return positions;
  }

  private char[] alphabet() {
    TreeSet<Character> named = new TreeSet<>();
    for (Glob glob : globs) {
      for (char c : glob.text().toCharArray()) {
        if (c != '*') {
          named.add(c);
        }
      }
    }
    char other = 'x';
    while (named.contains(other)) {
      other++;
    }
    named.add(other);
    char[] alphabet = new char[named.size()];
    int i = 0;
    for (char c : named) {
      alphabet[i++] = c;
    }
    return alphabet;
  }

  private static BitSet bit(int position) {
    BitSet bits = new BitSet();
    bits.set(position);
    return bits;
  }
}
