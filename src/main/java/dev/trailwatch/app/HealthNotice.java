package dev.trailwatch.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.wire.NoticeRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The engine's words about itself, to {@code topic.health}: in the form of a CloudWatch alarm, so
 * that whatever reads those reads these.
 */
final class HealthNotice {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HealthNotice() {}

  /**
   * A notice about the engine.
   *
   * @param alarm the name under which the topic knows this trouble
   * @param trouble whether it begins; else it is over, or there is only something to know
   * @param id the same after any failure
   * @param text what happened and what to do
   */
  static NoticeRecord of(String alarm, boolean trouble, String id, String text, long now) {
    String state = trouble ? "ALARM" : "OK";
    String severity = trouble ? "high" : "info";
    ObjectNode message = JSON.createObjectNode();
    message.put("AlarmName", alarm);
    message.put("AlarmDescription", "Trailwatch about itself.");
    message.put("NewStateValue", state);
    message.put("NewStateReason", text.strip());
    message.put("StateChangeTime", TIME.format(Instant.ofEpochMilli(now)));
    message.put("OldStateValue", trouble ? "OK" : "ALARM");
    message.putObject("Trailwatch").put("notificationId", id).put("severity", severity);
    NoticeRecord notice = new NoticeRecord();
    notice.notificationId = id;
    notice.alarm = alarm;
    notice.oldState = trouble ? "OK" : "ALARM";
    notice.newState = state;
    notice.severity = severity;
    notice.topics = new String[] {"health"};
    notice.subject = state + ": \"" + alarm + "\"";
    try {
      notice.message = JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of strings can be written", e);
    }
    notice.email = notice.subject + "\n\n" + text;
    int line = text.indexOf('\n');
    notice.sms = "Trailwatch: " + (line < 0 ? text : text.substring(0, line));
    notice.attributeNames = new String[] {"severity", "state", "notificationId"};
    notice.attributeValues = new String[] {severity, state, id};
    notice.stateChangeTime = now;
    return notice;
  }
}
