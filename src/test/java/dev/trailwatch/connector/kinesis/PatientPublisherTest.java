package dev.trailwatch.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.kinesis.shaded.com.amazonaws.AmazonServiceException;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.HashKeyRange;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher.RecordPublisherRunResult;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.junit.jupiter.api.Test;

class PatientPublisherTest {
  private static final StreamShardHandle SHARD =
      new StreamShardHandle(
          "stream",
          new Shard()
              .withShardId("shardId-000000000000")
              .withHashKeyRange(
                  new HashKeyRange().withStartingHashKey("0").withEndingHashKey("9")));

  private final AtomicLong now = new AtomicLong(100_000);
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final ShardProgress progress = new ShardProgress(false);
  private final Deque<RecordPublisher> steps = new ArrayDeque<>();
  private final List<String> opened = new ArrayList<>();
  private final List<Long> behind = new ArrayList<>();

  @Test
  void whatWasCaughtUpCountsFromTheRequestAndOnlyOnceItIsHandedOn() throws Exception {
    steps.add(
        answer(0L, () -> now.addAndGet(400), () -> assertThat(reached()).isEqualTo(unknown())));
    publisher(false).run(this::take);
    assertThat(reached()).isEqualTo(100_000 - ShardProgress.MARGIN);
  }

  @Test
  void anAnswerFromBehindOrWithoutAWordIsNoProof() throws Exception {
    steps.add(answer(1L, () -> {}, () -> {}));
    steps.add(answer(null, () -> {}, () -> {}));
    PatientPublisher publisher = publisher(false);
    publisher.run(this::take);
    publisher.run(this::take);
    assertThat(behind).containsExactly(1L, null);
    assertThat(reached()).isEqualTo(unknown());
  }

  @Test
  void ofWhatIsPushedOnlyWhatWasWaitedForIsProof() throws Exception {
    // three events of one subscription: the second lay in a buffer while the first was handed on
    steps.add(
        consumer -> {
          now.addAndGet(3_000);
          consumer.accept(new RecordBatch(List.of(), SHARD, 0L));
          long afterFirst = reached();
          now.addAndGet(PatientPublisher.WAITED - 1);
          consumer.accept(new RecordBatch(List.of(), SHARD, 0L));
          assertThat(reached()).isEqualTo(afterFirst);
          now.addAndGet(5_000);
          consumer.accept(new RecordBatch(List.of(), SHARD, 0L));
          return RecordPublisherRunResult.INCOMPLETE;
        });
    publisher(true).run(this::take);
    assertThat(reached())
        .isEqualTo(100_000 + 3_000 + PatientPublisher.WAITED - 1 - ShardProgress.MARGIN);
  }

  @Test
  void anOutageIsWaitedOut() throws Exception {
    steps.add(failing(new SdkClientException("refused", new ConnectException("refused"))));
    steps.add(failing(new RuntimeException("Retries exceeded for getRecords operation - all 3")));
    steps.add(failing(server(500, "InternalFailure")));
    steps.add(answer(0L, () -> {}, () -> {}));
    assertThat(publisher(false).run(this::take)).isEqualTo(RecordPublisherRunResult.INCOMPLETE);
    assertThat(behind).containsExactly(0L);
  }

  @Test
  void afterAnOutageReadingGoesOnBehindTheLastRecordWithAFreshIterator() throws Exception {
    PatientPublisher publisher = publisher(false);
    steps.add(failing(client(400, "ExpiredIteratorException")));
    steps.add(answer(5L, () -> {}, () -> {}));
    publisher.run(this::take);
    steps.add(failing(client(400, "ProvisionedThroughputExceededException")));
    steps.add(answer(0L, () -> {}, () -> {}));
    publisher.run(this::take);
    assertThat(opened).containsExactly("0", "0", "1");
  }

  @Test
  void aRefusalForGoodAndAFaultOfOursAreNotWaitedOut() {
    assertThat(PatientPublisher.passes(client(400, "AccessDeniedException"))).isFalse();
    ResourceNotFoundException gone = new ResourceNotFoundException("gone");
    gone.setErrorType(AmazonServiceException.ErrorType.Client);
    assertThat(PatientPublisher.passes(gone)).isFalse();
    assertThat(PatientPublisher.passes(new NullPointerException())).isFalse();
    assertThat(PatientPublisher.passes(client(400, "ThrottlingException"))).isTrue();
    assertThat(PatientPublisher.passes(client(400, "ExpiredTokenException"))).isTrue();
    steps.add(answer(0L, () -> {}, () -> {}));
    assertThatThrownBy(
            () ->
                publisher(false)
                    .run(
                        batch -> {
                          throw new SdkClientException("thrown by what reads the records");
                        }))
        .isInstanceOf(SdkClientException.class);
  }

  @Test
  void theEndOfAnOutageIsNotAwaitedByAJobThatEnds() throws Exception {
    running.set(false);
    assertThat(publisher(false).run(this::take)).isEqualTo(RecordPublisherRunResult.INCOMPLETE);
  }

  @Test
  void theShardsEndIsNoted() throws Exception {
    progress.emitted(7_000);
    steps.add(consumer -> RecordPublisherRunResult.COMPLETE);
    assertThat(publisher(false).run(this::take)).isEqualTo(RecordPublisherRunResult.COMPLETE);
    assertThat(progress.reached(now.get() + 1_000, 1_000)).isEqualTo(ShardProgress.FINISHED);
  }

  private PatientPublisher publisher(boolean pushed) {
    return new PatientPublisher(
        "shard",
        new SequenceNumber("0"),
        position -> {
          opened.add(position.getSequenceNumber());
          return consumer -> steps.remove().run(consumer);
        },
        pushed,
        progress,
        running::get,
        now::get);
  }

  private SequenceNumber take(RecordBatch batch) {
    behind.add(batch.getMillisBehindLatest());
    return new SequenceNumber("1");
  }

  private long reached() {
    return progress.reached(now.get(), 0);
  }

  private static long unknown() {
    return ShardProgress.UNKNOWN;
  }

  private static RecordPublisher answer(Long behind, Runnable before, Runnable inside) {
    return consumer -> {
      before.run();
      inside.run();
      consumer.accept(new RecordBatch(List.of(), SHARD, behind));
      return RecordPublisherRunResult.INCOMPLETE;
    };
  }

  private static RecordPublisher failing(RuntimeException failure) {
    return consumer -> {
      throw failure;
    };
  }

  private static AmazonServiceException server(int status, String code) {
    AmazonServiceException e = new AmazonServiceException("server");
    e.setErrorType(AmazonServiceException.ErrorType.Service);
    e.setStatusCode(status);
    e.setErrorCode(code);
    return e;
  }

  private static AmazonServiceException client(int status, String code) {
    AmazonServiceException e = new AmazonServiceException("client");
    e.setErrorType(AmazonServiceException.ErrorType.Client);
    e.setStatusCode(status);
    e.setErrorCode(code);
    return e;
  }
}
