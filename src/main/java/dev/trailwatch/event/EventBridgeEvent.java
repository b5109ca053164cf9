package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * A CloudTrail record as EventBridge delivers it: inside {@code detail} of an envelope.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html">
 *     AWS service events delivered via CloudTrail</a>
 */
final class EventBridgeEvent {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String MARK = "\"detail-type\"";

  private EventBridgeEvent() {}

  /** The log event of a line: the CloudTrail record without its envelope, if it has one. */
  static LogEvent unwrapped(String line) {
    return LogEvent.of(line.contains(MARK) ? detail(line) : line);
  }

  /** The text of the envelope's {@code detail}, else the line itself. */
  private static String detail(String line) {
    boolean trail = false;
    String detail = null;
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return line;
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
      return line;
    }
    return trail && detail != null ? detail : line;
  }
}
