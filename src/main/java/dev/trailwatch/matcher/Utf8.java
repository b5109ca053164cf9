package dev.trailwatch.matcher;

/**
 * Text as UTF-8 bytes, with lone surrogates kept apart: a lone surrogate takes the three bytes that
 * its number would have, so that texts are equal exactly if their bytes are.
 *
 * <p>What comes in from outside must be proper UTF-8 ({@link #isValid}: no surrogates, nothing
 * overlong, nothing above U+10FFFF); the three-byte form only ever comes from an escape.
 */
final class Utf8 {
  private Utf8() {}

  /** The bytes of a text. */
  static byte[] encode(String text) {
    byte[] out = new byte[text.length() * 3];
    int end = encode(text, out, 0);
    return java.util.Arrays.copyOf(out, end);
  }

  /** Writes a text's bytes; the array must have room for three bytes for each char. */
  static int encode(String text, byte[] out, int at) {
    int end = at;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      end = put(codePoint, out, end);
      i += Character.charCount(codePoint);
    }
    return end;
  }

  /** Writes one code point, a lone surrogate too, and returns the position after it. */
  static int put(int codePoint, byte[] out, int at) {
    if (codePoint < 0x80) {
      out[at] = (byte) codePoint;
      return at + 1;
    }
    if (codePoint < 0x800) {
      out[at] = (byte) (0xC0 | (codePoint >>> 6));
      out[at + 1] = (byte) (0x80 | (codePoint & 0x3F));
      return at + 2;
    }
    if (codePoint < 0x10000) {
      out[at] = (byte) (0xE0 | (codePoint >>> 12));
      out[at + 1] = (byte) (0x80 | ((codePoint >>> 6) & 0x3F));
      out[at + 2] = (byte) (0x80 | (codePoint & 0x3F));
      return at + 3;
    }
    out[at] = (byte) (0xF0 | (codePoint >>> 18));
    out[at + 1] = (byte) (0x80 | ((codePoint >>> 12) & 0x3F));
    out[at + 2] = (byte) (0x80 | ((codePoint >>> 6) & 0x3F));
    out[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
    return at + 4;
  }

  /** Whether the range is UTF-8 as RFC 3629 has it: what a strict decoder accepts. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int lead = bytes[at];
      if (lead >= 0) {
        at++;
        continue;
      }
      int length = sequenceLength(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static int sequenceLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4 || at + 1 >= to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    if (lead < 0xE0) {
      return isContinuation(second) ? 2 : 0;
    }
    if (lead < 0xF0) {
      boolean inRange =
          lead == 0xE0 ? second >= 0xA0 : lead != 0xED || second < 0xA0; // overlong, surrogates
      return inRange && isContinuation(second) && at + 2 < to && isContinuation(bytes[at + 2])
          ? 3
          : 0;
    }
    boolean inRange = lead == 0xF0 ? second >= 0x90 : lead != 0xF4 || second < 0x90;
    return inRange
            && isContinuation(second)
            && at + 3 < to
            && isContinuation(bytes[at + 2])
            && isContinuation(bytes[at + 3])
        ? 4
        : 0;
  }

  private static boolean isContinuation(int value) {
    return (value & 0xC0) == 0x80;
  }

  /**
   * The text of bytes that are UTF-8 or come from {@link #encode}; some text of any others.
   *
   * <p>A scan may run past the end of a broken message, into bytes that were never judged, before
   * it notices: what it asks about there must not fail.
   */
  static String decode(byte[] bytes, int from, int to) {
    if (isValid(bytes, from, to)) {
      return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int lead = bytes[at] & 0xFF;
      int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      int codePoint = length == 1 ? lead : lead & (0x7F >> length);
      for (int i = 1; i < length && at + i < to; i++) {
        codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
      }
      text.appendCodePoint(Character.isValidCodePoint(codePoint) ? codePoint : 0xFFFD);
      at += length;
    }
    return text.toString();
  }
}
