package dev.trailwatch.connector.kinesis;

import dev.trailwatch.wire.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.model.KinesisStreamShardState;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyV2Factory;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a subtask's shards and says how far time has come: the least of its shards, minus a
 * lateness.
 *
 * <p>A shard's time is the arrival of its last record, or the moment of the last request that
 * Kinesis answered with "nothing is waiting" ({@code MillisBehindLatest} 0) once all that it
 * returned was handed on. So a silent stream still moves time, and a shard that cannot be read, has
 * not been read yet, or has a backlog holds it. The connector's own rule would let time pass shards
 * that never gave a record, and would stop it when all are silent.
 *
 * <p>A subtask is idle only while it owns no shard.
 */
// SourceFunction is deprecated, and the Kinesis connector's only hook
@SuppressWarnings("deprecation")
final class CaughtUpFetcher extends KinesisDataFetcher<RawRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(CaughtUpFetcher.class);

  private static final long SAY_SO_EVERY = 60_000;

  private final HeldContext context;
  private final long lateness;
  private final long hold;
  private final boolean pushed;
  private final Map<Integer, ShardProgress> byIndex = new ConcurrentHashMap<>();
  private final Map<StreamShardHandle, ShardProgress> byShard = new ConcurrentHashMap<>();
  private volatile boolean discovered;
  private volatile boolean stopped;
  private long saidSo;
  private long lastWatermark = Long.MIN_VALUE;
  private boolean idle;

  private CaughtUpFetcher(
      List<String> streams,
      HeldContext context,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<RawRecord> schema,
      KinesisShardAssigner shards,
      long lateness) {
    super(streams, context, runtime, properties, schema, shards, new ArrivalAssigner(), null);
    this.context = context;
    this.lateness = lateness;
    this.hold = 2 * discoveryInterval(properties) + 2_000;
    this.pushed = isPushed(properties);
  }

  /** A fetcher that alone decides about the source's watermarks and idleness. */
  static CaughtUpFetcher create(
      List<String> streams,
      SourceFunction.SourceContext<RawRecord> context,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<RawRecord> schema,
      KinesisShardAssigner shards,
      long lateness) {
    return new CaughtUpFetcher(
        streams, new HeldContext(context), runtime, properties, schema, shards, lateness);
  }

  @Override
  public int registerNewSubscribedShardState(KinesisStreamShardState state) {
    int index = super.registerNewSubscribedShardState(state);
    // a shard that a restored checkpoint has seen the end of has nothing to say about time
    if (!state
        .getLastProcessedSequenceNum()
        .equals(SentinelSequenceNumber.SENTINEL_SHARD_ENDING_SEQUENCE_NUM.get())) {
      StreamShardHandle shard = state.getStreamShardHandle();
      ShardProgress progress = new ShardProgress(shard.isClosed());
      byShard.put(shard, progress);
      byIndex.put(index, progress);
    }
    return index;
  }

  // called by the constructor above this class's
  @Override
  protected RecordPublisherFactory createRecordPublisherFactory() {
    Properties properties = getConsumerConfiguration();
    return isPushed(properties)
        ? PushedRecords.publishers(KinesisProxyV2Factory.createKinesisProxyAsyncV2(properties))
        : PolledRecords.publishers();
  }

  // called by the constructor above this class's
  @Override
  protected ExecutorService createShardConsumersThreadPool(String subtask) {
    ExecutorService pool = super.createShardConsumersThreadPool(subtask);
    if (pool instanceof ThreadPoolExecutor) {
      // it takes nothing once it is shut down; a shard that is found just then would fail the stop
      // with a savepoint. That it is known is in the savepoint: the next start reads it
      ((ThreadPoolExecutor) pool)
          .setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }
    return pool;
  }

  private static boolean isPushed(Properties properties) {
    return "EFO".equals(properties.getProperty(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE));
  }

  @Override
  protected RecordPublisher createRecordPublisher(
      SequenceNumber position,
      Properties properties,
      MetricGroup metrics,
      StreamShardHandle shard) {
    return new PatientPublisher(
        shard.getShard().getShardId(),
        position,
        from -> super.createRecordPublisher(from, properties, metrics, shard),
        pushed,
        byShard.computeIfAbsent(shard, s -> new ShardProgress(s.isClosed())),
        () -> !stopped,
        this::getCurrentTimeMillis);
  }

  @Override
  public List<StreamShardHandle> discoverNewShardsToSubscribe() throws InterruptedException {
    try {
      List<StreamShardHandle> found = super.discoverNewShardsToSubscribe();
      discovered = true;
      return found;
    } catch (RuntimeException e) {
      // at the start a failure must be heard; later the next round asks again
      if (!discovered || !PatientPublisher.passes(e)) {
        throw e;
      }
      long now = getCurrentTimeMillis();
      if (!stopped && now - saidSo >= SAY_SO_EVERY) {
        saidSo = now;
        LOG.warn("shards cannot be listed, asking again later: {}", e.toString());
      }
      return List.of();
    }
  }

  @Override
  protected void emitRecordAndUpdateState(
      RawRecord record, long timestamp, int index, SequenceNumber sequence) {
    super.emitRecordAndUpdateState(record, timestamp, index, sequence);
    ShardProgress progress = byIndex.get(index);
    if (progress != null) {
      progress.emitted(record.arrival);
    }
  }

  /** Called by the connector's periodic timer, on the task's thread. */
  @Override
  protected void emitWatermark() {
    if (stopped) {
      return;
    }
    long now = getCurrentTimeMillis();
    long reached = ShardProgress.FINISHED;
    for (ShardProgress shard : byIndex.values()) {
      reached = Math.min(reached, shard.reached(now, hold));
    }
    if (reached == ShardProgress.FINISHED) {
      if (!idle) {
        idle = true;
        context.idle();
      }
    } else if (reached != ShardProgress.UNKNOWN && reached - lateness > lastWatermark) {
      idle = false;
      lastWatermark = reached - lateness;
      context.advance(lastWatermark);
    }
  }

  @Override
  public void shutdownFetcher() {
    // first of all: the source's context may be closed before the periodic timer is
    stopped = true;
    super.shutdownFetcher();
  }

  private static long discoveryInterval(Properties properties) {
    String interval =
        properties.getProperty(ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS);
    return interval == null
        ? ConsumerConfigConstants.DEFAULT_SHARD_DISCOVERY_INTERVAL_MILLIS
        : Long.parseLong(interval);
  }

  /** The source's context without the connector's own opinion about watermarks and idleness. */
  private static final class HeldContext implements SourceFunction.SourceContext<RawRecord> {
    private final SourceFunction.SourceContext<RawRecord> context;

    HeldContext(SourceFunction.SourceContext<RawRecord> context) {
      this.context = context;
    }

    void advance(long watermark) {
      context.emitWatermark(new Watermark(watermark));
    }

    void idle() {
      context.markAsTemporarilyIdle();
    }

    @Override
    public void collect(RawRecord record) {
      context.collect(record);
    }

    @Override
    public void collectWithTimestamp(RawRecord record, long timestamp) {
      context.collectWithTimestamp(record, timestamp);
    }

    @Override
    public void emitWatermark(Watermark mark) {
      // CaughtUpFetcher.emitWatermark decides
    }

    @Override
    public void markAsTemporarilyIdle() {
      // CaughtUpFetcher.emitWatermark decides: an ended shard's children may be unknown yet
    }

    @Override
    public Object getCheckpointLock() {
      return context.getCheckpointLock();
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
