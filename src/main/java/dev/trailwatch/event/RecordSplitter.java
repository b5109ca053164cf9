package dev.trailwatch.event;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.util.Arrays;

/**
 * Cuts a stream of JSON text into its records without holding more than one of them.
 *
 * <p>A record is handed on as it stands in the text, key order and number texts included, but
 * without the blanks between its tokens, so that it takes one line. Only brackets, strings and what
 * stands between the records are looked at: whether a record is JSON in all its parts is for
 * whoever reads it.
 *
 * <p>Bytes may come in pieces of any size. Used by one thread at a time.
 */
public final class RecordSplitter {
  /** Where the records go. */
  @FunctionalInterface
  public interface Sink {
    /** A record: UTF-8 in the first {@code length} bytes, valid until the call returns. */
    void record(byte[] bytes, int length);
  }

  private enum Shape {
    TRAIL_FILE,
    TRAIL_FILES,
    ARRAY,
    SEQUENCE
  }

  private enum State {
    START,
    KEY_OR_END,
    KEY,
    IN_KEY,
    COLON,
    VALUE,
    IN_VALUE,
    AFTER_VALUE,
    ELEMENT_OR_END,
    ELEMENT,
    IN_ELEMENT,
    AFTER_ELEMENT,
    DONE
  }

  private static final int QUOTE = 1;
  private static final int OPENING = 2;
  private static final int CLOSING = 3;
  private static final int BLANK = 4;

  /** What a byte outside of strings is. */
  private static final byte[] KINDS = new byte[256];

  static {
    KINDS['"'] = QUOTE;
    KINDS['{'] = OPENING;
    KINDS['['] = OPENING;
    KINDS['}'] = CLOSING;
    KINDS[']'] = CLOSING;
    KINDS[' '] = BLANK;
    KINDS['\n'] = BLANK;
    KINDS['\r'] = BLANK;
    KINDS['\t'] = BLANK;
  }

  private static final byte[] RECORDS = {'R', 'e', 'c', 'o', 'r', 'd', 's'};

  private final Shape shape;
  private final Sink sink;
  private State state = State.START;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean recordsSeen;
  private byte[] text = new byte[4096];
  private int length;

  private RecordSplitter(Shape shape, Sink sink) {
    this.shape = shape;
    this.sink = sink;
  }

  /** Cuts a CloudTrail file: an object whose {@code Records} is an array of objects. */
  public static RecordSplitter trailFile(Sink sink) {
    return new RecordSplitter(Shape.TRAIL_FILE, sink);
  }

  /** Cuts CloudTrail files that were written one after the other. */
  public static RecordSplitter trailFiles(Sink sink) {
    return new RecordSplitter(Shape.TRAIL_FILES, sink);
  }

  /** Cuts an array of objects. */
  public static RecordSplitter array(Sink sink) {
    return new RecordSplitter(Shape.ARRAY, sink);
  }

  /** Cuts objects that follow one another, with blanks or line breaks between them or nothing. */
  public static RecordSplitter sequence(Sink sink) {
    return new RecordSplitter(Shape.SEQUENCE, sink);
  }

