package dev.trailwatch.connector.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trailwatch.event.ExportLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a file holds, told by how it begins and never by its name. */
enum FileKind {
  /** Nothing at all. */
  EMPTY,
  /** CloudTrail files: {@code {"Records":[...]}}, one or several. */
  TRAIL_FILE,
  /** An array of records. */
  ARRAY,
  /** JSON objects over several lines each, or without line breaks between them. */
  OBJECTS,
  /** CloudWatch Logs subscription payloads, one a line. */
  PAYLOAD_LINES,
  /** CloudWatch Logs subscription payloads, over several lines each or without line breaks. */
  PAYLOADS,
  /** Dead letters of the job, one a line: records in base64 with the reason. */
  DEAD_LETTERS,
  /** Lines of a CloudWatch Logs export. */
  EXPORT_LINES,
  /** One record or message a line. */
  LINES,
  /** No text. */
  BINARY;

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * The kind of a file.
   *
   * @param start the file's first bytes, inflated, without a byte order mark
   */
  static FileKind of(byte[] start) {
    int first = 0;
    while (first < start.length && blank(start[first])) {
      first++;
    }
    if (first == start.length) {
      return EMPTY;
    }
    if (binary(start)) {
      return BINARY;
    }
    if (start[first] == '{') {
      return object(start);
    }
    if (start[first] == '[' && nextIs(start, first + 1, '{')) {
      return ARRAY;
    }
    return ExportLine.isOne(firstLine(start, first)) ? EXPORT_LINES : LINES;
  }

  private static FileKind object(byte[] start) {
    if (DeadLetterLine.isOne(firstLine(start, 0))) {
      return DEAD_LETTERS;
    }
    boolean payload = false;
    try (JsonParser parser = FACTORY.createParser(start)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (key.equals("Records") && value == JsonToken.START_ARRAY) {
          return TRAIL_FILE;
        }
        payload |= key.equals("messageType") && isMessageType(parser);
        parser.skipChildren();
      }
      int end = (int) parser.currentLocation().getByteOffset();
      return parser.currentToken() == JsonToken.END_OBJECT && !oneLine(start, end)
          ? (payload ? PAYLOADS : OBJECTS)
          : (payload ? PAYLOAD_LINES : LINES);
    } catch (IOException e) {
      // no JSON, or an object longer than the beginning that was looked at
      return payload ? (lineBreakIn(start, start.length) ? PAYLOADS : PAYLOAD_LINES) : LINES;
    }
  }

  private static boolean isMessageType(JsonParser parser) throws IOException {
    String type = parser.getText();
    return type.equals("DATA_MESSAGE") || type.equals("CONTROL_MESSAGE");
  }

  /** Whether the first object takes exactly one line. */
  private static boolean oneLine(byte[] start, int end) {
    int after = end;
    while (after < start.length && start[after] != '\n' && blank(start[after])) {
      after++;
    }
    return !lineBreakIn(start, end) && (after == start.length || start[after] == '\n');
  }

  private static boolean lineBreakIn(byte[] start, int end) {
    int from = 0;
    while (from < end && blank(start[from])) {
      from++;
    }
    for (int i = from; i < end; i++) {
      if (start[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  private static boolean nextIs(byte[] start, int from, char wanted) {
    int at = from;
    while (at < start.length && blank(start[at])) {
      at++;
    }
    return at < start.length && start[at] == wanted;
  }

  private static String firstLine(byte[] start, int from) {
    int end = from;
    while (end < start.length && start[end] != '\n' && end - from < 100) {
      end++;
    }
    return new String(start, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean binary(byte[] start) {
    for (byte b : start) {
      if (b >= 0 && b < ' ' && !blank(b) && b != 0x1b && b != '\f' && b != '\b') {
        return true;
      }
    }
    return false;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
