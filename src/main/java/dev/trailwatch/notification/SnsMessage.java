package dev.trailwatch.notification;

import java.util.Collections;
import java.util.Map;

/**
 * A notification as it goes to Amazon SNS: subject, one text for each protocol, and attributes.
 *
 * <p>Together they stay below SNS's bound of 256 KB; what doesn't fit is left out of the evidence,
 * samples first, and the message says so.
 */
public final class SnsMessage {
  private final String subject;
  private final String defaultMessage;
  private final String email;
  private final String sms;
  private final Map<String, String> attributes;
  private final String structured;

  SnsMessage(
      String subject,
      String defaultMessage,
      String email,
      String sms,
      Map<String, String> attributes,
      String structured) {
    this.subject = subject;
    this.defaultMessage = defaultMessage;
    this.email = email;
    this.sms = sms;
    this.attributes = Collections.unmodifiableMap(attributes);
    this.structured = structured;
  }

  /** The message that says the notification. */
  public static SnsMessage of(Notification notification, Sender sender) {
    return MessageWriter.write(notification, sender);
  }

  /** {@code STATE: "AlarmName" in Region}: printable ASCII, at most 100 characters. */
  public String subject() {
    return subject;
  }

  /** CloudWatch's alarm JSON with {@code Evidence} and {@code Trailwatch}, for machines. */
  public String defaultMessage() {
    return defaultMessage;
  }

  /** What, who, from where, when, and what to do first, for a person. */
  public String email() {
    return email;
  }

  /** One line. */
  public String sms() {
    return sms;
  }

  /** Message attributes of type String, for subscription filter policies, in their order. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** The document for MessageStructure json: {@code default}, {@code sms}, {@code email}. */
  public String structured() {
    return structured;
  }

  @Override
  public String toString() {
    return subject;
  }
}
