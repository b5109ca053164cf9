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
    String id = "trailwatch-refused-" + topic + "-" + now / 3_600_000;
    return HealthNotice.of("trailwatch-topic-refused-" + topic, true, id, text, now);
  }
}
