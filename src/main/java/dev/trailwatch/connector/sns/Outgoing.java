package dev.trailwatch.connector.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.wire.NoticeRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** One notice for one topic, as SNS wants it. */
final class Outgoing {
  /** What SNS takes in one request, and so in one message: bytes of body, subject, attributes. */
  static final int MAX_BYTES = 256 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final NoticeRecord notice;
  private final String document;
  private final Map<String, MessageAttributeValue> attributes;
  private final int bytes;
  private boolean alone;

  private Outgoing(
      NoticeRecord notice, String document, Map<String, MessageAttributeValue> attributes) {
    this.notice = notice;
    this.document = document;
    this.attributes = attributes;
    int sum = utf8(document) + utf8(notice.subject);
    for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
      sum +=
          utf8(attribute.getKey()) + "String".length() + utf8(attribute.getValue().stringValue());
    }
    this.bytes = sum;
  }

  /** A notice as a message. */
  static Outgoing of(NoticeRecord notice) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    int count = Math.min(notice.attributeNames.length, notice.attributeValues.length);
    for (int i = 0; i < count; i++) {
      // SNS refuses a whole message for one empty attribute
      if (!notice.attributeNames[i].isEmpty() && !notice.attributeValues[i].isEmpty()) {
        attributes.put(
            notice.attributeNames[i],
            MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(notice.attributeValues[i])
                .build());
      }
    }
    return new Outgoing(notice, document(notice), attributes);
  }

  /** The document of {@code MessageStructure=json}: a text for each kind of subscriber. */
  private static String document(NoticeRecord notice) {
    ObjectNode document = JSON.createObjectNode();
    document.put("default", notice.message);
    if (!notice.email.isEmpty()) {
      document.put("email", notice.email);
    }
    if (!notice.sms.isEmpty()) {
      document.put("sms", notice.sms);
    }
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of strings can be written", e);
    }
  }

  /** What it says. */
  NoticeRecord notice() {
    return notice;
  }

  /** Its weight against {@link #MAX_BYTES}. */
  int bytes() {
    return bytes;
  }

  /** Whether it must be tried without others: a batch with it was refused as a whole. */
  boolean isAlone() {
    return alone;
  }

  /** From now on it goes by itself, so that a refusal is about it and no other. */
  void goAlone() {
    alone = true;
  }

  /** An entry of a batch. */
  PublishBatchRequestEntry entry(String id, TopicArn topic) {
    PublishBatchRequestEntry.Builder entry =
        PublishBatchRequestEntry.builder()
            .id(id)
            .message(document)
            .messageStructure("json")
            .messageAttributes(attributes);
    if (!notice.subject.isEmpty()) {
      entry.subject(notice.subject);
    }
    if (topic.isFifo()) {
      entry.messageGroupId(fifoId(notice.alarm));
      entry.messageDeduplicationId(fifoId(notice.notificationId));
    }
    return entry.build();
  }

  /**
   * A text as a group or deduplication id: itself where SNS allows it, else its hash.
   *
   * <p>Ids have up to 128 visible ASCII characters; an alarm's name has spaces and may be longer.
   */
  static String fifoId(String text) {
    if (FIFO_ID.matcher(text).matches()) {
      return text;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (byte b : hash) {
        hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
