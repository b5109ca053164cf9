package dev.trailwatch.connector.replay;

import dev.trailwatch.wire.NoticeRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes one line for each element to a file; for a parallelism of one.
 *
 * <p>A <em>sorted</em> sink is for bounded input: the file appears at the end, whole, its lines in
 * the order of their keys, so that the order of the input makes no difference to any byte. An
 * <em>appending</em> sink adds lines as they come.
 *
 * @param <T> the element
 */
public final class LineFileSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final LineFormat<T> format;
  private final boolean sorted;

  private LineFileSink(String file, LineFormat<T> format, boolean sorted) {
    this.file = file;
    this.format = format;
    this.sorted = sorted;
  }

  /** A sink that leaves one sorted file at the end of its input. */
  public static <T> LineFileSink<T> sorted(Path file, LineFormat<T> format) {
    return new LineFileSink<>(file.toString(), format, true);
  }

  /** A sink that appends to a file. */
  public static <T> LineFileSink<T> appending(Path file, LineFormat<T> format) {
    return new LineFileSink<>(file.toString(), format, false);
  }

  /** Notices as they are sent: the message's JSON, by time, alarm and id. */
  public static LineFormat<NoticeRecord> notices() {
    return new NoticeLines();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return writer();
  }

  // still abstract in Flink 1.20, and called by nobody there
  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<T> createWriter(InitContext context) throws IOException {
    return writer();
  }

  private SinkWriter<T> writer() throws IOException {
    Path target = Path.of(file).toAbsolutePath();
    Path directory = target.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return sorted ? new SortingWriter<>(target, format) : new AppendingWriter<>(target, format);
  }

  private static final class NoticeLines implements LineFormat<NoticeRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public String line(NoticeRecord notice) {
      return notice.message;
    }

    @Override
    public String sortKey(NoticeRecord notice) {
      // shifted, so that times sort as text whatever their sign
      return String.format(
          "%016x %s %s",
          notice.stateChangeTime ^ Long.MIN_VALUE, notice.alarm, notice.notificationId);
    }
  }

  private static final class AppendingWriter<T> implements SinkWriter<T> {
    private final LineFormat<T> format;
    private final BufferedWriter out;

    AppendingWriter(Path target, LineFormat<T> format) throws IOException {
      this.format = format;
      this.out = TextFiles.writer(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(T element, Context context) throws IOException {
      out.write(format.line(element));
      out.write('\n');
      // notices are rare, and whoever watches the file wants them now
      out.flush();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static final class SortingWriter<T> implements SinkWriter<T> {
    private final LineFormat<T> format;
    private final SortedLines lines;

    SortingWriter(Path target, LineFormat<T> format) {
      this.format = format;
      this.lines = new SortedLines(target);
    }

    @Override
    public void write(T element, Context context) throws IOException {
      lines.add(format.sortKey(element), format.line(element));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        lines.finish();
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
