package dev.trailwatch.matcher;

import dev.trailwatch.event.SubscriptionMessage;

/**
 * Reads the envelope of a subscription payload in place and hands each message, still escaped, to
 * the message reader; what it accepts {@link SubscriptionMessage} accepts with the same content.
 *
 * <p>It knows data messages as CloudWatch Logs writes them, in any order of keys but the type
 * first. Everything else is {@link ScanFailure#unusual}: neither accepted nor refused.
 */
final class PayloadScanner {
  /** Beyond this nesting of keys that are not read, the slow way decides. */
  private static final int DEEPEST = 60;

  private static final byte[] MESSAGE_TYPE = Utf8.encode("messageType");
  private static final byte[] DATA_MESSAGE = Utf8.encode("DATA_MESSAGE");
  private static final byte[] OWNER = Utf8.encode("owner");
  private static final byte[] LOG_GROUP = Utf8.encode("logGroup");
  private static final byte[] LOG_STREAM = Utf8.encode("logStream");
  private static final byte[] FILTERS = Utf8.encode("subscriptionFilters");
  private static final byte[] LOG_EVENTS = Utf8.encode("logEvents");
  private static final byte[] ID = Utf8.encode("id");
  private static final byte[] TIMESTAMP = Utf8.encode("timestamp");
  private static final byte[] MESSAGE = Utf8.encode("message");

  private static final int HAS_OWNER = 1;
  private static final int HAS_GROUP = 2;
  private static final int HAS_STREAM = 4;
  private static final int HAS_EVENTS = 8;
  private static final int HAS_FILTERS = 16;
  private static final int REQUIRED = HAS_OWNER | HAS_GROUP | HAS_STREAM | HAS_EVENTS;

  private static final int HAS_ID = 1;
  private static final int HAS_TIMESTAMP = 2;
  private static final int HAS_MESSAGE = 4;

  private final MessageReader reader;
  private final JsonSkipper json = new JsonSkipper(1, DEEPEST);
  private final PayloadMatches matches;

  PayloadScanner(MessageReader reader, PayloadMatches matches) {
    this.reader = reader;
    this.matches = matches;
  }

  /**
   * Reads a payload.
   *
   * @return the position after the object
   * @throws ScanFailure if the payload is to be read in another way
   * @throws IndexOutOfBoundsException if it does not end within the array
   */
  int scan(byte[] bytes) {
    if (bytes[0] != '{') {
      throw ScanFailure.unusual();
    }
    int at = json.afterQuote(bytes, 1);
    int end = simpleEnd(bytes, at);
    if (!ByteWords.equal(bytes, at, end, MESSAGE_TYPE, MESSAGE_TYPE.length)) {
      throw ScanFailure.unusual();
    }
    at = json.afterQuote(bytes, json.afterColon(bytes, end + 1));
    end = simpleEnd(bytes, at);
    if (!ByteWords.equal(bytes, at, end, DATA_MESSAGE, DATA_MESSAGE.length)) {
      throw ScanFailure.unusual();
    }
    at = end + 1;
    int seen = 0;
    at = json.blanks(bytes, at);
    while (hasMore(bytes, at, '}')) {
      at = json.afterQuote(bytes, at + 1);
      end = simpleEnd(bytes, at);
      int key = envelopeKey(bytes, at, end);
      if ((seen & key) != 0 || ByteWords.equal(bytes, at, end, MESSAGE_TYPE, MESSAGE_TYPE.length)) {
        throw ScanFailure.unusual();
      }
      seen |= key;
      at = envelopeValue(bytes, json.afterColon(bytes, end + 1), key);
      at = json.blanks(bytes, at);
    }
    if ((seen & REQUIRED) != REQUIRED) {
      throw ScanFailure.unusual();
    }
    return at + 1;
  }

  private static int envelopeKey(byte[] bytes, int from, int to) {
    if (ByteWords.equal(bytes, from, to, OWNER, OWNER.length)) {
      return HAS_OWNER;
    }
    if (ByteWords.equal(bytes, from, to, LOG_GROUP, LOG_GROUP.length)) {
      return HAS_GROUP;
    }
    if (ByteWords.equal(bytes, from, to, LOG_STREAM, LOG_STREAM.length)) {
      return HAS_STREAM;
    }
    if (ByteWords.equal(bytes, from, to, FILTERS, FILTERS.length)) {
      return HAS_FILTERS;
    }
    return ByteWords.equal(bytes, from, to, LOG_EVENTS, LOG_EVENTS.length) ? HAS_EVENTS : 0;
  }

