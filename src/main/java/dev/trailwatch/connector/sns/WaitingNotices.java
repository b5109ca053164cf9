package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.util.List;

/** What a checkpoint keeps of the way out: one alarm's notices for one topic, the oldest first. */
public final class WaitingNotices {
  private final String topic;
  private final List<NoticeRecord> notices;

  WaitingNotices(String topic, List<NoticeRecord> notices) {
    this.topic = topic;
    this.notices = List.copyOf(notices);
  }

  /** The topic's name in the configuration, which may have another ARN after a restart. */
  String topic() {
    return topic;
  }

  List<NoticeRecord> notices() {
    return notices;
  }
}
