package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.trailwatch.event.UndecodableRecord.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The envelope in which CloudWatch Logs delivers log events to a subscription's destination.
 *
 * <p>Immutable. A message is either data, or a control message with which CloudWatch Logs checks
 * that the destination is there; a control message has no log events for anybody.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">
 *     Real-time processing of log data with subscriptions</a>
 */
public final class SubscriptionMessage {
  /** What a message is for. */
  public enum Kind {
    /** Log events. */
    DATA,
    /** A check of the destination's health. */
    CONTROL
  }

  /** A message may hold the longest text that fits into an inflated record; depth stays bounded. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(64 << 20).maxNestingDepth(64).build())
          .build();

  private final Kind kind;
  private final String owner;
  private final String logGroup;
  private final String logStream;
  private final List<String> subscriptionFilters;
  private final List<LogEvent> logEvents;

  private SubscriptionMessage(Draft draft, Kind kind) {
    this.kind = kind;
    this.owner = draft.owner == null ? "" : draft.owner;
    this.logGroup = draft.logGroup == null ? "" : draft.logGroup;
    this.logStream = draft.logStream == null ? "" : draft.logStream;
    this.subscriptionFilters =
        draft.subscriptionFilters == null ? List.of() : List.copyOf(draft.subscriptionFilters);
    this.logEvents =
        kind == Kind.CONTROL || draft.logEvents == null ? List.of() : List.copyOf(draft.logEvents);
  }

  /**
   * Reads a message.
   *
   * <p>Keys that AWS may add, such as {@code policyLevel} or {@code extractedFields}, are skipped;
   * a known key that is missing, doubled or of another type refuses the whole message.
   *
   * @param bytes UTF-8 without a byte order mark
   * @param length how many of the bytes, from the first
   * @throws UndecodableRecord if they are not exactly one such message
   */
  public static SubscriptionMessage parse(byte[] bytes, int length) throws UndecodableRecord {
    requireUtf8Object(bytes, length);
    try (JsonParser parser = FACTORY.createParser(bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UndecodableRecord(Reason.NOT_A_MESSAGE, "no JSON object");
      }
      Draft draft = new Draft();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        draft.read(parser);
      }
      if (parser.nextToken() != null) {
        throw new UndecodableRecord(Reason.NOT_JSON, "text after the object");
      }
      return draft.message();
    } catch (JsonProcessingException e) {
      // where, but not what: a parser's own words quote the text, and texts hold secrets
      long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw new UndecodableRecord(Reason.NOT_JSON, "no JSON near byte " + Math.max(0, at));
    } catch (IOException e) {
      throw new UndecodableRecord(Reason.NOT_JSON, String.valueOf(e.getMessage()));
    }
  }

  /** What the message is for. */
  public Kind kind() {
    return kind;
  }

  /** The account that owns the log group; {@code CloudwatchLogs} in a control message. */
  public String owner() {
    return owner;
  }

  /** The log group; may be empty in a control message. */
  public String logGroup() {
    return logGroup;
  }

  /** The log stream; may be empty in a control message. */
  public String logStream() {
    return logStream;
  }

  /** The names of the subscription filters that matched. */
  public List<String> subscriptionFilters() {
    return subscriptionFilters;
  }

  /** The log events; none in a control message. */
  public List<LogEvent> logEvents() {
    return logEvents;
  }

  @Override
  public String toString() {
    return kind
        + " "
        + owner
        + " "
        + logGroup
        + " "
        + logStream
        + ", "
        + logEvents.size()
        + " events";
  }

  /** Keeps Jackson from guessing UTF-16 or UTF-32, which nobody else in the path would read. */
  private static void requireUtf8Object(byte[] bytes, int length) throws UndecodableRecord {
    int at = 0;
    while (at < length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    if (at == length) {
      throw new UndecodableRecord(Reason.EMPTY, "no text");
    }
    if (bytes[at] != '{' || (at + 1 < length && bytes[at + 1] == 0)) {
      throw new UndecodableRecord(Reason.NOT_JSON, "no JSON object in UTF-8");
    }
  }

  /** A message while it is being read; null is a key not seen yet. */
  private static final class Draft {
    private @Nullable String messageType;
    private @Nullable String owner;
    private @Nullable String logGroup;
    private @Nullable String logStream;
    private @Nullable List<String> subscriptionFilters;
    private @Nullable List<LogEvent> logEvents;

    void read(JsonParser parser) throws IOException, UndecodableRecord {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "messageType":
          messageType = once(messageType, text(parser, key), key);
          break;
        case "owner":
          owner = once(owner, text(parser, key), key);
          break;
        case "logGroup":
          logGroup = once(logGroup, text(parser, key), key);
          break;
        case "logStream":
          logStream = once(logStream, text(parser, key), key);
          break;
        case "subscriptionFilters":
          subscriptionFilters = once(subscriptionFilters, texts(parser, key), key);
          break;
        case "logEvents":
          logEvents = once(logEvents, events(parser), key);
          break;
        default:
          parser.skipChildren();
      }
    }

    SubscriptionMessage message() throws UndecodableRecord {
      String type = required(messageType, "messageType");
      if (type.equals("CONTROL_MESSAGE")) {
        return new SubscriptionMessage(this, Kind.CONTROL);
      }
      if (!type.equals("DATA_MESSAGE")) {
        throw refuse("an unknown messageType");
      }
      required(owner, "owner");
      required(logGroup, "logGroup");
      required(logStream, "logStream");
      required(logEvents, "logEvents");
      return new SubscriptionMessage(this, Kind.DATA);
    }

    private static List<String> texts(JsonParser parser, String key)
        throws IOException, UndecodableRecord {
      requireToken(parser, JsonToken.START_ARRAY, key);
      List<String> texts = new ArrayList<>(2);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        texts.add(text(parser, key));
      }
      return texts;
    }

    private static List<LogEvent> events(JsonParser parser) throws IOException, UndecodableRecord {
      requireToken(parser, JsonToken.START_ARRAY, "logEvents");
      List<LogEvent> events = new ArrayList<>(64);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        requireToken(parser, JsonToken.START_OBJECT, "logEvents");
        events.add(event(parser));
      }
      return events;
    }

    private static LogEvent event(JsonParser parser) throws IOException, UndecodableRecord {
      String id = null;
      Long timestamp = null;
      String message = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case "id":
            id = once(id, text(parser, key), key);
            break;
          case "timestamp":
            requireToken(parser, JsonToken.VALUE_NUMBER_INT, key);
            timestamp = once(timestamp, parser.getLongValue(), key);
            break;
          case "message":
            message = once(message, text(parser, key), key);
            break;
          default:
            parser.skipChildren();
        }
      }
      return LogEvent.of(
          required(id, "a log event's id"),
          required(timestamp, "a log event's timestamp"),
          required(message, "a log event's message"));
    }

    private static String text(JsonParser parser, String key)
        throws IOException, UndecodableRecord {
      requireToken(parser, JsonToken.VALUE_STRING, key);
      return parser.getText();
    }

    private static void requireToken(JsonParser parser, JsonToken token, String key)
        throws UndecodableRecord {
      JsonToken current = parser.currentToken();
      if (current != token) {
        throw refuse(key + " is no " + token.name().toLowerCase(Locale.ROOT));
      }
    }

    private static <T> T once(@Nullable T before, T now, String key) throws UndecodableRecord {
      if (before != null) {
        throw refuse(key + " twice");
      }
      return now;
    }

    private static <T> T required(@Nullable T value, String key) throws UndecodableRecord {
      if (value == null) {
        throw refuse("no " + key);
      }
      return value;
    }

    private static UndecodableRecord refuse(String detail) {
      return new UndecodableRecord(Reason.NOT_A_MESSAGE, detail);
    }
  }
}
