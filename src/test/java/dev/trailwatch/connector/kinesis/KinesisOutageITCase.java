package dev.trailwatch.connector.kinesis;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** Kinesis throttles, errs, cuts connections and is away: no restart, nothing lost, none late. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class KinesisOutageITCase {
  private static final Duration LATENESS = Duration.ofSeconds(1);

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @Test
  void everyKindOfOutageIsWaitedOutAndHoldsTime() throws Exception {
    KINESIS.createStream("outage", 2);
    WireMockServer front = front(0);
    Map<String, String> source = source("outage", front);
    Probe probe = new Probe(0);
    JobClient job = start(source, probe);
    List<String> sent = new ArrayList<>();
    put("outage", sent);
    await("the first", () -> probe.seen().records().size() == sent.size());

    for (ResponseDefinitionBuilder outage :
        List.of(
            error(400, "ProvisionedThroughputExceededException"),
            error(400, "ThrottlingException"),
            error(500, "InternalFailure"),
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK))) {
      StubMapping stub = front.stubFor(any(anyUrl()).atPriority(1).willReturn(outage));
      final long held = heldTime(probe);
      put("outage", sent);
      Thread.sleep(LATENESS.toMillis() + 1_500);
      assertThat(probe.seen().watermark()).as("time in an outage").isEqualTo(held);
      front.removeStub(stub);
      await("what came meanwhile", () -> probe.seen().records().size() == sent.size());
    }

    int port = front.port();
    front.stop();
    final long held = heldTime(probe);
    put("outage", sent);
    Thread.sleep(LATENESS.toMillis() + 1_500);
    assertThat(probe.seen().watermark()).as("time without a connection").isEqualTo(held);
    front = front(port);
    await("what came while it was away", () -> probe.seen().records().size() == sent.size());

    // the oldest iterators have expired
    StubMapping expired =
        front.stubFor(
            post(anyUrl())
                .atPriority(1)
                .withHeader("X-Amz-Target", containing("GetRecords"))
                .willReturn(error(400, "ExpiredIteratorException")));
    Thread.sleep(1_500);
    put("outage", sent);
    front.removeStub(expired);
    await("what came meanwhile", () -> probe.seen().records().size() == sent.size());

    assertThat(probe.seen().texts()).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(probe.seen().attempts).hasValue(1);
    assertThat(probe.seen().records())
        .allSatisfy(
            record ->
                assertThat(record.watermark())
                    .isLessThanOrEqualTo(record.arrival() - LATENESS.toMillis() + 1_000));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    job.cancel().get();
    await("the end", () -> job.getJobStatus().join().isGloballyTerminalState());
    front.stop();
  }

  /** More than half of all requests fail for longer than any retry of the connector would last. */
  @Test
  void aMinuteOfFaultsAtRandomRestartsNothingAndLosesNothing() throws Exception {
    KINESIS.createStream("weather", 2);
    WireMockServer front = front(0);
    Random dice = new Random(42);
    List<StubMapping> faults = new ArrayList<>();
    for (ResponseDefinitionBuilder fault :
        List.of(
            error(400, "ProvisionedThroughputExceededException"),
            error(500, "InternalFailure"),
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))) {
      faults.add(
          front.stubFor(
              requestMatching(
                      request -> {
                        synchronized (dice) {
                          return MatchResult.of(dice.nextInt(4) == 0);
                        }
                      })
                  .atPriority(1)
                  .willReturn(fault)));
    }
    Map<String, String> source = source("weather", front);
    Probe probe = new Probe(0);
    List<String> sent = new ArrayList<>();
    faults.forEach(front::removeStub);
    JobClient job = start(source, probe);
    put("weather", sent);
    await("the first", () -> probe.seen().records().size() == sent.size());
    faults.forEach(front::addStubMapping);
    long began = System.nanoTime();
    while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(61)) {
      put("weather", sent);
      Thread.sleep(500);
    }
    faults.forEach(front::removeStub);
    await("all of it", () -> probe.seen().records().size() >= sent.size());
    assertThat(probe.seen().texts()).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(probe.seen().attempts).hasValue(1);
    assertThat(probe.seen().records())
        .allSatisfy(
            record ->
                assertThat(record.watermark())
                    .isLessThanOrEqualTo(record.arrival() - LATENESS.toMillis() + 1_000));
    job.cancel().get();
    await("the end", () -> job.getJobStatus().join().isGloballyTerminalState());
    front.stop();
  }

  /** The connector looks for shards on one thread while another one stops it. */
  @Test
  void aShardThatIsFoundWhileTheJobStopsFailsNoSavepointAndIsReadByTheNextStart(
      @TempDir Path folder) throws Exception {
    KINESIS.createStream("stopping", 1);
    WireMockServer front = front(0);
    Map<String, String> source = source("stopping", front);
    Probe first = new Probe(0);
    JobClient job = start(source, first);
    List<String> sent = new ArrayList<>();
    put("stopping", sent);
    await("the first", () -> first.seen().records().size() == sent.size());

    CountDownLatch looks = new CountDownLatch(1);
    CompletableFuture<Void> stops = new CompletableFuture<>();
    front.stubFor(
        requestMatching(
                request -> {
                  if (request.getHeader("X-Amz-Target").contains("ListShards")) {
                    looks.countDown();
                    stops.join();
                  }
                  return MatchResult.noMatch();
                })
            .atPriority(1)
            .willReturn(aResponse()));
    assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
    KINESIS.split("stopping", KINESIS.shards("stopping").get(0), "1");
    put("stopping", sent);
    CompletableFuture<String> savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL);
    // until the connector has ended all that reads
    Thread.sleep(2_000);
    stops.complete(null);

    Probe second = new Probe(0);
    JobClient again = start(source, second, savepoint.get(60, TimeUnit.SECONDS));
    await(
        "the new shards",
        () -> first.seen().records().size() + second.seen().records().size() >= sent.size());
    assertThat(Stream.concat(first.seen().texts().stream(), second.seen().texts().stream()))
        .containsExactlyInAnyOrderElementsOf(sent);
    again.cancel().get();
    await("the end", () -> again.getJobStatus().join().isGloballyTerminalState());
    front.stop();
  }

  /** Where time stands still: what was under way when the outage began may still move it. */
  private static long heldTime(Probe probe) throws InterruptedException {
    long time = probe.seen().watermark();
    Thread.sleep(1_000);
    while (probe.seen().watermark() != time) {
      time = probe.seen().watermark();
      Thread.sleep(1_000);
    }
    return time;
  }

  /** A stream behind a proxy, whose shards are looked for twice a second. */
  private static Map<String, String> source(String stream, WireMockServer front) {
    Map<String, String> source = new HashMap<>(KINESIS.source(stream, "TRIM_HORIZON"));
    source.put("aws.endpoint", front.baseUrl());
    source.put("flink.shard.discovery.intervalmillis", "500");
    return source;
  }

  /** A proxy before the emulator, whose answers the test may replace. */
  private static WireMockServer front(int port) {
    WireMockServer front =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .disableRequestJournal());
    front.start();
    front.stubFor(
        any(anyUrl()).atPriority(9).willReturn(aResponse().proxiedFrom(KINESIS.endpoint())));
    return front;
  }

  /** An error as Kinesis tells it to the connector: in CBOR. */
  private static ResponseDefinitionBuilder error(int status, String code) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(0xa2); // a map of two
    for (String text : List.of("__type", code, "message", "as the test wishes")) {
      body.write(0x78); // a text, its length in one byte
      body.write(text.length());
      body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/x-amz-cbor-1.1")
        .withBody(body.toByteArray());
  }

  private static void put(String stream, List<String> sent) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = "record " + sent.size();
      sent.add(text);
      records.add(text.getBytes(StandardCharsets.UTF_8));
    }
    KINESIS.put(stream, records);
  }

  private static JobClient start(Map<String, String> source, Probe probe) throws Exception {
    return start(source, probe, null);
  }

  private static JobClient start(Map<String, String> source, Probe probe, String savepoint)
      throws Exception {
    Configuration configuration = new Configuration();
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.getConfig().setAutoWatermarkInterval(100);
    env.enableCheckpointing(500);
    env.setParallelism(1);
    KinesisRecords.of(source, LATENESS)
        .addTo(env, "source")
        .transform("probe", Types.VOID, probe)
        .uid("probe");
    return env.executeAsync();
  }

  private static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    Probe.Seen.await(what, 60_000, condition);
  }
}
