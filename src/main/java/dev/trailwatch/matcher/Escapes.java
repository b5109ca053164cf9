package dev.trailwatch.matcher;

/**
 * The escapes inside JSON strings, as they stand in a message: one backslash each, or, in a message
 * that is itself the content of a JSON string, two.
 *
 * <p>Of the outer string only the escapes of quote and backslash are known; any other one is {@link
 * ScanFailure#unusual}.
 */
final class Escapes {
  private final int width;

  /**
   * The escapes of a kind of message.
   *
   * @param width the number of backslashes before an escape: 1 in plain text, 2 in escaped text
   */
  Escapes(int width) {
    this.width = width;
  }

  /**
   * The position after the escape that starts at a backslash.
   *
   * @throws ScanFailure if it is none
   */
  int end(byte[] bytes, int backslash) {
    int at = letter(bytes, backslash);
    switch (bytes[at]) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        return at + 1;
      case 'u':
        unit(bytes, at + 1);
        return at + 5;
      default:
        throw ScanFailure.malformed();
    }
  }

  /** The position of the character that says which escape it is. */
  private int letter(byte[] bytes, int backslash) {
    if (width == 1) {
      return backslash + 1;
    }
    if (bytes[backslash + 1] != '\\') {
      throw ScanFailure.unusual();
    }
    int at = backslash + 2;
    if (bytes[at] == '\\') {
      at++;
      if (bytes[at] != '"' && bytes[at] != '\\') {
        throw ScanFailure.unusual();
      }
    } else if (bytes[at] == '"') {
      throw ScanFailure.malformed();
    }
    return at;
  }

  /**
   * Writes a string's text as UTF-8; its escapes must be sound.
   *
   * @param to the end of the string's content
   * @param out has room for as many bytes as the content has
   * @return the number of bytes written, from the array's start
   */
  int decode(byte[] bytes, int from, int to, byte[] out) {
    int end = 0;
    int at = from;
    int high = -1; // where a high surrogate was written that the next escape may complete
    while (at < to) {
      byte value = bytes[at];
      if (value != '\\') {
        out[end++] = value;
        at++;
        continue;
      }
      int letter = letter(bytes, at);
      if (bytes[letter] != 'u') {
        out[end++] = simple(bytes[letter]);
        at = letter + 1;
        continue;
      }
      int unit = unit(bytes, letter + 1);
      at = letter + 5;
      if (Character.isLowSurrogate((char) unit) && high >= 0 && high == end - 3) {
        int first =
            ((out[high] & 0x0F) << 12) | ((out[high + 1] & 0x3F) << 6) | (out[high + 2] & 0x3F);
        end = Utf8.put(Character.toCodePoint((char) first, (char) unit), out, high);
        high = -1;
      } else {
        high = Character.isHighSurrogate((char) unit) ? end : -1;
        end = Utf8.put(unit, out, end);
      }
    }
    return end;
  }

  private static byte simple(byte letter) {
    switch (letter) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return letter;
    }
  }

  /** The value of the four hexadecimal digits at a position. */
  static int unit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = bytes[at + i] < 0 ? -1 : Character.digit(bytes[at + i], 16);
      if (digit < 0) {
        throw ScanFailure.malformed();
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }
}
