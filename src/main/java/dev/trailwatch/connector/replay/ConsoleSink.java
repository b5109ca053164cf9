package dev.trailwatch.connector.replay;

import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.wire.NoticeRecord;
import java.io.PrintStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Prints notices on standard output, one readable block at a time.
 *
 * <p>Text from events is shown with control characters escaped: nobody writes to the terminal
 * through an event. Meant for a parallelism of one.
 */
public final class ConsoleSink implements Sink<NoticeRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public SinkWriter<NoticeRecord> createWriter(WriterInitContext context) {
    return new Writer(System.out);
  }

  // still abstract in Flink 1.20, and called by nobody there
  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<NoticeRecord> createWriter(InitContext context) {
    return new Writer(System.out);
  }

  /** The block of a notice, line by line, with a blank line at its end. */
  static String block(NoticeRecord notice) {
    StringBuilder block = new StringBuilder(512);
    for (String line : (notice.subject + "\n" + notice.email.stripTrailing()).split("\n", -1)) {
      block.append(Visible.of(line.stripTrailing())).append('\n');
    }
    return block.append('\n').toString();
  }

  private static final class Writer implements SinkWriter<NoticeRecord> {
    private final PrintStream out;

    Writer(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(NoticeRecord notice, Context context) {
      // one call a block, so that nothing from elsewhere comes in between
      out.print(block(notice));
      out.flush();
    }

    @Override
    public void flush(boolean endOfInput) {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
