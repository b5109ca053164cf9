package dev.trailwatch.app;

import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RefusalRecord;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;

/** Says at the first record that cannot be decoded, and when there are no more of them. */
final class RefusalNotice implements MapFunction<RefusalRecord, NoticeRecord> {
  private static final long serialVersionUID = 1L;
  private static final String ALARM = "trailwatch-undecodable-record";

  @Override
  public NoticeRecord map(RefusalRecord refusal) {
    String first =
        refusal.reason
            + ", from "
            + Visible.of(refusal.origin)
            + " at "
            + Visible.of(refusal.sequence);
    String text =
        refusal.over
            ? "No undecodable record for an hour; there were " + refusal.count + " since " + first
            : "A record cannot be decoded ("
                + first
                + "). Its events are judged by no rule.\nWhat to do first: read it among the dead"
                + " letters, and look who writes to the stream besides CloudWatch Logs.";
    String key = refusal.origin + ' ' + refusal.sequence;
    String hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    String id = ALARM + (refusal.over ? "-over-" : "-") + hash;
    return HealthNotice.of(ALARM, !refusal.over, id, text, refusal.at);
  }
}
