package dev.trailwatch.event;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file that CloudWatch Logs exported to S3: the event's time, a blank, the message.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3Export.html">Exporting
 *     log data to Amazon S3</a>
 */
public final class ExportLine {
  private ExportLine() {}

  /** Whether the line starts with a time in UTC and a blank. */
  public static boolean isOne(String line) {
    return timeEnd(line) > 0 && instant(line, timeEnd(line)) != null;
  }

  /** The log event of a line; one without a time in front is a message without a time. */
  static LogEvent event(LogEvent whole) {
    String line = whole.message();
    int end = timeEnd(line);
    Instant time = end > 0 ? instant(line, end) : null;
    return time == null ? whole : whole.from(end + 1, time.toEpochMilli());
  }

  private static int timeEnd(String line) {
    int blank = line.indexOf(' ');
    return blank >= 20 && blank <= 30 && line.charAt(4) == '-' && line.charAt(10) == 'T'
        ? blank
        : -1;
  }

  private static @Nullable Instant instant(String line, int end) {
    try {
      return Instant.parse(line.substring(0, end));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
