package dev.trailwatch.job;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitReader;
import dev.trailwatch.connector.split.SplitSource;
import dev.trailwatch.wire.RawRecord;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Records by their number, as fast as they are taken, up to a gate that the benchmark moves on. */
final class GatedSource extends SplitSource<RawRecord> {
  private static final long serialVersionUID = 1L;

  /** The number of records that may have been sent. */
  static final AtomicLong GATE = new AtomicLong();

  private final Records records;

  /** What the records are. */
  interface Records extends Serializable {
    /** A record by its number, asked for in order. */
    RawRecord record(long number);
  }

  GatedSource(Records records) {
    this.records = records;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RawRecord, Split> createReader(SourceReaderContext context) {
    return new Reader(context, records);
  }

  @Override
  protected List<Split> splits() {
    return List.of(Split.of("gated", new byte[0]));
  }

  private static final class Reader extends SplitReader<RawRecord> {
    private final Records records;
    private long next;
    private CompletableFuture<Void> tick = CompletableFuture.completedFuture(null);

    Reader(SourceReaderContext context, Records records) {
      super(context);
      this.records = records;
    }

    @Override
    protected void open(Split split) {}

    @Override
    protected InputStatus poll(ReaderOutput<RawRecord> output) {
      if (next >= GATE.get()) {
        tick =
            CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS, Runnable::run));
        return InputStatus.NOTHING_AVAILABLE;
      }
      RawRecord record = records.record(next++);
      output.collect(record, record.arrival);
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    protected CompletableFuture<Void> ready() {
      return tick;
    }

    @Override
    protected byte[] state() {
      return new byte[0];
    }

    @Override
    public void close() {}
  }
}
