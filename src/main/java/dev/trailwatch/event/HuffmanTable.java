package dev.trailwatch.event;

import java.util.Arrays;

/**
 * A prefix code of DEFLATE as a look-up table: the next bits of the stream, low bit first, lead to
 * an entry that says which symbol they are and how many they are.
 *
 * <p>Codes longer than the table's own bits continue in second tables behind it. A set of code
 * lengths that zlib refuses is refused: over-subscribed, or incomplete unless it is a single code
 * of one bit, or, for distances, no code at all. An entry has
 *
 * <ul>
 *   <li>bits 0-5: how many bits it takes, extra bits included;
 *   <li>bits 8-11: how many of them are the code;
 *   <li>bits 16-30: the base of a length or distance, the byte of a literal, or where the second
 *       table starts;
 *   <li>the sign: a literal; {@link #SPECIAL}: none of these.
 * </ul>
 */
final class HuffmanTable {
  /** The entry is a second table, the end of the block, or no code. */
  static final int SPECIAL = 1 << 15;

  /** A special entry that leads to a second table; its bits are in bits 8-11. */
  static final int SECOND = 1 << 14;

  /** A special entry that ends the block. */
  static final int END = 1 << 13;

  private static final int LITERAL = 1 << 31;
  private static final int LONGEST = 15;

  private final int[] meanings;
  private final int bits;
  private final int[] entries;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] places = new int[LONGEST + 2];
  private final int[] sorted;

  private HuffmanTable(int[] meanings, int bits, int size) {
    this.meanings = meanings;
    this.bits = bits;
    this.entries = new int[size];
    this.sorted = new int[meanings.length];
  }

  /** A table for literals and lengths. */
  static HuffmanTable ofLiterals() {
    int[] meanings = new int[288];
    for (int literal = 0; literal < 256; literal++) {
      meanings[literal] = LITERAL | (1 << 24) | (literal << 8);
    }
    meanings[256] = SPECIAL | END;
    for (int i = 0, base = 3; i < 28; i++) {
      int extra = i < 8 ? 0 : (i >> 2) - 1;
      meanings[257 + i] = (base << 16) | extra;
      base += 1 << extra;
    }
    meanings[285] = 258 << 16;
    meanings[286] = SPECIAL;
    meanings[287] = SPECIAL;
    return new HuffmanTable(meanings, 10, 1024 + 512);
  }

  /** A table for distances. */
  static HuffmanTable ofDistances() {
    int[] meanings = new int[32];
    for (int i = 0, base = 1; i < 30; i++) {
      int extra = i < 4 ? 0 : (i >> 1) - 1;
      meanings[i] = (base << 16) | extra;
      base += 1 << extra;
    }
    meanings[30] = SPECIAL;
    meanings[31] = SPECIAL;
    return new HuffmanTable(meanings, 8, 256 + 256);
  }

  /** A table for the code lengths of the other two. */
  static HuffmanTable ofLengths() {
    int[] meanings = new int[19];
    for (int i = 0; i < meanings.length; i++) {
      meanings[i] = i << 16;
    }
    return new HuffmanTable(meanings, 7, 128);
  }

  /** The entries; the first table is indexed by {@link #mask} bits. */
  int[] entries() {
    return entries;
  }

  /** The bits that index the first table. */
  int mask() {
    return (1 << bits) - 1;
  }

  /**
   * Builds the table.
   *
   * @param lengths the code length of each symbol from a position on, 0 for a symbol without a code
   * @return false if the lengths are no code
   */
  boolean build(byte[] lengths, int from, int symbols) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < symbols; i++) {
      counts[lengths[from + i]]++;
    }
    int unused = counts[0];
    counts[0] = 0;
    int room = 1;
    places[1] = 0;
    for (int length = 1; length <= LONGEST; length++) {
      room = (room << 1) - counts[length];
      if (room < 0) {
        return false;
      }
      places[length + 1] = places[length] + counts[length];
    }
    for (int i = 0; i < symbols; i++) {
      if (lengths[from + i] != 0) {
        sorted[places[lengths[from + i]]++] = i;
      }
    }
    if (room > 0) {
      return buildIncomplete(symbols - unused);
    }
    fill();
    if (meanings.length == 288) {
      pair();
    }
    return true;
  }

  /** Makes one entry of two literals whose codes fit into the table's bits together. */
  private void pair() {
    // from the last entry on, so that the entries behind a code are still single
    for (int i = (1 << bits) - 1; i >= 0; i--) {
      int first = entries[i];
      if (first < 0) {
        int second = entries[i >>> (first & 63)];
        if (second < 0 && (first & 63) + (second & 63) <= bits) {
          entries[i] = first + (second & 63) + ((second & 0xFF00) << 8) + (1 << 24);
        }
      }
    }
  }

  private boolean buildIncomplete(int codes) {
    boolean lengthsOnly = meanings.length == 19;
    if (lengthsOnly || codes > 1 || (codes == 1 && counts[1] == 0)) {
      return false;
    }
    Arrays.fill(entries, 0, 1 << bits, SPECIAL);
    if (codes == 1) {
      for (int i = 0; i < 1 << bits; i += 2) {
        entries[i] = entry(sorted[0], 1);
      }
    }
    return true;
  }

  private int entry(int symbol, int length) {
    int meaning = meanings[symbol];
    return meaning < 0 ? meaning + length : meaning + (length << 8) + length;
  }

  /** Enters the codes in the order of their lengths; the part filled so far doubles with each. */
  private void fill() {
    int code = 0; // its first bit lowest, as in the stream
    int next = 0;
    int length = 1;
    int filled = 2;
    int left = counts[1];
    while (length <= bits) {
      for (; left > 0; left--) {
        entries[code] = entry(sorted[next++], length);
        if (code == filled - 1) {
          spread(filled);
          return;
        }
        code = successor(code, filled - 1);
      }
      length++;
      left = counts[length];
      if (length <= bits) {
        System.arraycopy(entries, 0, entries, filled, filled);
        filled <<= 1;
      }
    }
    fillSecond(code, next, length, left);
  }

  private void spread(int filled) {
    for (int size = filled; size < 1 << bits; size <<= 1) {
      System.arraycopy(entries, 0, entries, size, size);
    }
  }

  private void fillSecond(int firstCode, int firstSymbol, int firstLength, int firstLeft) {
    int code = firstCode;
    int next = firstSymbol;
    int length = firstLength;
    int left = firstLeft;
    int mask = mask();
    int prefix = -1;
    int start = 0;
    int end = 1 << bits;
    while (true) {
      while (left == 0) {
        left = counts[++length];
      }
      if ((code & mask) != prefix) {
        prefix = code & mask;
        start = end;
        int secondBits = length - bits;
        int used = left;
        while (used < 1 << secondBits) {
          secondBits++;
          used = (used << 1) + counts[bits + secondBits];
        }
        end = start + (1 << secondBits);
        entries[prefix] = (start << 16) | SPECIAL | SECOND | (secondBits << 8) | bits;
      }
      int entry = entry(sorted[next++], length - bits);
      for (int i = start + (code >>> bits); i < end; i += 1 << (length - bits)) {
        entries[i] = entry;
      }
      if (code == (1 << length) - 1) {
        return;
      }
      code = successor(code, (1 << length) - 1);
      left--;
    }
  }

  /** The code after a code of the same length, both with their first bit lowest. */
  private static int successor(int code, int ones) {
    int bit = Integer.highestOneBit(code ^ ones);
    return (code & (bit - 1)) | bit;
  }
}
