package dev.trailwatch.matcher;

import dev.trailwatch.event.EventBridgeEvent;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.SubscriptionMessage;
import dev.trailwatch.event.UndecodableRecord;
import java.util.Arrays;
import java.util.List;

/**
 * One thread's way to ask a {@link Matcher}: it holds all buffers, and what it remembers of earlier
 * events makes it faster, never different.
 */
public final class MatchSession {
  private final MessageReader reader;
  private final MatchedPatterns matched;
  private final PayloadMatches payload = new PayloadMatches();
  private final PayloadScanner scanner;
  private byte[] roomy = {};

  MatchSession(MessageReader reader) {
    this.reader = reader;
    this.matched = new MatchedPatterns(reader);
    this.scanner = new PayloadScanner(reader, payload);
  }

  /**
   * Asks about one plain message.
   *
   * @param utf8 holds the message; bytes that are no UTF-8 match no JSON pattern
   * @return what it matches, good until the next call
   */
  public MatchedPatterns matchMessage(byte[] utf8, int from, int to) {
    reader.readPlain(utf8, from, to);
    return matched;
  }

  /** Asks about one plain message; the answer is good until the next call. */
  public MatchedPatterns matchMessage(String message) {
    reader.readText(message);
    return matched;
  }

  /**
   * Asks about all messages of a subscription payload, in place.
   *
   * @param inflated the payload's JSON; bytes after it may be overwritten
   * @param length how many of the bytes, from the first
   * @return what the events match, good until the next call and while the bytes stay as they are
   * @throws UndecodableRecord if {@link SubscriptionMessage#parse} refuses the payload; then
   *     nothing of it counts
   */
  public PayloadMatches matchPayload(byte[] inflated, int length) throws UndecodableRecord {
    byte[] bytes = inflated;
    if (bytes.length - length < ByteWords.SLACK) {
      if (roomy.length - length < ByteWords.SLACK) {
        roomy = new byte[length + (length >> 1) + ByteWords.SLACK];
      }
      System.arraycopy(inflated, 0, roomy, 0, length);
      bytes = roomy;
    }
    if (!scanInPlace(bytes, length)) {
      parse(bytes, length);
    }
    return payload;
  }

  /**
   * Asks about each line of a text; empty lines are no events.
   *
   * @param text UTF-8; a line that is not matches no JSON pattern
   * @param length how many of the bytes, from the first
   * @return what the lines match, good until the next call and while the bytes stay as they are
   */
  public PayloadMatches matchLines(byte[] text, int length) {
    payload.beginLines(text);
    int from = 0;
    while (from < length) {
      int end = ByteWords.lineFeed(text, from, length);
      int trimmed = end > from && text[end - 1] == '\r' ? end - 1 : end;
      if (trimmed > from) {
        matchLine(text, from, trimmed);
      }
      from = end + 1;
    }
    return payload;
  }

  /** Asks about events that are decoded already; the answer is good until the next call. */
  public PayloadMatches matchEvents(List<LogEvent> events) {
    payload.begin(events);
    for (int event = 0; event < events.size(); event++) {
      reader.readEvent(events.get(event));
      payload.setOutcome(event, reader);
    }
    return payload;
  }

  private void matchLine(byte[] text, int from, int to) {
    int event = payload.addEvent();
    payload.setMessage(event, from, to);
    LogEvent inner = EventBridgeEvent.unwrap(text, from, to);
    if (inner == null) {
      reader.readPlain(text, from, to);
    } else {
      payload.setUnwrapped(event, inner);
      reader.readText(inner.message());
    }
    payload.setOutcome(event, reader);
  }

  private boolean scanInPlace(byte[] bytes, int length) {
    int end = length;
    while (end > 0 && isBlank(bytes[end - 1])) {
      end--;
    }
    if (end < 2) {
      return false;
    }
    if (!ByteWords.isPlain(bytes, 0, end)
        && (ByteWords.hasControl(bytes, 0, end) || !Utf8.isValid(bytes, 0, end))) {
      return false;
    }
    // no scan of strings gets past these
    Arrays.fill(bytes, length, length + ByteWords.SLACK, (byte) '"');
    payload.begin(bytes);
    try {
      return scanner.scan(bytes) == end;
    } catch (ScanFailure | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /** What JSON takes for a blank; no other control character may follow the object. */
  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\n' || value == '\r' || value == '\t';
  }

  private void parse(byte[] bytes, int length) throws UndecodableRecord {
    payload.begin(SubscriptionMessage.parse(bytes, length));
    for (int event = 0; event < payload.eventCount(); event++) {
      LogEvent logEvent = payload.event(event);
      reader.readText(logEvent.message());
      payload.setOutcome(event, reader);
    }
  }
}
