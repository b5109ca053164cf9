package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/**
 * Publishes notices: in batches, each until SNS took it or refused it for good, those of one alarm
 * in their order.
 *
 * <p>A checkpoint waits for nothing: what is queued or under way is its state, so checkpoints
 * complete through an outage, and after a failure the same messages go again with the same ids.
 * Only when {@link #BOUND} messages wait does {@link #write} hold the job back.
 *
 * <p>All its methods, timers and answers run on the task's thread, the latter two as mails.
 */
final class SnsWriter implements StatefulSinkWriter<NoticeRecord, WaitingNotices> {
  /** Messages that may wait before the sink holds its job back. */
  static final int BOUND = 10_000;

  private static final long SAY_SO_EVERY = 60_000;
  private static final Logger LOG = LoggerFactory.getLogger(SnsWriter.class);

  /** The counters of {@code notificationsSent}, {@code -Retried} and {@code -Failed}. */
  static final class Counters {
    private final Counter sent;
    private final Counter retried;
    private final Counter failed;

    Counters(Counter sent, Counter retried, Counter failed) {
      this.sent = sent;
      this.retried = retried;
      this.failed = failed;
    }
  }

  private final Map<String, TopicQueue> topics = new LinkedHashMap<>();
  private final Map<String, Long> saidSo = new HashMap<>();
  private final SnsCalls calls;
  private final Refusals refusals;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;
  private final BackOff backOff;
  private final Counters counters;
  private final int bound;
  private int size;
  private long timerAt = Long.MAX_VALUE;
  private @Nullable ScheduledFuture<?> timer;
  private boolean closed;

  SnsWriter(
      Map<String, TopicArn> topics,
      SnsCalls calls,
      Refusals refusals,
      MailboxExecutor mailbox,
      ProcessingTimeService time,
      BackOff backOff,
      Counters counters,
      int bound) {
    topics.forEach((name, arn) -> this.topics.put(name, new TopicQueue(name, arn)));
    this.calls = calls;
    this.refusals = refusals;
    this.mailbox = mailbox;
    this.time = time;
    this.backOff = backOff;
    this.counters = counters;
    this.bound = bound;
  }

  /** Takes over what a checkpoint kept, before anything new. */
  void restore(Collection<WaitingNotices> waiting) {
    for (WaitingNotices lane : waiting) {
      for (NoticeRecord notice : lane.notices()) {
        enqueue(notice, lane.topic());
      }
    }
    dispatch();
  }

  @Override
  public void write(NoticeRecord notice, Context context) throws InterruptedException {
    for (String topic : new LinkedHashSet<>(Arrays.asList(notice.topics))) {
      while (size >= bound) {
        mailbox.yield();
      }
      enqueue(notice, topic);
    }
    dispatch();
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    while (endOfInput && size > 0) {
      mailbox.yield();
    }
  }

  @Override
  public List<WaitingNotices> snapshotState(long checkpoint) {
    List<WaitingNotices> waiting = new ArrayList<>();
    topics.values().forEach(topic -> waiting.addAll(topic.waiting()));
    return waiting;
  }

  @Override
  public void close() {
    closed = true;
    calls.close();
  }

  private void enqueue(NoticeRecord notice, String name) {
    TopicQueue topic = topics.get(name);
    if (topic == null) {
      refuse(notice, name, "unknown topic, expected one of " + topics.keySet());
      return;
    }
    Outgoing message = Outgoing.of(notice);
    if (message.bytes() > Outgoing.MAX_BYTES) {
      refuse(notice, name, message.bytes() + " bytes, SNS takes " + Outgoing.MAX_BYTES);
      return;
    }
    topic.add(message);
    size++;
  }

  private void dispatch() {
    if (closed) {
      return;
    }
    long now = time.getCurrentProcessingTime();
    long wake = Long.MAX_VALUE;
    for (TopicQueue topic : topics.values()) {
      TopicQueue.Batch batch = topic.next(now);
      while (batch != null) {
        send(topic, batch);
        batch = topic.next(now);
      }
      wake = Math.min(wake, topic.nextTime(now));
    }
    if (wake < timerAt) {
      if (timer != null) {
        timer.cancel(false);
      }
      timerAt = wake;
      timer = time.registerTimer(wake, at -> tick());
    }
  }

  private void tick() {
    timerAt = Long.MAX_VALUE;
    dispatch();
  }

