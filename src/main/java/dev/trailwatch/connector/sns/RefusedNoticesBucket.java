package dev.trailwatch.connector.sns;

import dev.trailwatch.connector.s3.S3Objects;
import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refused notices in a bucket, an object each, with the line that a file would hold. */
public final class RefusedNoticesBucket implements RefusedNotices {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RefusedNoticesBucket.class);

  private final S3Objects objects;

  /** Notices written below a location. */
  public RefusedNoticesBucket(S3Objects objects) {
    this.objects = objects;
  }

  @Override
  public void keep(NoticeRecord notice, String topic, String reason, long now) {
    String line = RefusedNoticesFile.line(notice, topic, reason, now);
    String day = Instant.ofEpochMilli(now).toString().substring(0, 10);
    String name = "notices/" + day + "/" + notice.notificationId + "-" + topic + ".jsonl";
    try {
      objects.write(name, line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // the log is the last place where it can be found
      LOG.error("a refused notice cannot be kept: {}: {}", e.getMessage(), line.strip());
    }
  }
}
