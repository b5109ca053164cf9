package dev.trailwatch.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.PoisonCorpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KinesisRecordsITCase {
  private static final Duration LATENESS = Duration.ofSeconds(2);
  private static final String LOW = "0";
  private static final String HIGH = "300000000000000000000000000000000000000";
  private static final String QUARTER = "85070591730234615865843651857942052864";

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void everyRecordArrivesWithItsBytesItsShardAndItsArrival() throws Exception {
    KINESIS.createStream("flow", 2);
    Probe probe = new Probe(0);
    long before = System.currentTimeMillis();
    JobClient job = start(source("flow", "TRIM_HORIZON"), probe, 2, null);
    KINESIS.put("flow", numbered(0, 100));
    await("100 records", () -> probe.seen().records().size() == 100);
    assertThat(probe.seen().texts()).containsExactlyInAnyOrderElementsOf(texts(0, 100));
    assertThat(probe.seen().records())
        .allSatisfy(
            record -> {
              assertThat(record.origin()).startsWith("shardId-");
              assertThat(record.arrival())
                  .isBetween(before - 1_000, System.currentTimeMillis() + 1_000);
            });
    stop(job);
  }

  @Test
  void whileRecordsFlowTimeIsTheirArrivalMinusTheLateness() throws Exception {
    KINESIS.createStream("steady", 1);
    Probe probe = new Probe(0);
    JobClient job = start(source("steady", "TRIM_HORIZON"), probe, 2, null);
    for (int i = 0; i < 20; i++) {
      KINESIS.put("steady", numbered(i, 1));
      Thread.sleep(100);
    }
    await("20 records", () -> probe.seen().records().size() == 20);
    await(
        "time to pass the last record",
        () -> {
          long last = probe.seen().records().get(19).arrival();
          return probe.seen().watermark() >= last - LATENESS.toMillis();
        });
    assertNoneIsOvertaken(probe);
    stop(job);
  }

  @Test
  void aSilentStreamThatIsCaughtUpStillMovesTime() throws Exception {
    KINESIS.createStream("silent", 2);
    Probe probe = new Probe(0);
    JobClient job = start(source("silent", "LATEST"), probe, 2, null);
    await("a first watermark", () -> probe.seen().watermark() != Long.MIN_VALUE);
    long first = probe.seen().watermark();
    await("4 s of silence", () -> probe.seen().watermark() >= first + 4_000);
    long behind = System.currentTimeMillis() - probe.seen().watermark();
    assertThat(behind).isBetween(LATENESS.toMillis(), LATENESS.toMillis() + 3_000);
    stop(job);
  }

  @Test
  void aBacklogIsNeverOvertakenByTheClock() throws Exception {
    KINESIS.createStream("backlog", 2);
    // one shard has a backlog, the other none at all
    for (int i = 0; i < 300; i++) {
      KINESIS.put("backlog", ("old " + i).getBytes(StandardCharsets.UTF_8), LOW);
    }
    Thread.sleep(LATENESS.toMillis() + 3_000);
    Probe probe = new Probe(15);
    JobClient job = start(source("backlog", "TRIM_HORIZON"), probe, 2, null);
    await("the backlog", () -> probe.seen().records().size() == 300);
    assertNoneIsOvertaken(probe);
    await(
        "time to catch up",
        () -> System.currentTimeMillis() - probe.seen().watermark() < LATENESS.toMillis() + 3_000);
    stop(job);
  }

  @Test
  void aPoisonedAggregateStopsNoNeighbourAndIsHandedOnWhole() throws Exception {
    KINESIS.createStream("poison", 1);
    Probe probe = new Probe(0);
    JobClient job = start(source("poison", "TRIM_HORIZON"), probe, 1, null);
    KINESIS.put("poison", "good one".getBytes(StandardCharsets.UTF_8), LOW);
    KINESIS.put("poison", PoisonCorpus.malformedAggregate(), LOW);
    KINESIS.put("poison", "good two".getBytes(StandardCharsets.UTF_8), LOW);
    await("all three", () -> probe.seen().records().size() == 3);
    assertThat(probe.seen().texts())
        .containsExactly(
            "good one",
            new String(PoisonCorpus.malformedAggregate(), StandardCharsets.UTF_8),
            "good two");
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    assertThat(probe.seen().attempts).hasValue(1);
    stop(job);
  }

  @Test
  void splittingAndMergingShardsLosesNothingAndMakesNothingLate() throws Exception {
    KINESIS.createStream("reshard", 2);
    Map<String, String> source = new HashMap<>(source("reshard", "TRIM_HORIZON"));
    source.put("flink.shard.discovery.intervalmillis", "1000");
    Probe probe = new Probe(0);
    JobClient job = start(source, probe, 2, null);
    List<String> sent = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      if (round == 15) {
        KINESIS.split("reshard", KINESIS.shards("reshard").get(0), QUARTER);
      }
      if (round == 30) {
        List<String> shards = KINESIS.shards("reshard");
        KINESIS.merge("reshard", shards.get(2), shards.get(3));
      }
      for (String hashKey : List.of(LOW, QUARTER, HIGH)) {
        String text = round + " " + hashKey;
        KINESIS.put("reshard", text.getBytes(StandardCharsets.UTF_8), hashKey);
        sent.add(text);
      }
      Thread.sleep(100);
    }
    await("every record", () -> probe.seen().records().size() >= sent.size());
    assertThat(probe.seen().texts()).containsExactlyInAnyOrderElementsOf(sent);
    assertNoneIsOvertaken(probe);
    await(
        "time to go on",
        () -> System.currentTimeMillis() - probe.seen().watermark() < LATENESS.toMillis() + 3_000);
    stop(job);
  }

  @Test
  void aShardThatWasSilentSinceTheFirstStartLosesNothingWhileTheJobIsDown(@TempDir Path folder)
      throws Exception {
    KINESIS.createStream("down", 2);
    KINESIS.put("down", "before the first start".getBytes(StandardCharsets.UTF_8), HIGH);
    // the start reaches back a little, so that Kinesis' clock may be behind ours
    Thread.sleep(7_000);
    Probe probe = new Probe(0);
    JobClient job = start(source("down", "LATEST"), probe, 2, null);
    await("a first watermark", () -> probe.seen().watermark() != Long.MIN_VALUE);
    KINESIS.put("down", "while up".getBytes(StandardCharsets.UTF_8), LOW);
    await("the first record", () -> probe.seen().records().size() == 1);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    KINESIS.put("down", "while down".getBytes(StandardCharsets.UTF_8), HIGH);
    Thread.sleep(6_000);
    Probe second = new Probe(0);
    JobClient again = start(source("down", "LATEST"), second, 2, savepoint);
    await("what came meanwhile", () -> !second.seen().records().isEmpty());
    assertThat(probe.seen().texts()).containsExactly("while up");
    assertThat(second.seen().texts()).containsExactly("while down");
    assertNoneIsOvertaken(second);
    stop(again);
  }

  private static Map<String, String> source(String stream, String position) {
    return KINESIS.source(stream, position);
  }

  private static JobClient start(
      Map<String, String> source, Probe probe, int parallelism, String savepoint) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment job =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    job.getConfig().setAutoWatermarkInterval(100);
    job.enableCheckpointing(300);
    job.setParallelism(parallelism);
    KinesisRecords.of(source, LATENESS)
        .addTo(job, "source")
        .transform("probe", Types.VOID, probe)
        .uid("probe")
        .setParallelism(1);
    return job.executeAsync();
  }

  private static void stop(JobClient job) throws Exception {
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    job.cancel().get();
    await("the job's end", () -> job.getJobStatus().join().isGloballyTerminalState());
  }

  private static void assertNoneIsOvertaken(Probe probe) {
    assertThat(probe.seen().records())
        .allSatisfy(
            record ->
                assertThat(record.watermark())
                    .as("the watermark when \"%s\" came", record.text())
                    .isLessThanOrEqualTo(record.arrival() - LATENESS.toMillis() + 1_000));
  }

  private static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    Probe.Seen.await(what, 60_000, condition);
  }

  private static List<byte[]> numbered(int from, int count) {
    return texts(from, count).stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static List<String> texts(int from, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      texts.add("record " + i);
    }
    return texts;
  }
}
