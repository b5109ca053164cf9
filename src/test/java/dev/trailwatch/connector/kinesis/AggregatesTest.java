package dev.trailwatch.connector.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.PoisonCorpus;
import dev.trailwatch.wire.RawRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.Messages;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.UserRecord;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsResult;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.HashKeyRange;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.kinesis.shaded.com.google.protobuf.ByteString;
import org.apache.flink.kinesis.shaded.org.reactivestreams.Subscriber;
import org.apache.flink.kinesis.shaded.org.reactivestreams.Subscription;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.SdkBytes;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.async.SdkPublisher;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponse;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.GetShardListResult;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyAsyncV2Interface;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyInterface;
import org.junit.jupiter.api.Test;

class AggregatesTest {
  /** The lower half of all hash keys. */
  private static final String HIGHEST =
      BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE).toString();

  private static final StreamShardHandle SHARD =
      new StreamShardHandle(
          "stream",
          new Shard()
              .withShardId("shardId-000000000000")
              .withHashKeyRange(
                  new HashKeyRange().withStartingHashKey("0").withEndingHashKey(HIGHEST)));

  private final Aggregates aggregates = Aggregates.of(SHARD);
  private boolean closed;

  @Test
  void anAggregateThatComesApartIsNotLost() throws Exception {
    assertThat(loses(aggregate(List.of("k"), List.of("0"), part(0, 0L)))).isFalse();
    assertThat(loses(aggregate(List.of("k"), List.of(HIGHEST), part(0, 0L), part(0, 0L))))
        .isFalse();
    assertThat(loses(aggregate(List.of(keyOf(true)), List.of(), part(0, null)))).isFalse();
  }

  @Test
  void anAggregateOfWhichTheConnectorWouldDropAPartIsLost() throws Exception {
    List<String> keys = List.of("k");
    assertThat(loses(PoisonCorpus.malformedAggregate())).isTrue();
    assertThat(loses(aggregate(keys, List.of("0"), part(0, 0L), part(1, 0L)))).isTrue();
    assertThat(loses(aggregate(keys, List.of("0"), part(0, 1L)))).isTrue();
    assertThat(loses(aggregate(keys, List.of("no number"), part(0, 0L)))).isTrue();
    assertThat(loses(aggregate(keys, List.of("-1"), part(0, 0L)))).isTrue();
    assertThat(loses(aggregate(keys, List.of(""), part(0, 0L)))).isTrue();
    assertThat(loses(aggregate(keys, List.of("1".repeat(100_000)), part(0, 0L)))).isTrue();
    assertThat(loses(aggregate(keys, List.of("0"), part(Long.MIN_VALUE, 0L)))).isTrue();
    // parts of another shard
    assertThat(loses(aggregate(keys, List.of(HIGHEST + "0"), part(0, 0L)))).isTrue();
    assertThat(loses(aggregate(List.of(keyOf(false)), List.of(), part(0, null)))).isTrue();
    // no part at all, though something that a later version of the format may mean
    assertThat(loses(PoisonCorpus.aggregate(new byte[] {0x20, 1}))).isTrue();
    assertThat(loses(aggregate(keys, List.of()))).isTrue();
  }

  @Test
  void whatTheConnectorTakesForAPlainRecordIsNotLost() throws Exception {
    byte[] poison = PoisonCorpus.malformedAggregate();
    byte[] otherMagic = poison.clone();
    otherMagic[3]++;
    byte[] otherDigest = poison.clone();
    otherDigest[28]++;
    assertThat(loses(otherMagic)).isFalse();
    assertThat(loses(otherDigest)).isFalse();
    assertThat(loses(new byte[0])).isFalse();
    assertThat(loses(Arrays.copyOf(poison, 20))).isFalse();
    assertThat(loses(PoisonCorpus.aggregate(new byte[] {0x1a, 0x7f}))).isFalse();
    assertThat(loses("{}".getBytes(UTF_8))).isFalse();
  }

  @Test
  void theRecordIsReadWithoutMovingInIt() throws Exception {
    ByteBuffer data = ByteBuffer.wrap(PoisonCorpus.malformedAggregate());
    assertThat(aggregates.loses(data)).isTrue();
    assertThat(Aggregates.wrap(data).remaining()).isEqualTo(30);
    assertThat(data.remaining()).isEqualTo(29);
    ByteBuffer readOnly = data.asReadOnlyBuffer();
    assertThat(aggregates.loses(readOnly)).isTrue();
  }

  /** Whatever an aggregate is, the connector hands on all its parts, or all its bytes. */
  @Test
  void noAggregateVanishesWhateverIsInIt() throws Exception {
    Random random = new Random(10);
    int apart = 0;
    int whole = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = random(random);
      List<RawRecord> records = read(polled(bytes));
      if (records.size() == 1 && Arrays.equals(records.get(0).bytes, bytes)) {
        whole++;
      } else {
        byte[] body = Arrays.copyOfRange(bytes, 4, bytes.length - 16);
        assertThat(records)
            .hasSameSizeAs(Messages.AggregatedRecord.parseFrom(body).getRecordsList());
        assertThat(records).extracting(record -> record.sequence).containsOnly("7");
        apart++;
      }
    }
    assertThat(apart).isGreaterThan(500);
    assertThat(whole).isGreaterThan(500);
  }

  private static byte[] random(Random random) throws Exception {
    List<String> keys = new ArrayList<>();
    List<String> hashKeys = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      keys.add("key" + random.nextInt());
      hashKeys.add(
          random.nextInt(8) == 0 ? "x" : new BigInteger(random.nextInt(126) + 1, random) + "");
    }
    Messages.Record[] parts = new Messages.Record[random.nextInt(4)];
    for (int i = 0; i < parts.length; i++) {
      int most = keys.size() + (random.nextInt(8) == 0 ? 1 : 0);
      int at = random.nextInt(Math.max(1, most));
      parts[i] = part(at, random.nextInt(4) == 0 ? null : Long.valueOf(at));
    }
    byte[] bytes = aggregate(keys, hashKeys, parts);
    byte[] body = Arrays.copyOfRange(bytes, 4, bytes.length - 16);
    if (body.length > 0 && random.nextInt(3) == 0) {
      body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return PoisonCorpus.aggregate(body);
  }

  @Test
  void whatIsPolledIsTheSameObjectUnlessSomethingWouldBeLost() throws Exception {
    GetRecordsResult plain = result("{}".getBytes(UTF_8));
    Polling polling = new Polling(plain);
    PolledRecords polled = new PolledRecords(polling, aggregates);
    assertThat(polled.getRecords("i", 10)).isSameAs(plain);
    assertThat(polled.getShardIterator(SHARD, "LATEST", "m")).isEqualTo("LATEST of stream at m");
    assertThat(polled.getShardList(Map.of("s", "x"))).isSameAs(polling.shards);
  }

  @Test
  void whatIsPushedIsWholeToo() throws Exception {
    byte[] poison = PoisonCorpus.malformedAggregate();
    SubscribeToShardEvent event =
        SubscribeToShardEventStream.subscribeToShardEventBuilder()
            .millisBehindLatest(3L)
            .continuationSequenceNumber("9")
            .records(pushed("{}".getBytes(UTF_8)), pushed(poison))
            .build();
    SubscribeToShardEvent plain =
        SubscribeToShardEventStream.subscribeToShardEventBuilder()
            .records(pushed("{}".getBytes(UTF_8)))
            .build();
    List<Object> seen = new ArrayList<>();
    PushedRecords records = new PushedRecords(pushing(event, plain));
    SubscribeToShardRequest request =
        SubscribeToShardRequest.builder().shardId("shardId-000000000000").build();
    assertThatThrownBy(() -> records.subscribeToShard(request, handler(seen)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shardId-000000000000");
    records.expect(SHARD);
    records.subscribeToShard(request, handler(seen)).join();
    records.close();

    assertThat(closed).isTrue();
    assertThat(seen).hasSize(5);
    assertThat(seen.get(0)).isInstanceOf(SubscribeToShardResponse.class);
    SubscribeToShardEvent whole = (SubscribeToShardEvent) seen.get(1);
    assertThat(whole.millisBehindLatest()).isEqualTo(3L);
    assertThat(whole.continuationSequenceNumber()).isEqualTo("9");
    assertThat(whole.sdkEventType()).isEqualTo(event.sdkEventType());
    assertThat(whole.records().get(0)).isSameAs(event.records().get(0));
    var last = whole.records().get(1);
    assertThat(last.sequenceNumber()).isEqualTo("7");
    assertThat(
            new RawRecordSchema()
                .deserialize(last.data().asByteArray(), last.partitionKey(), "7", 1, "s", "t")
                .bytes)
        .isEqualTo(poison);
    assertThat(seen.get(2)).isSameAs(plain);
    assertThat(seen.get(3)).isEqualTo("complete");
    assertThat(seen.get(4)).isInstanceOf(IllegalArgumentException.class);
  }

  private boolean loses(byte[] bytes) {
    return aggregates.loses(ByteBuffer.wrap(bytes));
  }

  private static String keyOf(boolean ofTheShard) throws Exception {
    for (int i = 0; ; i++) {
      byte[] hash = MessageDigest.getInstance("MD5").digest(("k" + i).getBytes(UTF_8));
      if (hash[0] >= 0 == ofTheShard) {
        return "k" + i;
      }
    }
  }

  private static Messages.Record part(long key, Long hashKey) {
    Messages.Record.Builder part =
        Messages.Record.newBuilder()
            .setPartitionKeyIndex(key)
            .setData(ByteString.copyFromUtf8("a part"));
    if (hashKey != null) {
      part.setExplicitHashKeyIndex(hashKey);
    }
    return part.build();
  }

  private static byte[] aggregate(
      List<String> keys, List<String> hashKeys, Messages.Record... parts) throws Exception {
    return PoisonCorpus.aggregate(
        Messages.AggregatedRecord.newBuilder()
            .addAllPartitionKeyTable(keys)
            .addAllExplicitHashKeyTable(hashKeys)
            .addAllRecords(List.of(parts))
            .build()
            .toByteArray());
  }

  private GetRecordsResult polled(byte[] bytes) throws Exception {
    return new PolledRecords(new Polling(result(bytes)), aggregates).getRecords("i", 10);
  }

  private static GetRecordsResult result(byte[] bytes) {
    return new GetRecordsResult()
        .withMillisBehindLatest(0L)
        .withRecords(
            new Record()
                .withSequenceNumber("7")
                .withPartitionKey("k")
                .withData(ByteBuffer.wrap(bytes)));
  }

  /** What the connector makes of a result. */
  private static List<RawRecord> read(GetRecordsResult result) {
    RecordBatch batch = new RecordBatch(result.getRecords(), SHARD, result.getMillisBehindLatest());
    List<RawRecord> records = new ArrayList<>();
    for (UserRecord record : batch.getDeaggregatedRecords()) {
      byte[] bytes = new byte[record.getData().remaining()];
      record.getData().get(bytes);
      records.add(
          new RawRecordSchema()
              .deserialize(
                  bytes, record.getPartitionKey(), record.getSequenceNumber(), 1, "s", "shard"));
    }
    return records;
  }

  private static org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model
          .Record
      pushed(byte[] bytes) {
    return org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.Record
        .builder()
        .sequenceNumber("7")
        .partitionKey("k")
        .data(SdkBytes.fromByteArray(bytes))
        .build();
  }

  private KinesisProxyAsyncV2Interface pushing(SubscribeToShardEvent... events) {
    return new KinesisProxyAsyncV2Interface() {
      @Override
      public CompletableFuture<Void> subscribeToShard(
          SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
        handler.responseReceived(SubscribeToShardResponse.builder().build());
        handler.onEventStream(
            SdkPublisher.adapt(
                subscriber -> {
                  subscriber.onSubscribe(NOTHING);
                  for (SubscribeToShardEvent event : events) {
                    subscriber.onNext(event);
                  }
                }));
        handler.complete();
        handler.exceptionOccurred(new IllegalArgumentException("an end"));
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  private static SubscribeToShardResponseHandler handler(List<Object> seen) {
    return new SubscribeToShardResponseHandler() {
      @Override
      public void responseReceived(SubscribeToShardResponse response) {
        seen.add(response);
      }

      @Override
      public void onEventStream(SdkPublisher<SubscribeToShardEventStream> events) {
        events.subscribe(
            new Subscriber<SubscribeToShardEventStream>() {
              @Override
              public void onSubscribe(Subscription subscription) {
                subscription.request(10);
              }

              @Override
              public void onNext(SubscribeToShardEventStream event) {
                // as the connector sees it
                event.accept(
                    new Visitor() {
                      @Override
                      public void visit(SubscribeToShardEvent records) {
                        seen.add(records);
                      }
                    });
              }

              @Override
              public void onError(Throwable failure) {
                seen.add(failure);
              }

              @Override
              public void onComplete() {}
            });
      }

      @Override
      public void exceptionOccurred(Throwable failure) {
        seen.add(failure);
      }

      @Override
      public void complete() {
        seen.add("complete");
      }
    };
  }

  private static final Subscription NOTHING =
      new Subscription() {
        @Override
        public void request(long events) {}

        @Override
        public void cancel() {}
      };

  /** A Kinesis that has one answer. */
  private static final class Polling implements KinesisProxyInterface {
    private final GetRecordsResult result;
    private final GetShardListResult shards = new GetShardListResult();

    Polling(GetRecordsResult result) {
      this.result = result;
    }

    @Override
    public String getShardIterator(StreamShardHandle shard, String type, Object marker) {
      return type + " of " + shard.getStreamName() + " at " + marker;
    }

    @Override
    public GetRecordsResult getRecords(String iterator, int most) {
      return result;
    }

    @Override
    public GetShardListResult getShardList(Map<String, String> lastSeen) {
      return shards;
    }
  }
}
