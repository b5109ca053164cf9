package dev.trailwatch.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One log event: what a filter pattern is matched against.
 *
 * <p>Used by one thread at a time: the message is parsed once, at the first question that needs it,
 * and the answer, a refusal included, is remembered.
 */
public final class LogEvent {
  private final String id;
  private final long timestamp;
  private final @Nullable RecordInPlace place;
  private @Nullable String message;
  private final boolean isUtf8;
  private final boolean object;
  private @Nullable ObjectNode json;
  private boolean parsed;
  private @Nullable RecordTexts fields;
  private boolean fieldsRead;

  private LogEvent(String id, long timestamp, String message, boolean isUtf8, boolean object) {
    this.id = id;
    this.timestamp = timestamp;
    this.place = null;
    this.message = message;
    this.isUtf8 = isUtf8;
    this.object = object;
  }

  private LogEvent(long timestamp, RecordInPlace place) {
    this.id = "";
    this.timestamp = timestamp;
    this.place = place;
    this.isUtf8 = true;
    this.object = true;
  }

  /** A log event whose texts are made when somebody asks for them. */
  public static LogEvent inPlace(long timestamp, RecordInPlace record) {
    return new LogEvent(timestamp, record);
  }

  /**
   * A log event.
   *
   * @param id the id that CloudWatch Logs gave it; may be empty
   * @param timestamp milliseconds since the epoch
   * @param message the raw text
   */
  public static LogEvent of(String id, long timestamp, String message) {
    return new LogEvent(id, timestamp, message, true, false);
  }

  /**
   * A log event whose message somebody has found to be exactly one JSON object: its fields are read
   * without asking again.
   */
  public static LogEvent ofObject(String id, long timestamp, String message) {
    return new LogEvent(id, timestamp, message, true, true);
  }

  /** A log event that is only a message, as in AWS's TestMetricFilter. */
  public static LogEvent of(String message) {
    return new LogEvent("", 0, message, true, false);
  }

  /**
   * A log event whose message lies in an array as UTF-8. Bytes that are no UTF-8 are read as
   * U+FFFD, and such a message is no JSON, whatever it looks like.
   */
  public static LogEvent of(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return new LogEvent("", 0, text, text.indexOf('\uFFFD') < 0 || isUtf8(bytes, from, to), false);
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The same message with a time, without what stands before a place in it. */
  LogEvent from(int start, long time) {
    return new LogEvent(id(), time, message().substring(start), isUtf8, false);
  }

  /** The id that CloudWatch Logs gave it; may be empty. */
  public String id() {
    return place == null ? id : place.id();
  }

  /** The log event's own timestamp, in milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The raw text. */
  public String message() {
    String text = message;
    if (text == null) {
      text = place == null ? "" : place.message();
      message = text;
    }
    return text;
  }

  /** Whether the message is what was sent; else some of it was no UTF-8 and is U+FFFD now. */
  public boolean isUtf8() {
    return isUtf8;
  }

  /** The message as a JSON object; null if it is not exactly one. */
  public @Nullable ObjectNode json() {
    if (!parsed) {
      json = isUtf8 ? StrictJson.object(message()) : null;
      parsed = true;
    }
    return json;
  }

  /** The fields of a CloudTrail record; null if the message is no JSON object. */
  @Nullable RecordTexts fields() {
    if (!fieldsRead) {
      if (place != null) {
        fields = place;
      } else if (parsed || !isUtf8) {
        fields = RecordFields.of(json);
      } else {
        fields = object ? RecordFields.ofObject(message()) : RecordFields.of(message());
      }
      fieldsRead = true;
    }
    return fields;
  }

  @Override
  public String toString() {
    return message();
  }
}
