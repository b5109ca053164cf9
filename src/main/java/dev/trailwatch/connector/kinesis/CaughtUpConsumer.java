package dev.trailwatch.connector.kinesis;

import dev.trailwatch.wire.RawRecord;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.apache.flink.streaming.connectors.kinesis.util.UniformShardAssigner;
import org.jspecify.annotations.Nullable;

/**
 * The connector's consumer with a {@link CaughtUpFetcher}, which remembers when it first started.
 *
 * <p>A shard without a record yet has no position in a checkpoint: the connector begins it anew,
 * and with {@code LATEST} would skip what came while the job was down. Here "latest" means the time
 * of the first start, kept in state, for all the job's life.
 */
final class CaughtUpConsumer extends FlinkKinesisConsumer<RawRecord> {
  private static final long serialVersionUID = 1L;

  /** Kinesis refuses a start in the future of its own clock. */
  private static final long CLOCK_MARGIN = 5_000;

  private final boolean fromFirstStart;
  private final long lateness;
  private transient @Nullable ListState<Long> startedAt;
  private transient long firstStart;

  /**
   * A consumer of one stream.
   *
   * @param properties the connector's; the initial position must be AT_TIMESTAMP when {@code
   *     fromFirstStart} is set
   * @param lateness what a watermark stays behind arrivals, in milliseconds
   */
  CaughtUpConsumer(String stream, Properties properties, boolean fromFirstStart, long lateness) {
    super(List.of(stream), new RawRecordSchema(), properties);
    this.fromFirstStart = fromFirstStart;
    this.lateness = lateness;
    setPeriodicWatermarkAssigner(new ArrivalAssigner());
    setShardAssigner(new UniformShardAssigner());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    startedAt =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("first-start", LongSerializer.INSTANCE));
    firstStart = System.currentTimeMillis() - CLOCK_MARGIN;
    for (Long started : startedAt.get()) {
      firstStart = Math.min(firstStart, started);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (startedAt != null) {
      startedAt.update(List.of(firstStart));
    }
  }

  @Override
  protected KinesisDataFetcher<RawRecord> createFetcher(
      List<String> streams,
      SourceContext<RawRecord> sourceContext,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<RawRecord> schema) {
    Properties own = new Properties();
    own.putAll(properties);
    if (fromFirstStart) {
      own.setProperty(ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP, seconds(firstStart));
    }
    return CaughtUpFetcher.create(
        streams, sourceContext, runtime, own, schema, getShardAssigner(), lateness);
  }

  /** A time as the connector reads it: seconds since the epoch with a fraction. */
  static String seconds(long epochMillis) {
    return String.format(Locale.ROOT, "%d.%03d", epochMillis / 1000, epochMillis % 1000);
  }
}
