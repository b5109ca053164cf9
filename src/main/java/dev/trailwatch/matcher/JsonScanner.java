package dev.trailwatch.matcher;

import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object byte by byte, tells the facts what it finds in the places that selectors
 * name, and accepts nothing that is not JSON: every loop moves on by at least one byte or throws.
 *
 * <p>The object is plain text, or still the content of a JSON string, in which each quote is {@code
 * \"} and each backslash {@code \\}. Both are read by the same code: a quote is one byte or two.
 */
final class JsonScanner extends JsonSkipper {
  private final EventFacts facts;
  private final KeyGuesses guesses;
  private byte[] scratch = new byte[512];

  private JsonScanner(int width, EventFacts facts) {
    super(width, DEEPEST);
    this.facts = facts;
    this.guesses = new KeyGuesses(facts.states());
  }

  /** A scanner of plain text. */
  static JsonScanner plain(EventFacts facts) {
    return new JsonScanner(1, facts);
  }

  /** A scanner of text that is the content of a JSON string. */
  static JsonScanner escaped(EventFacts facts) {
    return new JsonScanner(2, facts);
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
    KeyGuesses.Guess last = guesses.first(state);
    while (true) {
      PathState child;
      KeyGuesses.Guess guess = last.next();
      if (guess != null && guess.isAt(bytes, at)) {
        at += guess.length();
        child = guess.child();
        if (child != null && !facts.isFirst(child, number)) {
          throw ScanFailure.unusual();
        }
        last = guess;
      } else {
        int start = at;
        at = afterQuote(bytes, at);
        int end = stringEnd(bytes, at);
        if (end >= 0) {
          if (end - at > LONGEST_NAME) {
            throw ScanFailure.unusual();
          }
          child = child(state, bytes, at, end - at, number);
          int colon = end + width;
          if (bytes[colon] == ':' && start + width == at && state.anyKey() == null) {
            guess = guesses.learn(last, bytes, start, colon + 1, child);
            last = guess == null ? last : guess;
          }
        } else {
          end = ~end;
          child = escapedChild(state, bytes, at, end, number);
        }
        at = afterColon(bytes, end + width);
      }
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
        return string(bytes, afterQuote(bytes, at), here);
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

  private int string(byte[] bytes, int from, PathState.Facts here) {
    ValueIndex values = here.values;
    int end = stringEnd(bytes, from);
    if (end >= 0) {
      if (here.note >= 0) {
        facts.note(here.note, from, end);
      }
      if (values != null) {
        values.onString(bytes, from, end, facts);
      }
      return end + width;
    }
    end = ~end;
    if (here.note >= 0) {
      facts.loseNotes();
    }
    if (values != null) {
      int length = decode(bytes, from, end);
      values.onString(scratch, 0, length, facts);
    }
    return end + width;
  }

  private int decode(byte[] bytes, int from, int to) {
    if (scratch.length < to - from + ByteWords.SLACK) {
      scratch = new byte[2 * (to - from) + ByteWords.SLACK];
    }
    return escapes.decode(bytes, from, to, scratch);
  }
}
