package dev.trailwatch.connector.kinesis;

import dev.trailwatch.wire.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The last operator of a test's job: what came, in its order, and what time it was then. */
final class Probe extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<RawRecord, Void> {
  private static final long serialVersionUID = 1L;
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Map<String, Probe.Seen> SEEN = new ConcurrentHashMap<>();

  private final String id = "probe-" + IDS.incrementAndGet();
  private final long pausePerRecord;

  /**
   * A probe.
   *
   * @param pausePerRecord makes a slow consumer, in milliseconds
   */
  Probe(long pausePerRecord) {
    this.pausePerRecord = pausePerRecord;
    SEEN.put(id, new Seen());
  }

  /** What this probe has seen so far, also through restarts. */
  Seen seen() {
    return SEEN.get(id);
  }

  @Override
  public void open() {
    seen().attempts.incrementAndGet();
    seen().watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) throws Exception {
    seen().record(element.getValue());
    if (pausePerRecord > 0) {
      Thread.sleep(pausePerRecord);
    }
  }

  @Override
  public void processWatermark(Watermark mark) {
    seen().watermark(mark.getTimestamp());
  }

  /** A record, and the watermark that it came after. */
  record Arrived(String text, String origin, long arrival, long watermark) {}

  /** Everything a probe saw. */
  static final class Seen {
    final AtomicInteger attempts = new AtomicInteger();
    private final List<Arrived> records = new ArrayList<>();
    private volatile long watermark = Long.MIN_VALUE;

    private synchronized void record(RawRecord record) {
      records.add(
          new Arrived(
              new String(record.bytes, StandardCharsets.UTF_8),
              record.origin,
              record.arrival,
              watermark));
    }

    private synchronized void watermark(long time) {
      watermark = time;
    }

    synchronized List<Arrived> records() {
      return List.copyOf(records);
    }

    List<String> texts() {
      return records().stream().map(Arrived::text).toList();
    }

    long watermark() {
      return watermark;
    }

    /** Waits until something holds. */
    static void await(String what, long millis, BooleanSupplier condition)
        throws InterruptedException {
      long until = System.nanoTime() + millis * 1_000_000;
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > until) {
          throw new AssertionError("not within " + millis + " ms: " + what);
        }
        Thread.sleep(20);
      }
    }
  }
}
