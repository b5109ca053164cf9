package dev.trailwatch.connector.kinesis;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.SdkBytes;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.async.SdkPublisher;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.Record;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponse;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.fanout.FanOutRecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.model.StartingPosition;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyAsyncV2Interface;

/** What Kinesis pushes by enhanced fan-out, without loss: see {@link Aggregates}. */
final class PushedRecords implements KinesisProxyAsyncV2Interface {
  private final Map<String, Aggregates> byShard = new ConcurrentHashMap<>();
  private final KinesisProxyAsyncV2Interface kinesis;

  PushedRecords(KinesisProxyAsyncV2Interface kinesis) {
    this.kinesis = kinesis;
  }

  /** Readers of shards, which share one connection, as the connector's own. */
  static RecordPublisherFactory publishers(KinesisProxyAsyncV2Interface kinesis) {
    PushedRecords records = new PushedRecords(kinesis);
    RecordPublisherFactory publishers = new FanOutRecordPublisherFactory(records);
    return new RecordPublisherFactory() {
      @Override
      public RecordPublisher create(
          StartingPosition position,
          Properties properties,
          MetricGroup metrics,
          StreamShardHandle shard)
          throws InterruptedException {
        records.expect(shard);
        return publishers.create(position, properties, metrics, shard);
      }

      @Override
      public void close() {
        publishers.close();
      }
    };
  }

  /** Says which shard a subscription will be about. */
  void expect(StreamShardHandle shard) {
    byShard.put(shard.getShard().getShardId(), Aggregates.of(shard));
  }

  @Override
  public CompletableFuture<Void> subscribeToShard(
      SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
    Aggregates aggregates = byShard.get(request.shardId());
    if (aggregates == null) {
      throw new IllegalStateException("no reader was made for shard " + request.shardId());
    }
    return kinesis.subscribeToShard(request, new Handler(handler, aggregates));
  }

  @Override
  public void close() {
    kinesis.close();
  }

  /** Hands on what another handler shall see. */
  private static final class Handler implements SubscribeToShardResponseHandler {
    private final SubscribeToShardResponseHandler handler;
    private final Aggregates aggregates;

    Handler(SubscribeToShardResponseHandler handler, Aggregates aggregates) {
      this.handler = handler;
      this.aggregates = aggregates;
    }

    @Override
    public void responseReceived(SubscribeToShardResponse response) {
      handler.responseReceived(response);
    }

    @Override
    public void onEventStream(SdkPublisher<SubscribeToShardEventStream> events) {
      handler.onEventStream(events.map(this::whole));
    }

    private SubscribeToShardEventStream whole(SubscribeToShardEventStream event) {
      if (!(event instanceof SubscribeToShardEvent)) {
        return event;
      }
      SubscribeToShardEvent pushed = (SubscribeToShardEvent) event;
      if (pushed.records().stream().noneMatch(this::isLost)) {
        return event;
      }
      return pushed.toBuilder()
          .records(pushed.records().stream().map(this::whole).collect(Collectors.toList()))
          .build();
    }

    private boolean isLost(Record record) {
      return aggregates.loses(record.data().asByteBuffer());
    }

    private Record whole(Record record) {
      return isLost(record)
          ? record.toBuilder()
              .data(SdkBytes.fromByteBuffer(Aggregates.wrap(record.data().asByteBuffer())))
              .partitionKey(Aggregates.WRAPPED)
              .build()
          : record;
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
      handler.exceptionOccurred(failure);
    }

    @Override
    public void complete() {
      handler.complete();
    }
  }
}
