package dev.trailwatch.app;

import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.ReloadRecord;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;

/** What {@code topic.health} hears of each change of the rules: adopted, or refused and why. */
final class ReloadNotice implements MapFunction<ReloadRecord, NoticeRecord> {
  private static final long serialVersionUID = 1L;
  private static final String ALARM = "trailwatch-rules-rejected";

  /** What SNS takes, less than half: a page of errors is enough to find the rest. */
  private static final int MOST = 30_000;

  @Override
  public NoticeRecord map(ReloadRecord reload) {
    if (reload.set != null) {
      String text =
          "Rules version "
              + reload.set.version
              + " replace version "
              + reload.before
              + ": "
              + reload.summary;
      String id = "trailwatch-rules-" + reload.set.number + "-" + reload.set.version;
      return HealthNotice.of(ALARM, false, id, cut(text), reload.at);
    }
    String text =
        "A changed rule set is refused; version "
            + reload.before
            + " stays in force.\n"
            + reload.reason;
    // the same files refused again after a failure are the same news
    byte[] news = (reload.before + reload.reason).getBytes(StandardCharsets.UTF_8);
    String id = "trailwatch-rules-rejected-" + UUID.nameUUIDFromBytes(news);
    return HealthNotice.of(ALARM, true, id, cut(text), reload.at);
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
  }
}