  /**
   * Takes the next piece of the text.
   *
   * @throws UndecodableRecord if the text cannot be what it should be; the records before are out
   */
  public void feed(byte[] bytes, int offset, int count) throws UndecodableRecord {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      if (state == State.IN_ELEMENT) {
        at = element(bytes, at, end);
      } else if (state == State.IN_KEY) {
        key(bytes[at++]);
      } else if (state == State.IN_VALUE) {
        at += value(bytes[at]) ? 1 : 0;
      } else {
        if (!blank(bytes[at])) {
          between(bytes[at]);
        }
        at++;
      }
    }
  }

  /**
   * Says that the text is over.
   *
   * @throws UndecodableRecord if it ends too early
   */
  public void end() throws UndecodableRecord {
    boolean whole = shape == Shape.SEQUENCE ? state == State.START : state == State.DONE;
    if (!whole) {
      throw new UndecodableRecord(reason(), "the text ends within the JSON");
    }
    requireRecords();
  }

  private void requireRecords() throws UndecodableRecord {
    if (trail() && !recordsSeen) {
      throw new UndecodableRecord(reason(), "an object without \"Records\"");
    }
  }

  private boolean trail() {
    return shape == Shape.TRAIL_FILE || shape == Shape.TRAIL_FILES;
  }

  /** One byte outside of records, keys and skipped values. */
  private void between(byte b) throws UndecodableRecord {
    switch (state) {
      case START:
        start(b);
        break;
      case KEY_OR_END:
      case KEY:
        if (b == '"') {
          length = 0;
          state = State.IN_KEY;
        } else {
          require(b, '}', state == State.KEY_OR_END, State.DONE);
        }
        break;
      case COLON:
        require(b, ':', true, State.VALUE);
        break;
      case VALUE:
        beginValue(b);
        break;
      case AFTER_VALUE:
        if (b == ',') {
          state = State.KEY;
        } else {
          require(b, '}', true, State.DONE);
        }
        break;
      case ELEMENT_OR_END:
      case ELEMENT:
        if (b == '{') {
          beginElement();
        } else {
          require(b, ']', state == State.ELEMENT_OR_END, afterElements());
        }
        break;
      case AFTER_ELEMENT:
        if (b == ',') {
          state = State.ELEMENT;
        } else {
          require(b, ']', true, afterElements());
        }
        break;
      default:
        require(b, '{', shape == Shape.TRAIL_FILES, State.KEY_OR_END);
        requireRecords();
        recordsSeen = false;
    }
  }

  private void start(byte b) throws UndecodableRecord {
    if (shape == Shape.SEQUENCE) {
      if (b != '{') {
        throw unexpected(b);
      }
      beginElement();
    } else if (shape == Shape.ARRAY) {
      require(b, '[', true, State.ELEMENT_OR_END);
    } else {
      require(b, '{', true, State.KEY_OR_END);
    }
  }

  private void beginValue(byte b) throws UndecodableRecord {
    if (Arrays.equals(text, 0, length, RECORDS, 0, RECORDS.length)) {
      require(b, '[', !recordsSeen, State.ELEMENT_OR_END);
      recordsSeen = true;
      return;
    }
    if (b == ',' || b == '}' || b == ']' || b == ':') {
      throw unexpected(b);
    }
    depth = 0;
    inString = false;
    escaped = false;
    state = State.IN_VALUE;
    value(b);
  }

  private void beginElement() {
    length = 1;
    text[0] = '{';
    depth = 1;
    inString = false;
    escaped = false;
    state = State.IN_ELEMENT;
  }

  private State afterElements() {
    return trail() ? State.AFTER_VALUE : State.DONE;
  }

  /** Copies a record's bytes up to its end or the piece's; returns the position after them. */
  private int element(byte[] bytes, int from, int end) throws UndecodableRecord {
    int run = from;
    int at = from;
    while (at < end) {
      if (inString) {
        at = afterString(bytes, at, end);
        continue;
      }
      switch (KINDS[bytes[at++] & 0xff]) {
        case QUOTE:
          inString = true;
          break;
        case OPENING:
          depth++;
          break;
        case CLOSING:
          if (--depth == 0) {
            append(bytes, run, at);
            sink.record(text, length);
            state = shape == Shape.SEQUENCE ? State.START : State.AFTER_ELEMENT;
            return at;
          }
          break;
        case BLANK:
          append(bytes, run, at - 1);
          run = at;
          break;
        default:
      }
    }
    append(bytes, run, end);
    return end;
  }

  /** The position after a string's end, or the piece's end if the string goes on behind it. */
  private int afterString(byte[] bytes, int from, int end) {
    int at = from;
    if (escaped) {
      escaped = false;
      at++;
    }
    while (at < end) {
      at = StringBytes.quoteOrBackslash(bytes, at, end);
      if (at == end) {
        return end;
      }
      if (bytes[at] == '"') {
        inString = false;
        return at + 1;
      }
      if (at + 1 == end) {
        escaped = true;
        return end;
      }
      at += 2;
    }
    return at;
  }

  private void append(byte[] bytes, int from, int to) throws UndecodableRecord {
    int count = to - from;
    if (count > RecordInflater.MAX_BYTES - length) {
      throw new UndecodableRecord(Reason.TOO_LARGE, "a record of more than 16 MiB");
    }
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(length + count, 2 * text.length));
    }
    System.arraycopy(bytes, from, text, length, count);
    length += count;
  }

  private void key(byte b) throws UndecodableRecord {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      state = State.COLON;
      return;
    }
    if (length == text.length) {
      throw new UndecodableRecord(reason(), "a key of more than " + length + " bytes");
    }
    text[length++] = b;
  }

  /** Skips a byte of a value that is no record; false if it belongs to what follows. */
  private boolean value(byte b) {
    if (inString) {
      if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"') {
        inString = false;
      }
      return true;
    }
    if (depth == 0 && (b == ',' || b == '}' || b == ']')) {
      state = State.AFTER_VALUE;
      return false;
    }
    if (b == '"') {
      inString = true;
    } else if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
    }
    return true;
  }

  private void require(byte b, char wanted, boolean allowed, State next) throws UndecodableRecord {
    if (b != wanted || !allowed) {
      throw unexpected(b);
    }
    state = next;
  }

  private UndecodableRecord unexpected(byte b) {
    String shown = b > ' ' && b < 0x7f ? "\"" + (char) b + "\"" : "byte " + (b & 0xff);
    return new UndecodableRecord(reason(), shown + " between records");
  }

  private Reason reason() {
    return trail() ? Reason.NOT_A_TRAIL_FILE : Reason.NOT_JSON;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
