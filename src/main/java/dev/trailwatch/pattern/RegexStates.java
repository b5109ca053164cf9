package dev.trailwatch.pattern;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A regular expression without groups as a row of bits, one for each character that it can ask for:
 * all ways through it at once, a few operations on whole words a character, whatever the text.
 *
 * <p>The bit of a position is set when some way has just read that position's character. This is
 * the extended Shift-And of Navarro and Raffinot, "Flexible Pattern Matching in Strings", chapter
 * 4. {@link RegexPositions} reads the expression.
 */
final class RegexStates {
  /** What stands for all code points from here on: none of them can be written in a pattern. */
  static final int OTHERS = 256;

  private final int words;

  /** By character: where its row begins among {@link #rows}. */
  private final short[] rowOf = new short[OTHERS + 1];

  /** Rows of words: the positions that accept a character. */
  private final long[] rows;

  /** Positions whose character may be left out. */
  private final long[] optional;

  /** Positions whose character may come again. */
  private final long[] repeated;

  /** Where a way begins anywhere. */
  private final long[] starts;

  /** Where a way begins at the text's first character. */
  private final long[] firstStarts;

  /** Positions after which the expression is found. */
  private final long[] ends;

  /** Positions after which the expression is found if the text is over. */
  private final long[] lastEnds;

  private final boolean findsEmpty;
  private final boolean findsAlways;

  RegexStates(RegexPositions positions) {
    int size = positions.accepted.size();
    words = (size + Long.SIZE - 1) / Long.SIZE;
    Map<BitSet, Integer> places = new LinkedHashMap<>();
    for (int c = 0; c < rowOf.length; c++) {
      BitSet row = new BitSet();
      for (int i = 0; i < size; i++) {
        row.set(i, positions.accepted.get(i).get(c));
      }
      Integer place = places.putIfAbsent(row, places.size() * words);
      rowOf[c] = (short) (place == null ? (places.size() - 1) * words : place);
    }
    rows = new long[places.size() * words];
    places.forEach((row, place) -> System.arraycopy(words(row), 0, rows, place, words));
    optional = words(positions.optional);
    repeated = words(positions.repeated);
    starts = words(positions.starts);
    firstStarts = words(positions.firstStarts);
    ends = words(positions.ends);
    lastEnds = words(positions.lastEnds);
    findsEmpty = positions.findsEmpty;
    findsAlways = positions.findsAlways;
  }

  private long[] words(BitSet bits) {
    return Arrays.copyOf(bits.toLongArray(), words);
  }

  /** Whether the expression occurs in the text. */
  boolean find(CharSequence text) {
    if (findsAlways || text.length() == 0) {
      return findsAlways || findsEmpty;
    }
    return words == 1 ? findInWord(text) : findInWords(text);
  }

  private boolean findInWord(CharSequence text) {
    long leaveOut = optional[0];
    long again = repeated[0];
    long end = ends[0];
    long start = firstStarts[0];
    long state = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c >= OTHERS) {
        i += secondHalf(text, i);
        c = OTHERS;
      }
      long next = (state << 1) | (state & again) | start;
      // the carry runs through a row of positions that may be left out, and stops behind it
      next |= ((next & leaveOut) + leaveOut) ^ leaveOut;
      state = next & rows[rowOf[c]];
      if ((state & end) != 0) {
        return true;
      }
      start = starts[0];
    }
    return (state & lastEnds[0]) != 0;
  }

  private boolean findInWords(CharSequence text) {
    long[] state = new long[words];
    long[] start = firstStarts;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c >= OTHERS) {
        i += secondHalf(text, i);
        c = OTHERS;
      }
      if (step(state, start, rowOf[c])) {
        return true;
      }
      start = starts;
    }
    for (int w = 0; w < words; w++) {
      if ((state[w] & lastEnds[w]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The same step as over one word, with what is carried from word to word. */
  private boolean step(long[] state, long[] start, int row) {
    long shifted = 0;
    long carried = 0;
    long found = 0;
    for (int w = 0; w < words; w++) {
      long now = state[w];
      long next = (now << 1) | shifted | (now & repeated[w]) | start[w];
      shifted = now >>> 63;
      long leaveOut = optional[w];
      long sum = (next & leaveOut) + leaveOut;
      long whole = sum + carried;
      boolean carries =
          Long.compareUnsigned(sum, leaveOut) < 0 || Long.compareUnsigned(whole, sum) < 0;
      carried = carries ? 1 : 0;
      state[w] = (next | (whole ^ leaveOut)) & rows[row + w];
      found |= state[w] & ends[w];
    }
    return found != 0;
  }

  /** One if the character is the first half of a code point whose second half follows. */
  private static int secondHalf(CharSequence text, int at) {
    boolean pair =
        Character.isHighSurrogate(text.charAt(at))
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    return pair ? 1 : 0;
  }
}
