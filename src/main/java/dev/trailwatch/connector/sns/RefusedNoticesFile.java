package dev.trailwatch.connector.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refused notices as one JSON object a line, {@code time, topic, reason, notice}, in a file. */
public final class RefusedNoticesFile implements RefusedNotices {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RefusedNoticesFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String path;

  /** Notices appended to a file, which is made when the first one comes. */
  public RefusedNoticesFile(Path path) {
    this.path = path.toString();
  }

  @Override
  public void keep(NoticeRecord notice, String topic, String reason, long now) {
    Path file = Path.of(path);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(
          file,
          line(notice, topic, reason, now).getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.error("refused notice {} cannot be kept in {}", notice.notificationId, path, e);
    }
  }

  /** One refusal as a line of JSON with its line feed. */
  public static String line(NoticeRecord notice, String topic, String reason, long now) {
    ObjectNode line = JSON.createObjectNode();
    line.put("time", Instant.ofEpochMilli(now).toString());
    line.put("topic", topic);
    line.put("reason", reason);
    line.set("notice", JSON.valueToTree(notice));
    try {
      return JSON.writeValueAsString(line) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of strings can be written", e);
    }
  }
}
