package dev.trailwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a CloudTrail record that evidence, grouping and time need.
 *
 * <p>Made for any JSON object: a field that is absent, empty or not a text is null. After
 * "CloudTrail record contents" and "CloudTrail userIdentity element" of the CloudTrail user guide.
 */
public final class CloudTrailEvent {
  private static final int SECONDS_FORM = "2026-01-01T00:00:00Z".length();

  private final JsonNode root;

  private CloudTrailEvent(JsonNode root) {
    this.root = root;
  }

  /** The record in a log event; null when the message is no JSON object. */
  public static @Nullable CloudTrailEvent of(LogEvent event) {
    JsonNode root = event.json();
    return root == null ? null : new CloudTrailEvent(root);
  }

  /** The id that CloudTrail gave the event. */
  public @Nullable String eventID() {
    return text(root, "eventID");
  }

  /**
   * A 64-bit hash of the eventID, the same in every run and release: for UUIDs, the form that
   * CloudTrail uses, of their 128 bits (SplitMix64), else FNV-1a of the text. Null without an id.
   */
  public @Nullable Long eventIdHash() {
    String id = eventID();
    return id == null ? null : StableHash.ofId(id);
  }

  /** When the request was made, in milliseconds since the epoch; null if that can't be read. */
  public @Nullable Long eventTime() {
    String text = text(root, "eventTime");
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
    return text(root, "eventName");
  }

  /** The service that was called, such as {@code iam.amazonaws.com}. */
  public @Nullable String eventSource() {
    return text(root, "eventSource");
  }

  /**
   * Who did it, in a form that the caller can't choose at will: for a role session the ARN of the
   * role, else {@code userIdentity.arn}, else principalId, accountId, invokedBy.
   */
  public @Nullable String principal() {
    JsonNode identity = root.path("userIdentity");
    JsonNode issuer = identity.path("sessionContext").path("sessionIssuer");
    String role = text(issuer, "arn");
    if (role != null
        && ("Role".equals(text(issuer, "type")) || "AssumedRole".equals(text(identity, "type")))) {
      return role;
    }
    for (String field : new String[] {"arn", "principalId", "accountId", "invokedBy"}) {
      String value = text(identity, field);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The address that the request came from, or the service that made it. */
  public @Nullable String sourceIPAddress() {
    return text(root, "sourceIPAddress");
  }

  /** The region that the request was made to. */
  public @Nullable String awsRegion() {
    return text(root, "awsRegion");
  }

  /** The account that received the event. */
  public @Nullable String recipientAccountId() {
    return text(root, "recipientAccountId");
  }

  /** Why the request failed, such as {@code AccessDenied}; null if it did not. */
  public @Nullable String errorCode() {
    return text(root, "errorCode");
  }

  private static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      return null;
    }
    return value.textValue();
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
