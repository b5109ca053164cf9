package dev.trailwatch.connector.replay;

import dev.trailwatch.notification.ConsoleBlock;
import dev.trailwatch.wire.NoticeRecord;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Prints notices on standard output, UTF-8, one readable block at a time; for a parallelism of one.
 *
 * <p>A <em>live</em> sink prints them as they come. A <em>sorted</em> sink is for bounded input: it
 * prints them at the end in the order of their time, alarm and id, so that the order of the input
 * makes no difference.
 */
public final class ConsoleSink implements Sink<NoticeRecord> {
  private static final long serialVersionUID = 1L;

  private final boolean sorted;

  private ConsoleSink(boolean sorted) {
    this.sorted = sorted;
  }

  /** A sink that prints each notice at once. */
  public static ConsoleSink live() {
    return new ConsoleSink(false);
  }

  /** A sink that prints all notices in order at the end of the input. */
  public static ConsoleSink sorted() {
    return new ConsoleSink(true);
  }

  @Override
  public SinkWriter<NoticeRecord> createWriter(WriterInitContext context) {
    return writer(System.out);
  }

  // still abstract in Flink 1.20, and called by nobody there
  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<NoticeRecord> createWriter(InitContext context) {
    return writer(System.out);
  }

  SinkWriter<NoticeRecord> writer(OutputStream out) {
    return new Writer(new PrintStream(out, false, StandardCharsets.UTF_8), sorted);
  }

  private static final class Writer implements SinkWriter<NoticeRecord> {
    private static final Comparator<Block> ORDER =
        Comparator.comparingLong((Block block) -> block.time)
            .thenComparing(block -> block.alarm)
            .thenComparing(block -> block.id);

    private final PrintStream out;
    private final boolean sorted;
    private final List<Block> held = new ArrayList<>();

    Writer(PrintStream out, boolean sorted) {
      this.out = out;
      this.sorted = sorted;
    }

    @Override
    public void write(NoticeRecord notice, Context context) {
      if (sorted) {
        held.add(new Block(notice));
      } else {
        print(ConsoleBlock.of(notice.message));
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        held.sort(ORDER);
        held.forEach(block -> print(block.text));
        held.clear();
      }
    }

    @Override
    public void close() {
      out.flush();
    }

    /** One call a block, so that nothing from elsewhere comes in between. */
    private void print(String block) {
      out.print(block + "\n");
      out.flush();
    }
  }

  /** What is left of a notice until it is printed. */
  private static final class Block {
    private final long time;
    private final String alarm;
    private final String id;
    private final String text;

    Block(NoticeRecord notice) {
      time = notice.stateChangeTime;
      alarm = notice.alarm;
      id = notice.notificationId;
      text = ConsoleBlock.of(notice.message);
    }
  }
}
