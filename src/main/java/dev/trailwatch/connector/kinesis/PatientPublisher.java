package dev.trailwatch.connector.kinesis;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.kinesis.shaded.com.amazonaws.AmazonServiceException;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordBatch;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard's reader that waits an outage out, and notes when Kinesis proves that nothing is waiting.
 *
 * <p>The connector's own reader gives up after a few attempts, and at once when a connection is
 * refused; the task then fails and everything is read again. Here the shard stands still, and with
 * it its time, until Kinesis answers again. A refusal that waiting cannot cure (no permission, no
 * such stream) still fails the task.
 */
final class PatientPublisher implements RecordPublisher {
  /** An answer that was waited for this long was not lying in a buffer. */
  static final long WAITED = 100;

  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 5_000;
  private static final long SAY_SO_EVERY = 60_000;
  private static final Logger LOG = LoggerFactory.getLogger(PatientPublisher.class);

  /** Makes the connector's own reader: it asks Kinesis for an iterator and so may fail as well. */
  interface Opening {
    RecordPublisher open(SequenceNumber position) throws InterruptedException;
  }

  private final String shard;
  private final Opening opening;
  private final boolean pushed;
  private final ShardProgress progress;
  private final BooleanSupplier running;
  private final LongSupplier clock;
  private SequenceNumber position;
  private @Nullable RecordPublisher publisher;
  private long asked;
  private boolean consuming;
  private long pause = FIRST_PAUSE;
  private long saidSo;

  /**
   * A patient reader.
   *
   * @param position where reading begins
   * @param pushed whether Kinesis pushes (enhanced fan-out), so that an answer may be an old one
   */
  PatientPublisher(
      String shard,
      SequenceNumber position,
      Opening opening,
      boolean pushed,
      ShardProgress progress,
      BooleanSupplier running,
      LongSupplier clock) {
    this.shard = shard;
    this.position = position;
    this.opening = opening;
    this.pushed = pushed;
    this.progress = progress;
    this.running = running;
    this.clock = clock;
  }

  @Override
  public RecordPublisherRunResult run(RecordBatchConsumer consumer) throws InterruptedException {
    while (running.getAsBoolean()) {
      asked = clock.getAsLong();
      try {
        if (publisher == null) {
          publisher = opening.open(position);
        }
        RecordPublisherRunResult result = publisher.run(batch -> consume(batch, consumer));
        if (result == RecordPublisherRunResult.COMPLETE) {
          progress.ended(clock.getAsLong());
        }
        return result;
      } catch (RuntimeException e) {
        if (consuming || !passes(e)) {
          throw e;
        }
        // its iterator may have grown too old meanwhile
        publisher = null;
        waitOut(e);
      }
    }
    return RecordPublisherRunResult.INCOMPLETE;
  }

  private SequenceNumber consume(RecordBatch batch, RecordBatchConsumer consumer) {
    boolean fresh = !pushed || clock.getAsLong() - asked >= WAITED;
    consuming = true;
    position = consumer.accept(batch);
    consuming = false;
    pause = FIRST_PAUSE;
    Long behind = batch.getMillisBehindLatest();
    if (fresh && behind != null && behind == 0) {
      progress.caughtUp(asked);
    }
    asked = clock.getAsLong();
    return position;
  }

  private void waitOut(RuntimeException e) throws InterruptedException {
    long now = clock.getAsLong();
    if (saidSo == 0 || now - saidSo >= SAY_SO_EVERY) {
      saidSo = now;
      LOG.warn("shard {} cannot be read, waiting: {}", shard, e.toString());
    }
    long until = System.nanoTime() + pause * 1_000_000;
    while (running.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(Math.min(pause, 100));
    }
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  }

  /** Whether a failure is one that time may cure. */
  static boolean passes(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AmazonServiceException) {
        return passes((AmazonServiceException) t);
      }
      if (t instanceof SdkClientException) {
        return true;
      }
    }
    // what the connector throws when its own few attempts are used up has no cause
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Retries exceeded") || message.startsWith("Maximum retries exceeded");
  }

  private static boolean passes(AmazonServiceException e) {
    String code = String.valueOf(e.getErrorCode());
    return e.getErrorType() != AmazonServiceException.ErrorType.Client
        || e.getStatusCode() == 429
        || code.contains("Throttl")
        || code.startsWith("ProvisionedThroughputExceeded")
        || code.startsWith("LimitExceeded")
        || code.startsWith("Expired");
  }
}
