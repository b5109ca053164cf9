package dev.trailwatch.matcher;

import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object byte by byte, tells the facts what it finds in the places that selectors
 * name, and accepts nothing that is not JSON: every loop moves on by at least one byte or throws.
 *
 * <p>The object is plain text, or still the content of a JSON string, in which each quote is {@code
 * \"} and each backslash {@code \\}. Both are read by the same code: a quote is one byte or two.
 */
final class JsonScanner {
  /** The deepest nesting that Jackson reads by default. */
  static final int DEEPEST = 1000;

  private static final int LONGEST_NAME = 50_000;
  private static final int TRUE = 0x65757274;
  private static final int NULL = 0x6c6c756e;
  private static final int ALSE = 0x65736c61;

  private final int width;
  private final int quote;
  private final int quoteMask;
  private final int deepest;
  private final Escapes escapes;
  private final EventFacts facts;
  private final long[] kinds = new long[DEEPEST / 64 + 1];
  private byte[] scratch = new byte[512];
  private boolean controls;

  private JsonScanner(int width, int deepest, EventFacts facts) {
    this.width = width;
    this.quote = width == 1 ? '"' : '\\' | ('"' << 8);
    this.quoteMask = width == 1 ? 0xFF : 0xFFFF;
    this.deepest = deepest;
    this.escapes = new Escapes(width);
    this.facts = facts;
  }

  /** A scanner of plain text. */
  static JsonScanner plain(EventFacts facts) {
    return new JsonScanner(1, DEEPEST, facts);
  }

  /** A scanner of text that is the content of a JSON string. */
  static JsonScanner escaped(EventFacts facts) {
    return new JsonScanner(2, DEEPEST, facts);
  }

  /** A scanner of plain text that is not to be nested deeply. */
  static JsonScanner shallow(EventFacts facts, int deepest) {
    return new JsonScanner(1, deepest, facts);
  }

  /** Says whether strings may hold control characters, and must be searched for them. */
  void expectControls(boolean expected) {
    controls = expected;
  }

  /**
   * Reads an object.
   *
   * @return the position after it
   * @throws ScanFailure if there is no object, or one that must be read in another way
   * @throws IndexOutOfBoundsException if the text does not end within the array
   */
  int scan(byte[] bytes, int from, PathState root) {
    int at = blanks(bytes, from);
    if (bytes[at] != '{') {
      throw ScanFailure.malformed();
    }
    return root.isInner() ? object(bytes, at + 1, root, 1) : container(bytes, at, 0);
  }

  private int object(byte[] bytes, int from, PathState state, int depth) {
    int number = facts.enterObject();
    int at = from;
    if ((ByteWords.pair(bytes, at) & quoteMask) != quote) {
      at = blanks(bytes, at);
      if (bytes[at] == '}') {
        return at + 1;
      }
    }
    while (true) {
      at = afterQuote(bytes, at);
      int end = stringEnd(bytes, at);
      PathState child;
      if (end >= 0) {
        if (end - at > LONGEST_NAME) {
          throw ScanFailure.unusual();
        }
        child = child(state, bytes, at, end - at, number);
      } else {
        end = ~end;
        child = escapedChild(state, bytes, at, end, number);
      }
      at = afterColon(bytes, end + width);
      at = child == null ? skip(bytes, at, depth) : value(bytes, at, child, depth);
      byte next = bytes[at];
      if (next != ',' && next != '}') {
        at = blanks(bytes, at);
        next = bytes[at];
      }
      at++;
      if (next == '}') {
        return at;
      }
      if (next != ',') {
        throw ScanFailure.malformed();
      }
    }
  }

  private @Nullable PathState child(
      PathState state, byte[] bytes, int from, int length, int object) {
    PathState child = state.named(bytes, from, length);
    if (child != null) {
      if (!facts.isFirst(child, object)) {
        throw ScanFailure.unusual();
      }
      return child;
    }
    child = state.anyKey();
    if (child != null && !facts.isFirstKey(ByteWords.hash(bytes, from, from + length), object)) {
      throw ScanFailure.unusual();
    }
    return child;
  }

  private @Nullable PathState escapedChild(
      PathState state, byte[] bytes, int from, int to, int object) {
    if (to - from > LONGEST_NAME) {
      throw ScanFailure.unusual();
    }
    int length = decode(bytes, from, to);
    return child(state, scratch, 0, length, object);
  }

  private int array(byte[] bytes, int from, PathState state, int depth) {
    int at = blanks(bytes, from);
    if (bytes[at] == ']') {
      return at + 1;
    }
    for (int index = 0; ; index++) {
      at = blanks(bytes, at);
      if (bytes[at] == 'n') {
        // CloudWatch's IS NULL also holds for an array that directly contains a null
        facts.fire(state.facts().holdsNull);
      }
      PathState child = state.element(index);
      at = child == null ? skip(bytes, at, depth) : value(bytes, at, child, depth);
      at = blanks(bytes, at);
      byte next = bytes[at++];
      if (next == ']') {
        return at;
      }
      if (next != ',') {
        throw ScanFailure.malformed();
      }
    }
  }

  /** Reads a value of interest inside a container of a depth. */
  private int value(byte[] bytes, int from, PathState state, int depth) {
    PathState.Facts here = state.facts();
    facts.fire(here.exists);
    int at = from;
    if ((ByteWords.pair(bytes, at) & quoteMask) != quote) {
      at = blanks(bytes, at);
    }
    switch (bytes[at]) {
      case '"':
      case '\\':
        return string(bytes, afterQuote(bytes, at), here.values);
      case '{':
        requireDepth(depth);
        return state.isInner()
            ? object(bytes, at + 1, state, depth + 1)
            : container(bytes, at, depth);
      case '[':
        requireDepth(depth);
        return state.isInner() || here.holdsNull.length > 0
            ? array(bytes, at + 1, state, depth + 1)
            : container(bytes, at, depth);
      case 't':
        facts.fire(here.isTrue);
        return literal(bytes, at);
      case 'f':
        facts.fire(here.isFalse);
        return literal(bytes, at);
      case 'n':
        facts.fire(here.isNull);
        return literal(bytes, at);
      default:
        int end = NumberScan.end(bytes, at);
        if (here.values != null) {
          here.values.onNumber(bytes, at, end, facts);
        }
        return end;
    }
  }

  private int string(byte[] bytes, int from, @Nullable ValueIndex values) {
    int end = stringEnd(bytes, from);
    if (end >= 0) {
      if (values != null) {
        values.onString(bytes, from, end, facts);
      }
      return end + width;
    }
    end = ~end;
    if (values != null) {
      int length = decode(bytes, from, end);
      values.onString(scratch, 0, length, facts);
    }
    return end + width;
  }

  /** Skips a value of no interest inside a container of a depth. */
  int skip(byte[] bytes, int from, int depth) {
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
  private int container(byte[] bytes, int from, int depth) {
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
  int afterColon(byte[] bytes, int from) {
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
  int afterQuote(byte[] bytes, int from) {
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
  int stringEnd(byte[] bytes, int from) {
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

  private int decode(byte[] bytes, int from, int to) {
    if (scratch.length < to - from + ByteWords.SLACK) {
      scratch = new byte[2 * (to - from) + ByteWords.SLACK];
    }
    return escapes.decode(bytes, from, to, scratch);
  }

  private static int scalar(byte[] bytes, int at) {
    byte first = bytes[at];
    return first == 't' || first == 'f' || first == 'n'
        ? literal(bytes, at)
        : NumberScan.end(bytes, at);
  }

  private static int literal(byte[] bytes, int at) {
    int word = (int) ByteWords.word(bytes, at);
    if (word == TRUE || word == NULL) {
      return at + 4;
    }
    if (bytes[at] == 'f' && (int) ByteWords.word(bytes, at + 1) == ALSE) {
      return at + 5;
    }
    throw ScanFailure.malformed();
  }

  private void requireDepth(int depth) {
    if (depth >= deepest) {
      throw ScanFailure.malformed();
    }
  }

  /** The position of the first byte that is no blank. */
  int blanks(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] == ' '
        || (width == 1 && (bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r'))) {
      at++;
    }
    return at;
  }
}
