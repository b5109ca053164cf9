package dev.trailwatch.job;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitReader;
import dev.trailwatch.connector.split.SplitSource;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Measures the time from a record's entry to its early ALARM on a MiniCluster: a thousand records a
 * second, each an event of its own principal, each an ALARM.
 *
 * <p>{@code EarlyAlarmLatency [seconds]} prints the median and the 99th percentile after a warm-up
 * of a third of the run.
 */
public final class EarlyAlarmLatency {
  private static final int RATE = 1000;
  private static final Queue<Long> LATENCIES = new ConcurrentLinkedQueue<>();
  private static AtomicLongArray entered = new AtomicLongArray(0);

  private EarlyAlarmLatency() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    entered = new AtomicLongArray(seconds * RATE);
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    DataStream<RawRecord> records =
        env.fromSource(
                new Paced(seconds * RATE),
                WatermarkStrategy.noWatermarks(),
                "paced",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .setBufferTimeout(5)
            .uid("paced");
    DataStream<RuleSetRecord> rules =
        env.fromSequence(0, 0)
            .filter(nothing -> false)
            .map(nothing -> new RuleSetRecord())
            .returns(Types.POJO(RuleSetRecord.class));
    RuleSetRecord set = new RuleSetRecord();
    set.version = "latency";
    set.names = new String[] {"latency.yaml"};
    set.texts =
        new String[] {
          """
          version: 1
          rules:
            - name: any
              pattern: '{ $.eventName = "Any" }'
              metric: {dimensions: {Principal: '@principal'}}
              alarm: {period: 60, group_by: [Principal]}
          """
        };
    JobOptions options = JobOptions.live("auto", 86_400_000, "000000000000", "us-east-1", Map.of());
    DetectionJob.on(records, rules, set, options)
        .notices()
        .map((MapFunction<NoticeRecord, Integer>) EarlyAlarmLatency::arrived)
        .returns(Types.INT)
        .sinkTo(new DiscardingSink<>());
    env.execute("early alarm latency");
    long[] sorted =
        LATENCIES.stream().skip(seconds * RATE / 3).mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "early ALARM at %d events/s: %d measured, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        RATE, sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static Integer arrived(NoticeRecord notice) {
    if (notice.newState.equals("ALARM")) {
      int from = notice.alarm.lastIndexOf("user/u") + "user/u".length();
      int number = Integer.parseInt(notice.alarm.substring(from, notice.alarm.length() - 1));
      LATENCIES.add(System.nanoTime() - entered.get(number));
    }
    return 0;
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
  }

  /** A thousand records a second by the clock. */
  private static final class Paced extends SplitSource<RawRecord> {
    private static final long serialVersionUID = 1L;

    private final int count;

    Paced(int count) {
      this.count = count;
    }

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RawRecord, Split> createReader(SourceReaderContext context) {
      return new Reader(context, count);
    }

    @Override
    protected List<Split> splits() {
      return List.of(Split.of("paced", new byte[0]));
    }
  }

  private static final class Reader extends SplitReader<RawRecord> {
    private final int count;
    private long start;
    private int next;
    private CompletableFuture<Void> tick = CompletableFuture.completedFuture(null);

    Reader(SourceReaderContext context, int count) {
      super(context);
      this.count = count;
    }

    @Override
    protected void open(Split split) {
      start = System.nanoTime();
    }

    @Override
    protected InputStatus poll(ReaderOutput<RawRecord> output) {
      if (next == count) {
        return InputStatus.END_OF_INPUT;
      }
      long due = start + next * 1_000_000_000L / RATE;
      if (System.nanoTime() < due) {
        tick =
            CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, Runnable::run));
        return InputStatus.NOTHING_AVAILABLE;
      }
      long now = System.currentTimeMillis();
      String event =
          """
          {"eventTime":"%s","eventID":"e%d","eventName":"Any","userIdentity":{"arn":"arn:aws:iam::111122223333:user/u%d"}}
          """
              .formatted(Instant.ofEpochMilli(now), next, next);
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      entered.set(next, System.nanoTime());
      output.collect(RawRecord.of(bytes, RawRecord.LINES, now, "paced", Integer.toString(next++)));
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
