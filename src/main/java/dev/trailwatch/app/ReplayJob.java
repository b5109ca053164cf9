package dev.trailwatch.app;

import dev.trailwatch.connector.replay.ConsoleSink;
import dev.trailwatch.connector.replay.LineFileSink;
import dev.trailwatch.connector.replay.ReplayFiles;
import dev.trailwatch.job.DetectionJob;
import dev.trailwatch.job.JobOptions;
import dev.trailwatch.job.OperatorIds;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The job over archives: bounded, judged at its end in event-time order.
 *
 * <p>The order of the input makes no difference to any byte of the output.
 */
public final class ReplayJob {
  private final RuleSetRecord rules;
  private final List<Path> files;
  private final int parallelism;
  private String eventTime = "auto";
  private @Nullable Path output;
  private @Nullable Path datapoints;
  private boolean console;

  /** A replay of files under a rule set. */
  public ReplayJob(RuleSetRecord rules, List<Path> files, int parallelism) {
    this.rules = rules;
    this.files = List.copyOf(files);
    this.parallelism = parallelism;
  }

  /** Which time events count in: {@code auto}, {@code log} or {@code cloudtrail}. */
  public ReplayJob eventTime(String policy) {
    this.eventTime = policy;
    return this;
  }

  /** Writes the notifications to a file, one JSON a line, as SNS would get them. */
  public ReplayJob output(@Nullable Path file) {
    this.output = file;
    return this;
  }

  /** Writes the datapoints to a file, one JSON a line. */
  public ReplayJob datapoints(@Nullable Path file) {
    this.datapoints = file;
    return this;
  }

  /** Prints the notifications on standard output as a person reads them. */
  public ReplayJob console(boolean print) {
    this.console = print;
    return this;
  }

  /**
   * Runs to the end of the input.
   *
   * @throws Exception what the job failed with
   */
  public Outcome run() throws Exception {
    StreamExecutionEnvironment env = LocalCluster.of(parallelism).environment();
    DataStream<RawRecord> records =
        env.fromSource(
                ReplayFiles.of(files),
                WatermarkStrategy.noWatermarks(),
                "files",
                Types.POJO(RawRecord.class))
            .uid(OperatorIds.SOURCE)
            // one large file is one split: its chunks go round, so that all threads match
            .rebalance();
    JobOptions options =
        JobOptions.bounded(eventTime, Defaults.ACCOUNT_ID, Defaults.REGION, Map.of());
    DetectionJob job = DetectionJob.on(records, NoRuleSets.in(env), rules, options);
    if (output != null) {
      job.notices()
          .sinkTo(LineFileSink.sorted(output, LineFileSink.notices()))
          .setParallelism(1)
          .uid(OperatorIds.NOTICES);
    }
    if (console) {
      job.notices().sinkTo(ConsoleSink.sorted()).setParallelism(1).uid("console");
    }
    if (datapoints != null) {
      job.datapoints()
          .sinkTo(LineFileSink.sorted(datapoints, new DatapointLines()))
          .setParallelism(1)
          .uid(OperatorIds.DATAPOINTS);
    }
    JobExecutionResult result = env.execute("trailwatch replay");
    return new Outcome(result.getAllAccumulatorResults(), result.getNetRuntime());
  }

  /** What a replay counted. */
  public static final class Outcome {
    private final Map<String, Object> counters;
    private final long milliseconds;

    Outcome(Map<String, Object> counters, long milliseconds) {
      this.counters = Map.copyOf(counters);
      this.milliseconds = milliseconds;
    }

    /** A counter by its metric's name; 0 if nothing was counted. */
    public long count(String name) {
      Object value = counters.get(name);
      return value instanceof Long ? (Long) value : 0;
    }

    /** What could not be used, file by file, with the reason; the first hundred. */
    public List<String> refused() {
      Object value = counters.get("refused");
      return value instanceof List
          ? ((List<?>) value).stream().map(String::valueOf).collect(Collectors.toList())
          : List.of();
    }

    /** How long the job ran. */
    public long milliseconds() {
      return milliseconds;
    }
  }
}
