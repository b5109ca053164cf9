package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a notice that SNS will never take: logged, kept, and now and then told. */
final class Refusals {
  private static final long TELL_EVERY = 3_600_000;
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final RefusedNotices refused;
  private final RefusalAlarm alarm;
  private final Map<String, Long> toldAt = new HashMap<>();

  Refusals(RefusedNotices refused, RefusalAlarm alarm) {
    this.refused = refused;
    this.alarm = alarm;
  }

  /**
   * Keeps a refused notice.
   *
   * @return the engine's own alarm about it, for other topics; null when nothing is to be said
   */
  @Nullable NoticeRecord refuse(NoticeRecord notice, String topic, String reason, long now) {
    LOG.error(
        "notice {} of alarm \"{}\" is refused for topic \"{}\": {}",
        notice.notificationId,
        notice.alarm,
        topic,
        reason);
    refused.keep(notice, topic, reason, now);
    Long told = toldAt.get(topic);
    if (told != null && now - told < TELL_EVERY) {
      return null;
    }
    toldAt.put(topic, now);
    NoticeRecord about = alarm.about(notice, topic, reason, now);
    return about == null || Arrays.asList(about.topics).contains(topic) ? null : about;
  }
}
