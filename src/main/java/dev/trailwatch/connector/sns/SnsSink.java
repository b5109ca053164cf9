package dev.trailwatch.connector.sns;

import dev.trailwatch.wire.NoticeRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Notices to SNS topics: at least once, in order within an alarm, with the same id after a failure.
 *
 * <p>Run it with parallelism 1: an alarm's waiting messages then never part from its new ones, not
 * even when the job is rescaled. One writer sends hundreds of messages a second.
 */
public final class SnsSink
    implements Sink<NoticeRecord>, SupportsWriterState<NoticeRecord, WaitingNotices> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> topics;
  private final @Nullable String endpoint;
  private final RefusedNotices refused;
  private final RefusalAlarm alarm;

  /**
   * A sink for topics by name.
   *
   * @param topics names, as rules use them, to ARNs; the region of each is its ARN's
   * @param endpoint where SNS is instead of AWS' own; null for that
   * @param refused where notices go that SNS will never take
   * @param alarm the words of the engine's own alarm about that
   * @throws IllegalArgumentException if the topics have {@link #problems}
   */
  public SnsSink(
      Map<String, String> topics,
      @Nullable URI endpoint,
      RefusedNotices refused,
      RefusalAlarm alarm) {
    List<String> problems = problems(topics);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    this.topics = new TreeMap<>(topics);
    this.endpoint = endpoint == null ? null : endpoint.toString();
    this.refused = refused;
    this.alarm = alarm;
  }

  /**
   * What is wrong with the ARNs of topics.
   *
   * @return one message per fault, none when all is well
   */
  public static List<String> problems(Map<String, String> topics) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(topics)
        .forEach(
            (name, arn) -> {
              if (TopicArn.parse(arn) == null) {
                problems.add(
                    "topic."
                        + name
                        + " is \""
                        + arn
                        + "\", expected arn:aws:sns:<region>:<account>:<topic>");
              }
            });
    return problems;
  }

  @Override
  public StatefulSinkWriter<NoticeRecord, WaitingNotices> createWriter(WriterInitContext context) {
    return writer(
        context.getMailboxExecutor(), context.getProcessingTimeService(), context.metricGroup());
  }

  // Flink 1.20 still demands it of every sink; it calls the method above
  @Override
  @SuppressWarnings("deprecation")
  public StatefulSinkWriter<NoticeRecord, WaitingNotices> createWriter(InitContext context) {
    return writer(
        context.getMailboxExecutor(), context.getProcessingTimeService(), context.metricGroup());
  }

  @Override
  public StatefulSinkWriter<NoticeRecord, WaitingNotices> restoreWriter(
      WriterInitContext context, Collection<WaitingNotices> waiting) {
    SnsWriter writer =
        writer(
            context.getMailboxExecutor(),
            context.getProcessingTimeService(),
            context.metricGroup());
    writer.restore(waiting);
    return writer;
  }

  @Override
  public SimpleVersionedSerializer<WaitingNotices> getWriterStateSerializer() {
    return new WaitingNoticesSerializer();
  }

  private SnsWriter writer(
      MailboxExecutor mailbox, ProcessingTimeService time, MetricGroup metrics) {
    Map<String, TopicArn> arns = new LinkedHashMap<>();
    topics.forEach(
        (name, text) -> {
          TopicArn arn = TopicArn.parse(text);
          if (arn != null) {
            arns.put(name, arn);
          }
        });
    // the group that Managed Flink hands on to CloudWatch
    MetricGroup group = metrics.addGroup("kinesisanalytics");
    return new SnsWriter(
        arns,
        new SnsClients(endpoint == null ? null : URI.create(endpoint)),
        new Refusals(refused, alarm),
        mailbox,
        time,
        new BackOff(() -> ThreadLocalRandom.current().nextDouble()),
        new SnsWriter.Counters(
            group.counter("notificationsSent"),
            group.counter("notificationsRetried"),
            group.counter("notificationsFailed")),
        SnsWriter.BOUND);
  }
}
