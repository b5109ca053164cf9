package dev.trailwatch.event;

import java.util.List;

/**
 * What a record held: the log events, and where CloudWatch Logs had them from.
 *
 * <p>Immutable, but for the log events' memory of their parsed message.
 */
public final class DecodedRecord {
  private final SubscriptionMessage.Kind kind;
  private final String owner;
  private final String logGroup;
  private final String logStream;
  private final List<LogEvent> logEvents;

  private DecodedRecord(
      SubscriptionMessage.Kind kind,
      String owner,
      String logGroup,
      String logStream,
      List<LogEvent> logEvents) {
    this.kind = kind;
    this.owner = owner;
    this.logGroup = logGroup;
    this.logStream = logStream;
    this.logEvents = logEvents;
  }

  static DecodedRecord of(SubscriptionMessage message) {
    return new DecodedRecord(
        message.kind(),
        message.owner(),
        message.logGroup(),
        message.logStream(),
        message.logEvents());
  }

  static DecodedRecord of(List<LogEvent> logEvents) {
    return new DecodedRecord(SubscriptionMessage.Kind.DATA, "", "", "", logEvents);
  }

  /** Data, or a control message, which has no log events. */
  public SubscriptionMessage.Kind kind() {
    return kind;
  }

  /** The account that owns the log group; empty where the format does not tell. */
  public String owner() {
    return owner;
  }

  /** The log group; empty where the format does not tell. */
  public String logGroup() {
    return logGroup;
  }

  /** The log stream; empty where the format does not tell. */
  public String logStream() {
    return logStream;
  }

  /** The log events in the order of the record; timestamp 0 where the format has none. */
  public List<LogEvent> logEvents() {
    return logEvents;
  }
}
