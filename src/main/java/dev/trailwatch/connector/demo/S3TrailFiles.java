package dev.trailwatch.connector.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Files as CloudTrail puts them into a bucket: five minutes of an account and Region each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">
 *     Getting and viewing your CloudTrail log files</a>
 */
final class S3TrailFiles implements TrailFiles {
  private static final long SPAN_MILLIS = 300_000;
  private static final int MOST_BYTES = 32 << 20;
  private static final byte[] BEGIN = "{\"Records\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMA = {','};
  private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Dice names;
  private final Map<String, EventBuffer> open = new TreeMap<>();
  private long span = Long.MIN_VALUE;
  private long files;
  private long bytes;

  S3TrailFiles(Path directory, Dice names) {
    this.directory = directory;
    this.names = names;
  }

  @Override
  public void add(TrailGenerator from, long time, EventBuffer event) throws IOException {
    long now = Math.floorDiv(time, SPAN_MILLIS);
    if (now > span) {
      finish();
      span = now;
    }
    String place = from.accountId() + "/" + new String(from.region(), StandardCharsets.US_ASCII);
    EventBuffer file = open.computeIfAbsent(place, key -> new EventBuffer());
    if (file.length() > MOST_BYTES) {
      write(place, file);
    }
    file.put(file.length() == 0 ? BEGIN : COMMA);
    file.put(event);
  }

  @Override
  public void finish() throws IOException {
    for (Map.Entry<String, EventBuffer> file : open.entrySet()) {
      if (file.getValue().length() > 0) {
        write(file.getKey(), file.getValue());
      }
    }
  }

  @Override
  public long files() {
    return files;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    open.clear();
  }

  private void write(String place, EventBuffer file) throws IOException {
    file.put(END);
    int slash = place.indexOf('/');
    String account = place.substring(0, slash);
    String region = place.substring(slash + 1);
    Instant delivery = Instant.ofEpochMilli((span + 1) * SPAN_MILLIS);
    EventBuffer id = new EventBuffer();
    id.putUpper(names, 16);
    Path folder =
        directory.resolve(
            "AWSLogs/" + account + "/CloudTrail/" + region + "/" + DAY.format(delivery));
    Files.createDirectories(folder);
    Path target =
        folder.resolve(
            account
                + "_CloudTrail_"
                + region
                + "_"
                + MINUTE.format(delivery)
                + "_"
                + id
                + ".json.gz");
    try (OutputStream out = new FastGzip(Files.newOutputStream(target))) {
      out.write(file.bytes(), 0, file.length());
    }
    file.clear();
    files++;
    bytes += Files.size(target);
  }

  /** Gzip that is quick rather than small. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
