package dev.trailwatch.job;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitReader;
import dev.trailwatch.connector.split.SplitSource;
import dev.trailwatch.wire.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Plays elements once, in order, from where a checkpoint says; ends only when it is told to, so
 * that a test sees what comes before the end of the input.
 */
final class TimelineSource<T> extends SplitSource<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<?>> ELEMENTS = new ConcurrentHashMap<>();
  private static final Map<String, Map<Integer, Gate<?>>> GATES = new ConcurrentHashMap<>();
  private static final Map<String, CountDownLatch> RELEASES = new ConcurrentHashMap<>();

  private final String name;
  private final long pauseMillis;

  private TimelineSource(String name, long pauseMillis) {
    this.name = name;
    this.pauseMillis = pauseMillis;
  }

  /**
   * What an element waits for.
   *
   * @param open whether it waits no longer
   * @param meanwhile what is played while it waits; null for nothing
   */
  record Gate<T>(BooleanSupplier open, Supplier<@Nullable T> meanwhile) {}

  /** A source some of whose elements, by their number, wait for something. */
  static <T> TimelineSource<T> of(String name, List<T> elements, Map<Integer, Gate<T>> gates) {
    GATES.put(name, Map.copyOf(gates));
    return of(name, 0, elements);
  }

  /** A source of elements under a name that no other test uses, beginning after a pause. */
  static <T> TimelineSource<T> of(String name, long pauseMillis, List<T> elements) {
    ELEMENTS.put(name, new ArrayList<>(elements));
    RELEASES.put(name, new CountDownLatch(1));
    return new TimelineSource<>(name, pauseMillis);
  }

  /** Lets the source end. */
  static void release(String name) {
    RELEASES.get(name).countDown();
  }

  /** Each record moves time to its arrival less the lateness. */
  static WatermarkStrategy<RawRecord> byArrival(long lateness) {
    return WatermarkStrategy.forGenerator(
        context ->
            new WatermarkGenerator<>() {
              @Override
              public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
                output.emitWatermark(new Watermark(record.arrival - lateness));
              }

              @Override
              public void onPeriodicEmit(WatermarkOutput output) {}
            });
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, Split> createReader(SourceReaderContext context) {
    return new Reader<>(context, name, pauseMillis);
  }

  @Override
  protected List<Split> splits() {
    return List.of(Split.of("timeline", new byte[4]));
  }

  private static final class Reader<T> extends SplitReader<T> {
    private final String name;
    private final long pauseMillis;
    private int next;
    private CompletableFuture<Void> pause = CompletableFuture.completedFuture(null);

    Reader(SourceReaderContext context, String name, long pauseMillis) {
      super(context);
      this.name = name;
      this.pauseMillis = pauseMillis;
    }

    @Override
    protected void open(Split split) {
      next = ByteBuffer.wrap(split.state()).getInt();
      // the operators downstream seed their alarms first
      pause = pause(next == 0 ? pauseMillis : 0);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected InputStatus poll(ReaderOutput<T> output) {
      if (!pause.isDone()) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      List<T> elements = (List<T>) ELEMENTS.get(name);
      Gate<T> gate = (Gate<T>) GATES.getOrDefault(name, Map.of()).get(next);
      if (gate != null && !gate.open().getAsBoolean()) {
        T element = gate.meanwhile().get();
        if (element != null) {
          output.collect(element);
        }
        pause = pause(10);
        return InputStatus.NOTHING_AVAILABLE;
      }
      if (next < elements.size()) {
        output.collect(elements.get(next++));
        if (next % 25 == 0 && !GATES.containsKey(name)) {
          pause = pause(10);
          return InputStatus.NOTHING_AVAILABLE;
        }
        return InputStatus.MORE_AVAILABLE;
      }
      if (RELEASES.get(name).getCount() == 0) {
        return InputStatus.END_OF_INPUT;
      }
      pause = pause(20);
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    protected CompletableFuture<Void> ready() {
      return pause;
    }

    @Override
    protected byte[] state() {
      return ByteBuffer.allocate(4).putInt(next).array();
    }

    @Override
    public void close() {}

    private static CompletableFuture<Void> pause(long millis) {
      return CompletableFuture.runAsync(
          () -> {},
          CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Runnable::run));
    }
  }
}
