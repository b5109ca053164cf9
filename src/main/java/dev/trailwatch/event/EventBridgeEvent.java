package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A CloudTrail record as EventBridge delivers it: inside {@code detail} of an envelope.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html">
 *     AWS service events delivered via CloudTrail</a>
 */
public final class EventBridgeEvent {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String MARK = "\"detail-type\"";
  private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);

  /** How a CloudTrail record begins; no envelope does. */
  private static final byte[] BARE = "{\"eventVersion\":".getBytes(StandardCharsets.US_ASCII);

  private EventBridgeEvent() {}

  /**
   * The CloudTrail record that a line holds in an envelope.
   *
   * @param utf8 holds the line
   * @return null if the line is no envelope, or no UTF-8
   */
  public static @Nullable LogEvent unwrap(byte[] utf8, int from, int to) {
    if (!mayBeWrapped(utf8, from, to)) {
      return null;
    }
    LogEvent line = LogEvent.of(utf8, from, to);
    String record = line.isUtf8() ? detail(line.message()) : null;
    return record == null ? null : LogEvent.of(record);
  }

  private static boolean mayBeWrapped(byte[] utf8, int from, int to) {
    int bare = from + BARE.length;
    if (bare <= to && Arrays.equals(utf8, from, bare, BARE, 0, BARE.length)) {
      return false;
    }
    int length = MARK_BYTES.length;
    for (int at = from; at <= to - length; at++) {
      if (utf8[at] == '"' && Arrays.equals(utf8, at, at + length, MARK_BYTES, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /** The log event of a line: the CloudTrail record without its envelope, if it has one. */
  static LogEvent unwrapped(LogEvent line) {
    boolean possible = line.isUtf8() && line.message().contains(MARK);
    String record = possible ? detail(line.message()) : null;
    return record == null ? line : LogEvent.of(record);
  }

  /** The text of the envelope's {@code detail}; null if the line is no envelope. */
  private static @Nullable String detail(String line) {
    boolean trail = false;
    String detail = null;
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (key.equals("detail-type") && value == JsonToken.VALUE_STRING) {
          trail = parser.getText().endsWith("via CloudTrail");
        }
        parser.skipChildren();
        if (key.equals("detail") && value == JsonToken.START_OBJECT) {
          detail = line.substring(start, (int) parser.currentLocation().getCharOffset());
        }
      }
    } catch (IOException e) {
      return null;
    }
    return trail ? detail : null;
  }
}
