package dev.trailwatch.matcher;

/**
 * Reads past JSON values and accepts nothing that is not JSON: every loop moves on by at least one
 * byte or throws.
 *
 * <p>The text is plain, or still the content of a JSON string, in which each quote is {@code \"}
 * and each backslash {@code \\}. Both are read by the same code: a quote is one byte or two.
 */
class JsonSkipper {
  /** The deepest nesting that Jackson reads by default. */
  static final int DEEPEST = 1000;

  /** The longest key that Jackson reads by default. */
  static final int LONGEST_NAME = 50_000;

  private static final int TRUE = 0x65757274;
  private static final int NULL = 0x6c6c756e;
  private static final int ALSE = 0x65736c61;

  final int width;
  final int quote;
  final int quoteMask;
  final Escapes escapes;
  private final int deepest;

  /** A bit for each open container: whether it is an object. */
  private final long[] kinds = new long[DEEPEST / 64 + 1];

  private boolean controls;

  /**
   * A reader.
   *
   * @param width the bytes that a quote takes: 1 in plain text, 2 in the content of a string
   * @param deepest the deepest nesting that is accepted
   */
  JsonSkipper(int width, int deepest) {
    this.width = width;
    this.quote = width == 1 ? '"' : '\\' | ('"' << 8);
    this.quoteMask = width == 1 ? 0xFF : 0xFFFF;
    this.deepest = deepest;
    this.escapes = new Escapes(width);
  }

  /** Says whether strings may hold control characters, and must be searched for them. */
  final void expectControls(boolean expected) {
    controls = expected;
  }

  /** Skips a value of no interest inside a container of a depth. */
  final int skip(byte[] bytes, int from, int depth) {
    int at = from;
    if ((ByteWords.pair(bytes, at) & quoteMask) == quote) {
      return skipString(bytes, at + width);
    }
    at = blanks(bytes, at);
    byte first = bytes[at];
    if (first == '{' || first == '[') {
      requireDepth(depth);
      return container(bytes, at, depth);
    }
    return first == '"' || first == '\\'
        ? skipString(bytes, afterQuote(bytes, at))
        : scalar(bytes, at);
  }

  /** Skips a container without recursion: {@link #kinds} has a bit for each that is an object. */
  final int container(byte[] bytes, int from, int depth) {
    int open = depth;
    int at = from;
    boolean object = false;
    while (true) {
      // here at the first byte of a value
      byte first = bytes[at];
      if (first == '{' || first == '[') {
        requireDepth(open);
        open++;
        object = first == '{';
        push(open, object);
        at = blanks(bytes, at + 1);
        if (bytes[at] != (object ? '}' : ']')) {
          at = object ? keyEnd(bytes, at) : at;
          continue;
        }
      } else if (first == '"' || first == '\\') {
        at = skipString(bytes, afterQuote(bytes, at));
      } else {
        at = scalar(bytes, at);
      }
      // after a value, or at the end of an empty container
      while (true) {
        byte next = bytes[at];
        if (next <= ' ' || next == '\\') {
          at = blanks(bytes, at);
          next = bytes[at];
        }
        at++;
        if (next == ',') {
          at = object ? keyEnd(bytes, at) : blanks(bytes, at);
          break;
        }
        if (next != (object ? '}' : ']')) {
          throw ScanFailure.malformed();
        }
        open--;
        if (open == depth) {
          return at;
        }
        object = isObject(open);
      }
    }
  }

  private void push(int depth, boolean object) {
    if (object) {
      kinds[depth >>> 6] |= 1L << depth;
    } else {
      kinds[depth >>> 6] &= ~(1L << depth);
    }
  }

  private boolean isObject(int depth) {
    return (kinds[depth >>> 6] & (1L << depth)) != 0;
  }

  /** From before a key to the first byte of its value. */
  private int keyEnd(byte[] bytes, int from) {
    int start = afterQuote(bytes, from);
    int end = stringEnd(bytes, start);
    end = end < 0 ? ~end : end;
    if (end - start > LONGEST_NAME) {
      throw ScanFailure.unusual();
    }
    int at = afterColon(bytes, end + width);
    return bytes[at] <= ' ' ? blanks(bytes, at) : at;
  }

  /** From before a colon to the position after it. */
  final int afterColon(byte[] bytes, int from) {
    int at = from;
    if (bytes[at] != ':') {
      at = blanks(bytes, at);
      if (bytes[at] != ':') {
        throw ScanFailure.malformed();
      }
    }
    return at + 1;
  }

  /** From before a string to its first byte. */
  final int afterQuote(byte[] bytes, int from) {
    int at = from;
    if ((ByteWords.pair(bytes, at) & quoteMask) != quote) {
      at = blanks(bytes, at);
      if ((ByteWords.pair(bytes, at) & quoteMask) != quote) {
        throw ScanFailure.malformed();
      }
    }
    return at + width;
  }

  private int skipString(byte[] bytes, int from) {
    int end = stringEnd(bytes, from);
    return (end < 0 ? ~end : end) + width;
  }

  /** Where a string's content ends; the complement of it if the content has escapes. */
  final int stringEnd(byte[] bytes, int from) {
    int end = ByteWords.quoteOrBackslash(bytes, from);
    boolean escaped = (ByteWords.pair(bytes, end) & quoteMask) != quote;
    if (escaped) {
      end = endAfterEscapes(bytes, end);
    }
    if (controls && ByteWords.hasControl(bytes, from, end)) {
      throw ScanFailure.malformed();
    }
    return escaped ? ~end : end;
  }

  private int endAfterEscapes(byte[] bytes, int from) {
    int at = from;
    do {
      if (bytes[at] == '"') {
        throw ScanFailure.malformed(); // the end of the outer string
      }
      at = ByteWords.quoteOrBackslash(bytes, escapes.end(bytes, at));
    } while ((ByteWords.pair(bytes, at) & quoteMask) != quote);
    return at;
  }

  private static int scalar(byte[] bytes, int at) {
    byte first = bytes[at];
    return first == 't' || first == 'f' || first == 'n'
        ? literal(bytes, at)
        : NumberScan.end(bytes, at);
  }

  static int literal(byte[] bytes, int at) {
    int word = (int) ByteWords.word(bytes, at);
    if (word == TRUE || word == NULL) {
      return at + 4;
    }
    if (bytes[at] == 'f' && (int) ByteWords.word(bytes, at + 1) == ALSE) {
      return at + 5;
    }
    throw ScanFailure.malformed();
  }

  final void requireDepth(int depth) {
    if (depth >= deepest) {
      throw ScanFailure.malformed();
    }
  }

  /** The position of the first byte that is no blank. */
  final int blanks(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] == ' '
        || (width == 1 && (bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r'))) {
      at++;
    }
    return at;
  }
}