  private void send(TopicQueue topic, TopicQueue.Batch batch) {
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (Outgoing message : batch.messages()) {
      entries.add(message.entry(Integer.toString(entries.size()), topic.arn()));
    }
    PublishBatchRequest request =
        PublishBatchRequest.builder()
            .topicArn(topic.arn().toString())
            .publishBatchRequestEntries(entries)
            .build();
    calls
        .publish(topic.arn().region(), request)
        .whenComplete(
            (response, failure) -> {
              try {
                mailbox.execute(() -> answered(topic, batch, response, failure), "answer of SNS");
              } catch (RejectedExecutionException e) {
                // the task has ended; what was under way is in its last checkpoint
              }
            });
  }

  private void answered(
      TopicQueue topic,
      TopicQueue.Batch batch,
      @Nullable PublishBatchResponse response,
      @Nullable Throwable failure) {
    if (closed) {
      return;
    }
    topic.answered();
    if (response != null) {
      judge(topic, batch, response);
    } else if (failure != null) {
      judge(topic, batch, failure);
    }
    dispatch();
  }

  /** The request as a whole failed. */
  private void judge(TopicQueue topic, TopicQueue.Batch batch, Throwable failure) {
    List<Outgoing> messages = batch.messages();
    SnsFailures.Kind kind = SnsFailures.of(failure);
    String words = SnsFailures.words(failure);
    if (kind == SnsFailures.Kind.RETRY) {
      topic.rest(time.getCurrentProcessingTime(), backOff);
      warn(topic, words);
    } else {
      topic.reached();
    }
    // put back from the last to the first: each goes to the front
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (kind == SnsFailures.Kind.RETRY) {
        counters.retried.inc();
        topic.again(batch, i);
      } else if (kind == SnsFailures.Kind.MESSAGE_REFUSED && messages.size() > 1) {
        messages.get(i).goAlone();
        counters.retried.inc();
        topic.again(batch, i);
      } else {
        give(topic, batch, i, messages.get(i), words);
      }
    }
  }

  /** The request was answered: each message has its own fate. */
  private void judge(TopicQueue topic, TopicQueue.Batch batch, PublishBatchResponse response) {
    List<Outgoing> messages = batch.messages();
    Map<String, BatchResultErrorEntry> failed = new HashMap<>();
    for (BatchResultErrorEntry entry : response.failed()) {
      failed.put(entry.id(), entry);
    }
    LinkedHashSet<String> successful = new LinkedHashSet<>();
    for (PublishBatchResultEntry entry : response.successful()) {
      successful.add(entry.id());
    }
    long now = time.getCurrentProcessingTime();
    int retried = 0;
    String words = "";
    for (int i = 0; i < messages.size(); i++) {
      String id = Integer.toString(i);
      BatchResultErrorEntry error = failed.get(id);
      if (successful.contains(id)) {
        counters.sent.inc();
        topic.done(batch, i);
        size--;
      } else if (error != null && SnsFailures.of(error) != SnsFailures.Kind.RETRY) {
        give(topic, batch, i, messages.get(i), SnsFailures.words(error));
      } else {
        retried++;
        counters.retried.inc();
        words = error == null ? "no answer for an entry" : SnsFailures.words(error);
        topic.again(batch, i, now, backOff);
      }
    }
    // one message's trouble may be its own; that of several at once is the topic's
    if (retried == messages.size() && retried > 1) {
      topic.rest(now, backOff);
      warn(topic, words);
    } else if (retried < messages.size()) {
      topic.reached();
    }
  }

  private void give(
      TopicQueue topic, TopicQueue.Batch batch, int index, Outgoing message, String words) {
    topic.done(batch, index);
    size--;
    refuse(message.notice(), topic.name(), words);
  }

  private void refuse(NoticeRecord notice, String topic, String reason) {
    counters.failed.inc();
    NoticeRecord about = refusals.refuse(notice, topic, reason, time.getCurrentProcessingTime());
    if (about != null) {
      for (String other : about.topics) {
        enqueue(about, other);
      }
    }
  }

  private void warn(TopicQueue topic, String words) {
    long now = time.getCurrentProcessingTime();
    Long last = saidSo.get(topic.name());
    if (last == null || now - last >= SAY_SO_EVERY) {
      saidSo.put(topic.name(), now);
      LOG.warn(
          "topic \"{}\" takes nothing for now, {} messages wait: {}",
          topic.name(),
          topic.size(),
          words);
    }
  }
}
