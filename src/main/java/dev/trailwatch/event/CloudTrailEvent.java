package dev.trailwatch.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a CloudTrail record that evidence, grouping and time need.
 *
 * <p>Made for any JSON object: a field that is absent, empty or not a text is null. After
 * "CloudTrail record contents" and "CloudTrail userIdentity element" of the CloudTrail user guide.
 */
public final class CloudTrailEvent {
  private static final int SECONDS_FORM = "2026-01-01T00:00:00Z".length();

  /** Of the caller's identity, the first that is there. */
  private static final int[] PRINCIPAL_FIELDS = {
    RecordFields.ARN, RecordFields.PRINCIPAL_ID, RecordFields.ACCOUNT_ID, RecordFields.INVOKED_BY
  };

  private final RecordTexts fields;

  private CloudTrailEvent(RecordTexts fields) {
    this.fields = fields;
  }

  /** Where the texts of a record are that are ever asked for, such as {@code $.eventName}. */
  public static List<String> selectors() {
    return RecordFields.selectors();
  }

  /** The record in a log event; null when the message is no JSON object. */
  public static @Nullable CloudTrailEvent of(LogEvent event) {
    RecordTexts fields = event.fields();
    return fields == null ? null : new CloudTrailEvent(fields);
  }

  /** The id that CloudTrail gave the event. */
  public @Nullable EventId eventID() {
    return fields.eventId();
  }

  /** When the request was made, in milliseconds since the epoch; null if that can't be read. */
  public @Nullable Long eventTime() {
    String text = fields.text(RecordFields.EVENT_TIME);
    if (text == null) {
      return null;
    }
    try {
      return isSecondsForm(text) ? secondsForm(text) : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The API call, such as {@code ConsoleLogin}. */
  public @Nullable String eventName() {
    return fields.text(RecordFields.EVENT_NAME);
  }

  /** The service that was called, such as {@code iam.amazonaws.com}. */
  public @Nullable String eventSource() {
    return fields.text(RecordFields.EVENT_SOURCE);
  }

  /**
   * Who did it, in a form that the caller can't choose at will: for a role session the ARN of the
   * role, else {@code userIdentity.arn}, else principalId, accountId, invokedBy.
   */
  public @Nullable String principal() {
    String role = fields.text(RecordFields.ISSUER_ARN);
    if (role != null
        && ("Role".equals(fields.text(RecordFields.ISSUER_TYPE))
            || "AssumedRole".equals(fields.text(RecordFields.TYPE)))) {
      return role;
    }
    for (int field : PRINCIPAL_FIELDS) {
      String value = fields.text(field);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The address that the request came from, or the service that made it. */
  public @Nullable String sourceIPAddress() {
    return fields.text(RecordFields.SOURCE_IP);
  }

  /** The region that the request was made to. */
  public @Nullable String awsRegion() {
    return fields.text(RecordFields.REGION);
  }

  /** The account that received the event. */
  public @Nullable String recipientAccountId() {
    return fields.text(RecordFields.ACCOUNT);
  }

  /** Why the request failed, such as {@code AccessDenied}; null if it did not. */
  public @Nullable String errorCode() {
    return fields.text(RecordFields.ERROR_CODE);
  }

  /** The form in which nearly every record comes, read without a formatter. */
  private static boolean isSecondsForm(String text) {
    return text.length() == SECONDS_FORM
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(19) == 'Z';
  }

  private static long secondsForm(String text) {
    return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19))
            .toEpochSecond(ZoneOffset.UTC)
        * 1000;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no digit at " + i);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  @Override
  public String toString() {
    return eventName() + " by " + principal() + ", " + eventID();
  }
}
