package dev.trailwatch.matcher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes read eight at a time, lowest address in the lowest byte; every method answers the same as a
 * loop over single bytes would.
 *
 * <p>Callers keep at least {@link #SLACK} readable bytes after the last byte that they ask about.
 */
final class ByteWords {
  /** How many bytes after the end of a text must be readable. */
  static final int SLACK = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long BLANKS = ONES * ' ';
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private ByteWords() {}

  /** The eight bytes at a position. */
  static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** The two bytes at a position, as an unsigned number. */
  static int pair(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  /** The first {@code length} bytes at a position, at most eight, the rest zero. */
  static long head(byte[] bytes, int at, int length) {
    long word = word(bytes, at);
    return length >= 8 ? word : word & ((1L << (length << 3)) - 1);
  }

  /**
   * The position of the first quote or backslash at or after a position.
   *
   * @throws IndexOutOfBoundsException if there is none before the end of the array
   */
  static int quoteOrBackslash(byte[] bytes, int from) {
    int at = from;
    int last = bytes.length - 8;
    while (at <= last) {
      long word = (long) LONG.get(bytes, at);
      long quote = word ^ QUOTES;
      long slash = word ^ BACKSLASHES;
      // exact for the lowest hit: a false mark can only stand above a true one
      long hit = (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash)) & HIGHS;
      if (hit != 0) {
        return at + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
      at += 8;
    }
    while (bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * The position of the first line feed of the range, which needs no slack; its end without one.
   */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - 8; at += 8) {
      long feed = (long) LONG.get(bytes, at) ^ LINE_FEEDS;
      long hit = (feed - ONES) & ~feed & HIGHS;
      if (hit != 0) {
        return at + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Whether a byte below 0x20 stands in the range. */
  static boolean hasControl(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= 0 && bytes[at] < ' ') {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether every byte of the range is printable ASCII or DEL (0x20 to 0x7F): such a text is valid
   * UTF-8 and its strings hold no control character.
   */
  static boolean isPlain(byte[] bytes, int from, int to) {
    long seen = 0;
    int at = from;
    for (; at <= to - 16; at += 16) {
      long first = (long) LONG.get(bytes, at);
      long second = (long) LONG.get(bytes, at + 8);
      // a borrow can mark a wrong byte, but only above one that is rightly marked
      seen |= first | (first - BLANKS) | second | (second - BLANKS);
    }
    if ((seen & HIGHS) != 0) {
      return false;
    }
    for (; at < to; at++) {
      if (bytes[at] < ' ') {
        return false;
      }
    }
    return true;
  }

  /** A hash of the range's bytes; equal ranges have equal hashes. */
  static long hash(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 8) {
      return mix(head(bytes, from, length) ^ length * MIX);
    }
    long hash = length * MIX;
    int at = from;
    for (; at < to - 8; at += 8) {
      hash = mix(hash ^ word(bytes, at));
    }
    return mix(hash ^ word(bytes, to - 8));
  }

  private static long mix(long value) {
    long product = value * MIX;
    return product ^ (product >>> 32);
  }

  /** Whether two ranges hold the same bytes. */
  static boolean equal(byte[] a, int from, int to, byte[] b, int length) {
    return to - from == length && Arrays.equals(a, from, to, b, 0, length);
  }

  /** The bytes, followed by enough zeros for every method of this class. */
  static byte[] withSlack(byte[] bytes, int from, int to) {
    byte[] copy = new byte[to - from + SLACK];
    System.arraycopy(bytes, from, copy, 0, to - from);
    return copy;
  }
}
