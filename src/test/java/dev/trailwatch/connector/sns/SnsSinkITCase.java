package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.wire.NoticeRecord;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sink in a real job against a real HTTP endpoint. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SnsSinkITCase {
  private static final String SECURITY = "arn:aws:sns:eu-central-1:111122223333:security";
  private static final String ORDERED = "arn:aws:sns:us-east-1:111122223333:ordered.fifo";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path folder;
  private final SnsServer sns = new SnsServer();

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void end() {
    sns.close();
  }

  @Test
  void aBoundedJobEndsOnlyWhenEveryNoticeWasTaken() throws Exception {
    Numbers numbers = new Numbers(40, 4, 0, "security", "ordered");
    sns.mode(SnsServer.Mode.THROTTLED);
    JobClient job = start(numbers, sns.endpoint(), 10_000);
    await("some refusals", () -> sns.requests() >= 4);
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    sns.mode(SnsServer.Mode.SCRIPT);
    job.getJobExecutionResult().get();
    assertThat(sns.taken()).hasSize(80);
    SnsServer.Message plain =
        sns.taken().stream().filter(m -> m.topicArn().equals(SECURITY)).findFirst().orElseThrow();
    assertThat(plain.structure()).isEqualTo("json");
    assertThat(plain.subject()).startsWith("ALARM: \"alarm-");
    assertThat(JSON.readTree(plain.document()).get("email").asText()).contains("\u00e9");
    assertThat(plain.attributes())
        .containsEntry("severity", "high")
        .containsEntry("state", "ALARM");
    assertThat(plain.group()).isNull();
    SnsServer.Message fifo =
        sns.taken().stream().filter(m -> m.topicArn().equals(ORDERED)).findFirst().orElseThrow();
    assertThat(fifo.group()).startsWith("alarm-");
    assertThat(fifo.deduplication()).startsWith(fifo.group() + "-");
    assertInOrder(SECURITY, 40, 4);
    assertInOrder(ORDERED, 40, 4);
  }

  @Test
  void checkpointsCompleteThroughAnOutageAndThenAllIsSaidInOrder() throws Exception {
    Numbers numbers = new Numbers(300, 7, 60, "security");
    sns.mode(SnsServer.Mode.UNAVAILABLE);
    JobClient job = start(numbers, sns.endpoint(), 100);
    await("20 checkpoints in the outage", () -> numbers.checkpoints() >= 20);
    assertThat(sns.taken()).isEmpty();
    int asked = sns.requests();
    assertThat(asked).as("pauses grow").isLessThan(40);
    sns.mode(SnsServer.Mode.RESET);
    await("resets", () -> sns.requests() > asked);
    sns.mode(SnsServer.Mode.SCRIPT);
    AtomicInteger dice = new AtomicInteger();
    sns.script(message -> dice.incrementAndGet() % 10 < 3 ? "InternalError" : null);
    job.getJobExecutionResult().get();
    assertThat(sns.taken()).hasSize(300);
    assertInOrder(SECURITY, 300, 7);
    assertThat(numbers.attempts()).isEqualTo(1);
  }

  @Test
  void aCrashRepeatsWhatWasUnderWayWithTheSameIdsAndLosesNothing() throws Exception {
    Numbers numbers = new Numbers(200, 5, 100, "security").failingAt(90).failingAt(150);
    sns.delay(40);
    JobClient job = start(numbers, sns.endpoint(), 100);
    await("some", () -> sns.taken().size() > 20);
    sns.mode(SnsServer.Mode.AMBIGUOUS);
    Thread.sleep(300);
    sns.mode(SnsServer.Mode.SCRIPT);
    job.getJobExecutionResult().get();
    assertThat(numbers.attempts()).isEqualTo(3);
    assertThat(sns.taken()).hasSizeGreaterThanOrEqualTo(200);
    assertInOrder(SECURITY, 200, 5);
  }

  @Test
  void aTopicThatRefusesDoesNotDisturbTheOthersNorRestartTheJob() throws Exception {
    Numbers numbers = new Numbers(50, 5, 0, "security", "ordered", "unknown");
    sns.script(message -> message.topicArn().equals(SECURITY) ? "AuthorizationError" : null);
    JobClient job = start(numbers, sns.endpoint(), 100);
    job.getJobExecutionResult().get();
    assertThat(numbers.attempts()).isEqualTo(1);
    assertInOrder(ORDERED, 50, 5);
    assertThat(sns.taken()).allMatch(message -> message.topicArn().equals(ORDERED));
    List<String> refused = Files.readAllLines(folder.resolve("refused.jsonl"));
    assertThat(refused).hasSize(100);
    assertThat(refused.stream().filter(line -> line.contains("AuthorizationError"))).hasSize(50);
    assertThat(refused.stream().filter(line -> line.contains("unknown topic"))).hasSize(50);
  }

  private JobClient start(Numbers numbers, URI endpoint, long checkpointMillis) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    env.enableCheckpointing(checkpointMillis);
    env.fromSource(numbers.source(), WatermarkStrategy.noWatermarks(), "numbers", Types.LONG)
        .uid("numbers")
        .process(numbers, Types.POJO(NoticeRecord.class))
        .uid("notices")
        .sinkTo(
            new SnsSink(
                Map.of("security", SECURITY, "ordered", ORDERED),
                endpoint,
                new RefusedNoticesFile(folder.resolve("refused.jsonl")),
                (notice, topic, reason, now) -> null))
        .uid("sns");
    return env.executeAsync();
  }

  /** Each alarm's messages came in their order; a repetition carries no new number. */
  private void assertInOrder(String topic, int count, int alarms) {
    List<Integer> all = new ArrayList<>();
    for (int alarm = 0; alarm < alarms; alarm++) {
      String name = "alarm-" + alarm;
      LinkedHashSet<Integer> first = new LinkedHashSet<>();
      for (SnsServer.Message message : sns.taken()) {
        if (message.topicArn().equals(topic) && message.subject().contains('"' + name + '"')) {
          first.add(number(message));
        }
      }
      assertThat(List.copyOf(first)).isSorted();
      all.addAll(first);
    }
    assertThat(all).hasSize(count);
  }

  private static int number(SnsServer.Message message) {
    try {
      return JSON.readTree(JSON.readTree(message.document()).get("default").asText())
          .get("number")
          .asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not within a minute: " + what);
      }
      Thread.sleep(20);
    }
  }

  /** Numbers that become notices; counts checkpoints and attempts, and fails where it is told. */
  private static final class Numbers extends ProcessFunction<Long, NoticeRecord>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Map<Integer, Counts> COUNTS = new ConcurrentHashMap<>();

    private final int id = IDS.incrementAndGet();
    private final int count;
    private final int alarms;
    private final int perSecond;
    private final String[] topics;
    private final ArrayList<Long> failures = new ArrayList<>();

    Numbers(int count, int alarms, int perSecond, String... topics) {
      this.count = count;
      this.alarms = alarms;
      this.perSecond = perSecond;
      this.topics = topics;
      COUNTS.put(id, new Counts());
    }

    Numbers failingAt(long number) {
      failures.add(number);
      return this;
    }

    DataGeneratorSource<Long> source() {
      return new DataGeneratorSource<>(
          number -> number,
          count,
          perSecond == 0 ? RateLimiterStrategy.noOp() : RateLimiterStrategy.perSecond(perSecond),
          Types.LONG);
    }

    int checkpoints() {
      return COUNTS.get(id).checkpoints.get();
    }

    int attempts() {
      return COUNTS.get(id).attempts.get();
    }

    @Override
    public void open(org.apache.flink.api.common.functions.OpenContext context) {
      COUNTS.get(id).attempts.incrementAndGet();
    }

    @Override
    public void processElement(Long number, Context context, Collector<NoticeRecord> out) {
      int attempt = attempts();
      if (attempt <= failures.size() && number >= failures.get(attempt - 1)) {
        throw new IllegalStateException("as the test wishes");
      }
      out.collect(Notices.of("alarm-" + number % alarms, number.intValue(), topics));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      COUNTS.get(id).checkpoints.incrementAndGet();
    }

    private static final class Counts implements Serializable {
      private static final long serialVersionUID = 1L;
      final AtomicInteger checkpoints = new AtomicInteger();
      final AtomicInteger attempts = new AtomicInteger();
    }
  }
}
