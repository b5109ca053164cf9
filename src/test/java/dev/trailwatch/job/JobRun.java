package dev.trailwatch.job;

import dev.trailwatch.connector.rules.RuleSource;
import dev.trailwatch.job.TimelineSource.Gate;
import dev.trailwatch.wire.DatapointRecord;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The job over records that a test lays out, with a view of how far its time has come.
 *
 * <p>Records can wait for the job to have come to a point, so that a test need not guess how fast
 * it is.
 */
final class JobRun {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Map<String, AtomicLongArray> WATERMARKS = new ConcurrentHashMap<>();

  private final String name;
  private final JobOptions options;
  private final int parallelism;
  private final long lateness;
  private final List<RawRecord> records = new ArrayList<>();
  private final Map<Integer, Gate<RawRecord>> gates = new HashMap<>();
  private final List<RuleSetRecord> sets = new ArrayList<>();
  private final Map<Integer, Gate<RuleSetRecord>> setGates = new HashMap<>();
  private Map<String, Object> counters = Map.of();

  /** A run under a name that no other test uses. */
  JobRun(String name, JobOptions options, int parallelism, long lateness) {
    this.name = name;
    this.options = options;
    this.parallelism = parallelism;
    this.lateness = lateness;
  }

  /** Live input, ALARMs of late events for an hour. */
  static JobOptions live(long allowedLateness) {
    return JobOptions.live("auto", allowedLateness, "000000000000", "us-east-1", Map.of());
  }

  /** An archive. */
  static JobOptions bounded() {
    return JobOptions.bounded("auto", "000000000000", "us-east-1", Map.of());
  }

  /** The next rule set; the first is the one that the job starts with. */
  JobRun rules(String text, long effectiveFrom, BooleanSupplier when) {
    RuleSetRecord set = new RuleSetRecord();
    set.number = sets.size();
    set.version = "v" + sets.size();
    set.effectiveFrom = effectiveFrom;
    set.adoptedOn = 20_513;
    set.names = new String[] {"rules.yaml"};
    set.texts = new String[] {text};
    if (!sets.isEmpty()) {
      setGates.put(sets.size() - 1, new Gate<>(when, () -> null));
    }
    sets.add(set);
    return this;
  }

  JobRun rules(String text) {
    return rules(text, Long.MIN_VALUE, () -> true);
  }

  /** A record of some events, one a line; none only moves time. */
  JobRun record(String lines, long arrival) {
    records.add(lines(lines, arrival));
    return this;
  }

  static RawRecord lines(String lines, long arrival) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return RawRecord.of(bytes, RawRecord.LINES, arrival, "shard", "1");
  }

  /** The next record waits. */
  JobRun await(Gate<RawRecord> gate) {
    gates.put(records.size(), gate);
    return this;
  }

  /** The next record waits until all that came before it has moved the alarms' time. */
  JobRun awaitTime() {
    long moment = records.get(records.size() - 1).arrival - lateness;
    return await(new Gate<>(() -> watermark() >= moment, () -> null));
  }

  /** How far time has come at the alarms. */
  long watermark() {
    AtomicLongArray all = WATERMARKS.get(name);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < all.length(); i++) {
      least = Math.min(least, all.get(i));
    }
    return least;
  }

  /** Runs until time has passed all records, and then to the end. */
  JobRun play() throws Exception {
    JobClient job = start();
    if (!options.bounded()) {
      long last = records.get(records.size() - 1).arrival - lateness;
      long before = watermark();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      for (long now = before; now < last; now = watermark()) {
        boolean stands = now == before && System.nanoTime() > deadline;
        if (stands || job.getJobStatus().get().isTerminalState()) {
          throw new AssertionError(name + " stands at " + now + ", not yet " + last);
        }
        if (now > before) {
          // a busy machine is no fault
          before = now;
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
        Thread.sleep(20);
      }
    }
    TimelineSource.release(name);
    TimelineSource.release(name + "-rules");
    counters = job.getJobExecutionResult().get().getAllAccumulatorResults();
    return this;
  }

  /** A counter by its metric's name. */
  long count(String metric) {
    return (Long) counters.getOrDefault(metric, 0L);
  }

  List<NoticeRecord> notices() {
    return List.copyOf(CollectingSink.<NoticeRecord>collected(name + "-notices"));
  }

  List<TransitionRecord> transitions() {
    return List.copyOf(CollectingSink.<TransitionRecord>collected(name + "-transitions"));
  }

  List<DatapointRecord> datapoints() {
    return List.copyOf(CollectingSink.<DatapointRecord>collected(name + "-datapoints"));
  }

  private JobClient start() throws Exception {
    AtomicLongArray watermarks = new AtomicLongArray(parallelism);
    for (int i = 0; i < parallelism; i++) {
      watermarks.set(i, Long.MIN_VALUE);
    }
    WATERMARKS.put(name, watermarks);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    var in =
        env.fromSource(
                TimelineSource.of(name, records, gates),
                options.bounded()
                    ? WatermarkStrategy.noWatermarks()
                    : TimelineSource.byArrival(lateness),
                "timeline",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .uid("timeline");
    var rules =
        env.fromSource(
                TimelineSource.of(name + "-rules", sets.subList(1, sets.size()), setGates),
                RuleSource.watermarks(),
                "rules",
                Types.POJO(RuleSetRecord.class))
            .setParallelism(1)
            .uid("rules");
    DetectionJob job = DetectionJob.on(in, rules, sets.get(0), options);
    job.notices().sinkTo(new CollectingSink<>(name + "-notices")).uid("a");
    job.datapoints().sinkTo(new CollectingSink<>(name + "-datapoints")).uid("b");
    job.transitions().sinkTo(new CollectingSink<>(name + "-transitions")).uid("c");
    job.notices()
        .transform("time", Types.POJO(NoticeRecord.class), new Time(name))
        .uid("time")
        .sinkTo(new CollectingSink<>(name + "-time"))
        .uid("d");
    return env.executeAsync(name);
  }

  /** Tells how far time has come; chained to the alarms, so behind all that they have said. */
  private static final class Time extends AbstractStreamOperator<NoticeRecord>
      implements OneInputStreamOperator<NoticeRecord, NoticeRecord> {
    private static final long serialVersionUID = 1L;
    private final String run;

    Time(String run) {
      this.run = run;
    }

    @Override
    public void processElement(StreamRecord<NoticeRecord> element) {}

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      super.processWatermark(mark);
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      WATERMARKS.get(run).set(subtask, mark.getTimestamp());
    }
  }
}
