package dev.trailwatch.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private final String message;
  private @Nullable ObjectNode json;
  private boolean parsed;
  private @Nullable RecordFields fields;
  private boolean fieldsRead;

  private LogEvent(String id, long timestamp, String message) {
    this.id = id;
    this.timestamp = timestamp;
    this.message = message;
  }

  /**
   * A log event.
   *
   * @param id the id that CloudWatch Logs gave it; may be empty
   * @param timestamp milliseconds since the epoch
   * @param message the raw text
   */
  public static LogEvent of(String id, long timestamp, String message) {
    return new LogEvent(id, timestamp, message);
  }

  /** A log event that is only a message, as in AWS's TestMetricFilter. */
  public static LogEvent of(String message) {
    return new LogEvent("", 0, message);
  }

  /** The id that CloudWatch Logs gave it; may be empty. */
  public String id() {
    return id;
  }

  /** The log event's own timestamp, in milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The raw text. */
  public String message() {
    return message;
  }

  /** The message as a JSON object; null if it is not exactly one. */
  public @Nullable ObjectNode json() {
    if (!parsed) {
      json = StrictJson.object(message);
      parsed = true;
    }
    return json;
  }

  /** The fields of a CloudTrail record; null if the message is no JSON object. */
  @Nullable RecordFields fields() {
    if (!fieldsRead) {
      fields = parsed ? RecordFields.of(json) : RecordFields.of(message);
      fieldsRead = true;
    }
    return fields;
  }

  @Override
  public String toString() {
    return message;
  }
}
