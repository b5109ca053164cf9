package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.io.Serializable;

/** Where notices go that SNS will never take: the dead letters of the way out. */
@FunctionalInterface
public interface RefusedNotices extends Serializable {
  /**
   * Keeps one notice. Called on the sink's task thread; must not throw, since a restart would only
   * bring the same notice again.
   *
   * @param notice what could not be said
   * @param topic the name of the topic that it was for
   * @param reason why, in one line
   * @param now the time of the refusal, epoch milliseconds
   */
  void keep(NoticeRecord notice, String topic, String reason, long now);
}
