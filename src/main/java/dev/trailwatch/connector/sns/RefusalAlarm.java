package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Words for the engine's own alarm: a topic refuses notices. */
@FunctionalInterface
public interface RefusalAlarm extends Serializable {
  /**
   * What to say about a refusal, at most once an hour and topic.
   *
   * <p>The notice's {@link NoticeRecord#topics} say whom to tell; it is never sent to the topic
   * that refuses.
   *
   * @param refused the first notice that was refused
   * @param topic the topic's name
   * @param reason why, in one line
   * @param now the time of the refusal, epoch milliseconds
   * @return null to say nothing
   */
  @Nullable NoticeRecord about(NoticeRecord refused, String topic, String reason, long now);
}
