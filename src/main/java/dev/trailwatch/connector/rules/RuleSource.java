package dev.trailwatch.connector.rules;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitSource;
import dev.trailwatch.wire.ReloadRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The rule sets that come after the one a job starts with, and the news of files that are none.
 *
 * <p>The files are looked at again and again. Files that changed, and were the same in two looks,
 * are compiled; a good set is one element, effective a little later so that every matcher has it by
 * then, the later the longer it took to compile; a bad one is logged and counted, and the set
 * before stays in force. The same files are never emitted twice, not after a restore either.
 *
 * <p>For a parallelism of one, and only with {@link #watermarks()}: rules must never move time.
 */
public final class RuleSource extends SplitSource<ReloadRecord> {
  private static final long serialVersionUID = 1L;

  private final RuleFiles files;
  private final RuleSetRecord initial;
  private final long intervalMillis;
  private final long adoptionDelayMillis;
  private final RuleDemand demand;
  private final ReloadListener listener;
  private final long durationMillis;

  private RuleSource(
      RuleFiles files,
      RuleSetRecord initial,
      long intervalMillis,
      long adoptionDelayMillis,
      RuleDemand demand,
      ReloadListener listener,
      long durationMillis) {
    this.files = files;
    this.initial = initial;
    this.intervalMillis = intervalMillis;
    this.adoptionDelayMillis = adoptionDelayMillis;
    this.demand = demand;
    this.listener = listener;
    this.durationMillis = durationMillis;
  }

  /**
   * A source of what follows a set.
   *
   * @param initial the set that the job starts with; used only without restored state
   * @param interval from one look to the next
   * @param adoptionDelay from a set's emission to the arrival of the first record that it judges;
   *     it must be long enough for the set to reach every matcher; the time to compile it is added
   */
  public static RuleSource polling(
      RuleFiles files, RuleSetRecord initial, Duration interval, Duration adoptionDelay) {
    if (interval.toMillis() < 1 || adoptionDelay.isNegative()) {
      throw new IllegalArgumentException("not an interval: " + interval + ", " + adoptionDelay);
    }
    return new RuleSource(
        files,
        initial,
        interval.toMillis(),
        adoptionDelay.toMillis(),
        RuleDemand.none(),
        ReloadListener.none(),
        Long.MAX_VALUE);
  }

  /** This source, taking only sets that the job can work with. */
  public RuleSource demanding(RuleDemand demand) {
    return copy(demand, listener, durationMillis);
  }

  /** This source, telling somebody of its reloads. */
  public RuleSource telling(ReloadListener listener) {
    return copy(demand, listener, durationMillis);
  }

  /**
   * This source, ending by itself, so that a job whose records end can end too.
   *
   * <p>Its end is no danger for time only beside records that never pause, such as the demo's.
   */
  public RuleSource lasting(Duration duration) {
    return copy(demand, listener, duration.toMillis());
  }

  /**
   * No time at all: the source is idle from its start on.
   *
   * <p>A rules stream with a watermark of its own would, beside records that pause, become the
   * job's clock.
   */
  public static <T> WatermarkStrategy<T> watermarks() {
    return WatermarkStrategy.forGenerator(context -> new AlwaysIdle<>());
  }

  /**
   * Adds the source to a job: what comes of each change, adopted or refused.
   *
   * @param uid the operator's stable id: the set that was emitted last lies in state under it
   */
  public DataStream<ReloadRecord> addTo(StreamExecutionEnvironment job, String uid) {
    return job.fromSource(this, RuleSource.watermarks(), "rules", Types.POJO(ReloadRecord.class))
        .setParallelism(1)
        .uid(uid);
  }

  /** The sets that were adopted. */
  public static DataStream<RuleSetRecord> adopted(DataStream<ReloadRecord> reloads, String uid) {
    return reloads
        .flatMap(new AdoptedSets(), Types.POJO(RuleSetRecord.class))
        .name("rule sets")
        .setParallelism(1)
        .uid(uid);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<ReloadRecord, Split> createReader(SourceReaderContext context) {
    return new RuleReader(context, this);
  }

  @Override
  protected List<Split> splits() throws IOException {
    return List.of(Split.of("rules", RuleSetState.write(initial)));
  }

  @Override
  public SplitEnumerator<Split, List<Split>> createEnumerator(SplitEnumeratorContext<Split> context)
      throws IOException {
    requireOne(context);
    return super.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<Split, List<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, List<Split> waiting) {
    requireOne(context);
    return super.restoreEnumerator(context, waiting);
  }

  RuleFiles files() {
    return files;
  }

  RuleSetRecord initial() {
    return initial;
  }

  long intervalMillis() {
    return intervalMillis;
  }

  long adoptionDelayMillis() {
    return adoptionDelayMillis;
  }

  RuleDemand demand() {
    return demand;
  }

  ReloadListener listener() {
    return listener;
  }

  long durationMillis() {
    return durationMillis;
  }

  private RuleSource copy(RuleDemand demand, ReloadListener listener, long durationMillis) {
    return new RuleSource(
        files, initial, intervalMillis, adoptionDelayMillis, demand, listener, durationMillis);
  }

  private static void requireOne(SplitEnumeratorContext<Split> context) {
    // a second subtask would end at once, and its last watermark would end time
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException("the rule source needs a parallelism of 1");
    }
  }

  private static final class AdoptedSets implements FlatMapFunction<ReloadRecord, RuleSetRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(ReloadRecord reload, Collector<RuleSetRecord> out) {
      if (reload.set != null) {
        out.collect(reload.set);
      }
    }
  }

  private static final class AlwaysIdle<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
