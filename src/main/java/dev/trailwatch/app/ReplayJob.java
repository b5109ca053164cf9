package dev.trailwatch.app;

import dev.trailwatch.connector.replay.ConsoleSink;
import dev.trailwatch.connector.replay.LineFileSink;
import dev.trailwatch.connector.replay.ReadListener;
import dev.trailwatch.connector.replay.ReplayFiles;
import dev.trailwatch.connector.replay.UnwritableFile;
import dev.trailwatch.job.AlarmTotals;
import dev.trailwatch.job.DetectionJob;
import dev.trailwatch.job.EventProfile;
import dev.trailwatch.job.JobOptions;
import dev.trailwatch.job.OperatorIds;
import dev.trailwatch.job.ReadingEnded;
import dev.trailwatch.report.ReplayTotals;
import dev.trailwatch.report.RuleSummary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * The job over archives: bounded, judged at its end in event-time order.
 *
 * <p>The order of the input makes no difference to any byte of the output.
 */
public final class ReplayJob {
  private final RuleSetRecord rules;
  private final List<String> files;
  private final int parallelism;
  private String eventTime = "auto";
  private @Nullable Path output;
  private @Nullable Path datapoints;
  private boolean console;
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;
  private ReadListener listener = bytes -> {};
  private @Nullable ReplayHistory history;
  private @Nullable ReplayProgress progress;

  /** A replay of files under a rule set: paths and {@code s3://bucket/key}. */
  public ReplayJob(RuleSetRecord rules, List<String> files, int parallelism) {
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

  /** Takes the events of a stretch of time alone: epoch milliseconds, the end exclusive. */
  public ReplayJob between(long start, long end) {
    this.from = start;
    this.to = end;
    return this;
  }

  /** Tells somebody in this process how far the input has been read. */
  public ReplayJob heardBy(ReadListener hearing) {
    this.listener = hearing;
    return this;
  }

  /**
   * Writes down what every alarm instance lived through, for reports and comparisons.
   *
   * @return the history, there to be read after the run; the caller closes it
   * @throws IOException if there is no place for it
   */
  public ReplayHistory history() throws IOException {
    return keep(ReplayHistory.create(true));
  }

  /**
   * Writes down the ALARMs of every instance alone, which costs next to nothing.
   *
   * @return the history, good for {@link ReplayHistory#spans} after the run; the caller closes it
   * @throws IOException if there is no place for it
   */
  public ReplayHistory alarms() throws IOException {
    return keep(ReplayHistory.create(false));
  }

  /** Keeps the replay's progress, and goes on from what has been kept. */
  public ReplayJob resuming(@Nullable ReplayProgress kept) {
    this.progress = kept;
    return this;
  }

  private ReplayHistory keep(ReplayHistory kept) {
    history = kept;
    return kept;
  }

  /**
   * Runs to the end of the input.
   *
   * @throws WriteFailure if an output cannot be written
   * @throws Exception what the job failed with
   */
  public Outcome run() throws Exception {
    try {
      return runOnce();
    } catch (JobExecutionException e) {
      boolean over = ExceptionUtils.findThrowable(e, ReadingEnded.class).isPresent();
      if (progress == null || !over) {
        throw e;
      }
      // stopped while it was judging: of that nothing is kept
      progress.forget();
      return runOnce();
    }
  }

  private Outcome runOnce() throws Exception {
    LocalCluster cluster = LocalCluster.of(parallelism);
    if (progress != null) {
      cluster.resumable(progress.checkpoints(), progress.interval());
    }
    StreamExecutionEnvironment env = cluster.environment();
    SingleOutputStreamOperator<RawRecord> source =
        env.fromSource(
                ReplayFiles.of(files).heardBy(listener),
                WatermarkStrategy.noWatermarks(),
                "files",
                Types.POJO(RawRecord.class))
            .uid(OperatorIds.SOURCE);
    // one large file is one split: its chunks go round, so that all threads match
    DataStream<RawRecord> records = source.rebalance();
    JobOptions options =
        JobOptions.bounded(eventTime, Defaults.ACCOUNT_ID, Defaults.REGION, Map.of())
            .between(from, to);
    if (history != null && history.keepsMinutes()) {
      options = options.withHistory();
    }
    DetectionJob job = DetectionJob.on(records, NoRuleSets.beside(source), rules, options);
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
    if (history != null && history.keepsMinutes()) {
      job.minutes()
          .sinkTo(LineFileSink.sorted(history.minutes(), new MinuteLines()))
          .setParallelism(1)
          .uid("minutes");
    }
    if (history != null) {
      job.transitions()
          .sinkTo(LineFileSink.sorted(history.transitions(), new TransitionLines()))
          .setParallelism(1)
          .uid("transitions");
    }
    try {
      JobExecutionResult result = env.execute("trailwatch replay");
      return new Outcome(result.getAllAccumulatorResults(), result.getNetRuntime());
    } catch (JobExecutionException e) {
      Optional<UnwritableFile> unwritable = ExceptionUtils.findThrowable(e, UnwritableFile.class);
      throw unwritable.isPresent() ? new WriteFailure(unwritable.get()) : e;
    }
  }

  /** An output that could not be written. */
  public static final class WriteFailure extends Exception {
    private static final long serialVersionUID = 1L;

    WriteFailure(UnwritableFile cause) {
      super(cause.getMessage(), cause);
    }
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

    /** One line for each rule of the set that was replayed, the loudest first. */
    public List<RuleSummary> rules(RuleSet rules) {
      Object value = counters.get(AlarmTotals.NAME);
      AlarmTotals totals = value instanceof AlarmTotals ? (AlarmTotals) value : new AlarmTotals();
      Map<String, RuleSummary> lines = new LinkedHashMap<>();
      for (Rule rule : rules.rules()) {
        String name = rule.name();
        lines.put(name, RuleSummary.of(name, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE));
      }
      for (Alarm alarm : rules.alarms()) {
        String name = alarm.ruleName() == null ? alarm.name() : alarm.ruleName();
        RuleSummary line =
            RuleSummary.of(
                name,
                (int) totals.alarms(alarm.id()),
                totals.events(alarm.id()),
                totals.firstEventTime(alarm.id()),
                totals.lastEventTime(alarm.id()));
        lines.merge(name, line, RuleSummary::and);
      }
      List<RuleSummary> ordered = new ArrayList<>(lines.values());
      Collections.sort(ordered);
      return ordered;
    }

    /** What could not be used, file by file, with the reason; the first hundred. */
    public List<String> refused() {
      Object value = counters.get("refused");
      return value instanceof List
          ? ((List<?>) value).stream().map(String::valueOf).collect(Collectors.toList())
          : List.of();
    }

    /** What the replay read and counted, for the report; facts are the caller's to add. */
    public ReplayTotals.Builder totals() {
      ReplayTotals.Builder totals = ReplayTotals.builder().skipped(refused());
      for (Map.Entry<String, Object> counter : counters.entrySet()) {
        if (counter.getValue() instanceof Long) {
          totals.count(counter.getKey(), (Long) counter.getValue());
        }
      }
      Object profile = counters.get(EventProfile.NAME);
      if (profile instanceof EventProfile) {
        EventProfile events = (EventProfile) profile;
        totals.events(events.width(), events.bins()).matched(events.matched());
      }
      return totals;
    }

    /** How long the job ran. */
    public long milliseconds() {
      return milliseconds;
    }
  }
}
