package dev.trailwatch.connector.demo;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitReader;
import dev.trailwatch.wire.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Emits the demo's records when they are due; its state is how long the stream has run and how many
 * events are out.
 */
final class DemoReader extends SplitReader<RawRecord> {
  private static final long TICK_MILLIS = 100;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(TICK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

  private final long seed;
  private final double rate;
  private final long duration;
  private @Nullable DemoTraffic traffic;
  private long start;
  private boolean controlled;
  private CompletableFuture<Void> tick = CompletableFuture.completedFuture(null);

  DemoReader(SourceReaderContext context, long seed, double rate, long duration) {
    super(context);
    this.seed = seed;
    this.rate = rate;
    this.duration = duration;
  }

  static Split split() {
    return Split.of("demo", new byte[0]);
  }

  @Override
  protected void open(Split split) {
    ByteBuffer state = ByteBuffer.wrap(split.state());
    if (state.hasRemaining()) {
      // the time in which nothing ran does not count: the story goes on where it was
      long elapsed = state.getLong();
      long now = System.currentTimeMillis();
      start = now - elapsed;
      traffic = new DemoTraffic(seed, rate, start, now, state.getLong());
      controlled = true;
    } else {
      start = System.currentTimeMillis();
      traffic = new DemoTraffic(seed, rate, start, start, 0);
    }
  }

  @Override
  protected InputStatus poll(ReaderOutput<RawRecord> output) throws IOException {
    DemoTraffic open = opened();
    long now = System.currentTimeMillis();
    if (!controlled) {
      controlled = true;
      output.collect(open.control(now));
      return InputStatus.MORE_AVAILABLE;
    }
    boolean over = now - start >= duration;
    RawRecord record = open.next(over ? start + duration : now);
    if (record != null) {
      // stamped when it leaves: the watermark runs on the same clock
      output.collect(record);
      return InputStatus.MORE_AVAILABLE;
    }
    if (over) {
      return InputStatus.END_OF_INPUT;
    }
    tick = CompletableFuture.runAsync(() -> {}, LATER);
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  protected CompletableFuture<Void> ready() {
    return tick;
  }

  @Override
  protected byte[] state() {
    DemoTraffic open = opened();
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(open.now() - start)
        .putLong(open.events())
        .array();
  }

  @Override
  public void close() {}

  private DemoTraffic opened() {
    if (traffic == null) {
      throw new IllegalStateException("no split is open");
    }
    return traffic;
  }
}