  private int envelopeValue(byte[] bytes, int from, int key) {
    if (key == HAS_EVENTS) {
      return logEvents(bytes, from);
    }
    if (key == HAS_FILTERS) {
      return texts(bytes, from);
    }
    if (key == 0) {
      return json.skip(bytes, from, 1);
    }
    int at = json.afterQuote(bytes, from);
    int end = end(json.stringEnd(bytes, at));
    if (key == HAS_OWNER) {
      matches.setOwner(at, end);
    } else if (key == HAS_GROUP) {
      matches.setLogGroup(at, end);
    } else {
      matches.setLogStream(at, end);
    }
    return end + 1;
  }

  private int texts(byte[] bytes, int from) {
    int at = open(bytes, from, '[');
    if (bytes[at] == ']') {
      return at + 1;
    }
    at--;
    do {
      at = end(json.stringEnd(bytes, json.afterQuote(bytes, at + 1))) + 1;
      at = json.blanks(bytes, at);
    } while (hasMore(bytes, at, ']'));
    return at + 1;
  }

  private int logEvents(byte[] bytes, int from) {
    int at = open(bytes, from, '[');
    if (bytes[at] == ']') {
      return at + 1;
    }
    at--;
    do {
      at = json.blanks(bytes, logEvent(bytes, at + 1));
    } while (hasMore(bytes, at, ']'));
    return at + 1;
  }

  private int logEvent(byte[] bytes, int from) {
    int event = matches.addEvent();
    int seen = 0;
    int at = open(bytes, from, '{') - 1;
    do {
      at = json.afterQuote(bytes, at + 1);
      int end = simpleEnd(bytes, at);
      int key = eventKey(bytes, at, end);
      if ((seen & key) != 0) {
        throw ScanFailure.unusual();
      }
      seen |= key;
      at = eventValue(bytes, json.afterColon(bytes, end + 1), key, event);
      at = json.blanks(bytes, at);
    } while (hasMore(bytes, at, '}'));
    if (seen != (HAS_ID | HAS_TIMESTAMP | HAS_MESSAGE)) {
      throw ScanFailure.unusual();
    }
    return at + 1;
  }

  private static int eventKey(byte[] bytes, int from, int to) {
    if (ByteWords.equal(bytes, from, to, MESSAGE, MESSAGE.length)) {
      return HAS_MESSAGE;
    }
    if (ByteWords.equal(bytes, from, to, TIMESTAMP, TIMESTAMP.length)) {
      return HAS_TIMESTAMP;
    }
    return ByteWords.equal(bytes, from, to, ID, ID.length) ? HAS_ID : 0;
  }

  private int eventValue(byte[] bytes, int from, int key, int event) {
    int at;
    int end;
    switch (key) {
      case HAS_MESSAGE:
        at = json.afterQuote(bytes, from);
        end = reader.readEscaped(bytes, at);
        matches.setMessage(event, at, end);
        matches.setOutcome(event, reader);
        return end + 1;
      case HAS_TIMESTAMP:
        at = json.blanks(bytes, from);
        end = NumberScan.end(bytes, at);
        if (!NumberScan.isShortWhole(bytes, at, end)) {
          throw ScanFailure.unusual();
        }
        matches.setTimestamp(event, NumberScan.whole(bytes, at, end));
        return end;
      case HAS_ID:
        at = json.afterQuote(bytes, from);
        end = end(json.stringEnd(bytes, at));
        matches.setId(event, at, end);
        return end + 1;
      default:
        return json.skip(bytes, from, 3);
    }
  }

  /** After the opening of a container: the position of the first byte that is no blank. */
  private int open(byte[] bytes, int from, char opening) {
    int at = json.blanks(bytes, from);
    if (bytes[at] != opening) {
      throw ScanFailure.unusual();
    }
    return json.blanks(bytes, at + 1);
  }

  private static boolean hasMore(byte[] bytes, int at, char closing) {
    if (bytes[at] == ',') {
      return true;
    }
    if (bytes[at] == closing) {
      return false;
    }
    throw ScanFailure.unusual();
  }

  /** The end of a string that has no escapes. */
  private int simpleEnd(byte[] bytes, int from) {
    int end = json.stringEnd(bytes, from);
    if (end < 0 || end - from > 50_000) {
      throw ScanFailure.unusual();
    }
    return end;
  }

  private static int end(int end) {
    return end < 0 ? ~end : end;
  }
}
