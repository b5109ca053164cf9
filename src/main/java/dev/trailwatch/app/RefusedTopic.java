package dev.trailwatch.app;

import dev.trailwatch.connector.sns.RefusalAlarm;
import dev.trailwatch.wire.NoticeRecord;
import org.jspecify.annotations.Nullable;

/** The engine's own alarm, to {@code topic.health}, when a topic refuses notices for good. */
final class RefusedTopic implements RefusalAlarm {
  private static final long serialVersionUID = 1L;

  private final boolean hasHealthTopic;

  RefusedTopic(boolean hasHealthTopic) {
    this.hasHealthTopic = hasHealthTopic;
  }

  @Override
  public @Nullable NoticeRecord about(NoticeRecord refused, String topic, String reason, long now) {
    if (!hasHealthTopic) {
      return null;
    }
    String text =
        String.format(
            "Trailwatch cannot publish to topic \"%s\": %s. The first notice refused is %s of"
                + " alarm \"%s\"; refused notices are kept with the dead letters.",
            topic, reason, refused.notificationId, refused.alarm);
    NoticeRecord notice = new NoticeRecord();
    notice.notificationId = "trailwatch-refused-" + topic + "-" + now / 3_600_000;
    notice.alarm = "trailwatch-topic-refused-" + topic;
    notice.oldState = "OK";
    notice.newState = "ALARM";
    notice.severity = "critical";
    notice.topics = new String[] {"health"};
    notice.subject = "ALARM: \"trailwatch-topic-refused\"";
    notice.message = text;
    notice.email = text;
    notice.sms = "Trailwatch cannot publish to topic " + topic;
    notice.attributeNames = new String[] {"severity", "state"};
    notice.attributeValues = new String[] {"critical", "ALARM"};
    notice.stateChangeTime = now;
    return notice;
  }
}
