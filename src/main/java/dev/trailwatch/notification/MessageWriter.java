package dev.trailwatch.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.Tally;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a notification's texts and keeps them within what SNS takes. */
final class MessageWriter {
  /** SNS's bound on a message with its attributes, in bytes. */
  static final int LARGEST = 256 * 1024;

  private static final int ATTRIBUTE_OVERHEAD = "String".length();

  private MessageWriter() {}

  static SnsMessage write(Notification notification, Sender sender) {
    String subject = Words.subject(notification, sender);
    String email = Words.email(notification, sender);
    String sms = Words.sms(notification, sender);
    Map<String, String> attributes = attributes(notification);
    int room = LARGEST - subject.length() - size(attributes);
    String json = "";
    String structured = "";
    for (Detail detail : Detail.LEVELS) {
      json = Json.write(AlarmJson.of(notification, sender, detail));
      structured = structured(json, sms, email);
      if (bytes(structured) <= room) {
        break; // the last level always fits: every text of it is bounded
      }
    }
    return new SnsMessage(subject, json, email, sms, attributes, structured);
  }

  private static String structured(String json, String sms, String email) {
    ObjectNode document = Json.object();
    document.put("default", json);
    document.put("sms", sms);
    document.put("email", email);
    return Json.write(document);
  }

  private static Map<String, String> attributes(Notification notification) {
    AlarmConfiguration alarm = notification.alarm();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("severity", alarm.severity());
    attributes.put("state", notification.newState().name());
    String rule = alarm.rule();
    if (rule != null) {
      attributes.put("rule", rule);
    }
    attributes.put("notificationId", notification.notificationId());
    Evidence evidence = notification.evidence();
    List<Tally> accounts = evidence.accounts();
    if (accounts.size() == 1 && accounts.get(0).count() == evidence.count()) {
      attributes.put("account", accounts.get(0).value());
    }
    return attributes;
  }

  private static int size(Map<String, String> attributes) {
    int size = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      size += bytes(attribute.getKey()) + bytes(attribute.getValue()) + ATTRIBUTE_OVERHEAD;
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
