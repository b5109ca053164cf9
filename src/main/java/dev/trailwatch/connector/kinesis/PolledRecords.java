package dev.trailwatch.connector.kinesis;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsResult;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.polling.PollingRecordPublisherFactory;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.GetShardListResult;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxy;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyInterface;

/** What is asked of a shard with {@code GetRecords}, without loss: see {@link Aggregates}. */
final class PolledRecords implements KinesisProxyInterface {
  private final KinesisProxyInterface kinesis;
  private final Aggregates aggregates;

  PolledRecords(KinesisProxyInterface kinesis, Aggregates aggregates) {
    this.kinesis = kinesis;
    this.aggregates = aggregates;
  }

  /** Readers of shards, each with its own connection, as the connector's own. */
  static RecordPublisherFactory publishers() {
    return (position, properties, metrics, shard) ->
        new PollingRecordPublisherFactory(
                own -> new PolledRecords(KinesisProxy.create(own), Aggregates.of(shard)))
            .create(position, properties, metrics, shard);
  }

  @Override
  public GetRecordsResult getRecords(String iterator, int most) throws InterruptedException {
    GetRecordsResult result = kinesis.getRecords(iterator, most);
    List<Record> records = result.getRecords();
    if (records.stream().noneMatch(record -> aggregates.loses(record.getData()))) {
      return result;
    }
    return result
        .clone()
        .withRecords(records.stream().map(this::whole).collect(Collectors.toList()));
  }

  private Record whole(Record record) {
    return aggregates.loses(record.getData())
        ? record
            .clone()
            .withData(Aggregates.wrap(record.getData()))
            .withPartitionKey(Aggregates.WRAPPED)
        : record;
  }

  @Override
  public String getShardIterator(StreamShardHandle shard, String type, Object startingMarker)
      throws InterruptedException {
    return kinesis.getShardIterator(shard, type, startingMarker);
  }

  @Override
  public GetShardListResult getShardList(Map<String, String> lastSeen) throws InterruptedException {
    return kinesis.getShardList(lastSeen);
  }
}
