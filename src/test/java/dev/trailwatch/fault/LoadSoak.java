package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.sns.SnsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Load without faults: {@code mvn -Pload verify}, ten minutes at a thousand events a second unless
 * {@code -Dminutes} and {@code -Drate} say otherwise.
 *
 * <p>Twice a second an event comes that is an alarm by itself; what is measured is the time from
 * its being put on the stream to the request that SNS gets.
 */
class LoadSoak {
  private static final int MINUTES = Integer.getInteger("minutes", 10);
  private static final int RATE = Integer.getInteger("rate", 1_000);

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Timeout(value = 90, unit = TimeUnit.MINUTES)
  void alarmsComeSoonAndMemoryStaysWhereItIs() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
    try (FaultRun run = new FaultRun(KINESIS, folder, seed, 1, 2)) {
      Files.writeString(
          folder.resolve("rules/probe.yaml"),
          """
          version: 1
          rules:
            - name: probe
              pattern: '{ $.eventName = Probe }'
              metric: {dimensions: {Number: $.number}}
              alarm: {period: 60, group_by: [Number], alarm_actions: [security], ok_actions: []}
          """);
      run.start(null);
      run.load(RATE);
      run.awaitCheckpoints(5);
      Map<String, Long> put = new HashMap<>();
      List<Long> heap = new ArrayList<>();
      long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
      for (int number = 0; System.nanoTime() < until; number++) {
        put.put(Integer.toString(number), System.currentTimeMillis());
        run.put(probe(number));
        if (number % 20 == 0) {
          heap.add(heapUsed(run));
        }
        Thread.sleep(500);
      }
      FlinkCluster.await(
          "the last alarms", Duration.ofMinutes(1), () -> latencies(run, put).size() == put.size());
      List<Long> latencies = latencies(run, put).stream().sorted().toList();
      long half = percentile(latencies, 50);
      long most = percentile(latencies, 99);
      long before = average(heap.subList(heap.size() / 2, heap.size() * 3 / 4));
      long after = average(heap.subList(heap.size() * 3 / 4, heap.size()));
      run.say(
          "%d events/s: p50 %d ms, p99 %d ms of %d alarms; heap %d MB, then %d MB"
              .formatted(RATE, half, most, latencies.size(), before >> 20, after >> 20));
      run.check(2);
      // times grow with what else the processors have to do; counts do not
      double busy = Math.max(1, run.busiest() / Runtime.getRuntime().availableProcessors());
      assertThat(half).isLessThanOrEqualTo((long) (500 * busy));
      assertThat(most).isLessThanOrEqualTo((long) (1_000 * busy));
      assertThat(after).as("heap in the last quarter").isLessThan(before * 3 / 2);
    }
  }

  private static String probe(int number) {
    return "{\"eventTime\":\"%s\",\"eventID\":\"probe-%d\",\"eventName\":\"Probe\",\"number\":\"%d\"}"
        .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), number, number);
  }

  private static List<Long> latencies(FaultRun run, Map<String, Long> put) {
    Map<String, Long> first = new HashMap<>();
    for (SnsServer.Message message : run.sns.taken()) {
      if ("probe".equals(message.attributes().get("rule"))) {
        String name = Comparison.alarm(message);
        String number = name.substring(name.indexOf('=') + 1, name.length() - 1);
        first.merge(number, message.receivedAt() - put.get(number), Math::min);
      }
    }
    return List.copyOf(first.values());
  }

  private static long heapUsed(FaultRun run) {
    JsonNode workers = run.cluster.tryGet("/taskmanagers");
    String id = workers.at("/taskmanagers/0/id").asText();
    JsonNode answer =
        run.cluster.tryGet("/taskmanagers/" + id + "/metrics?get=Status.JVM.Memory.Heap.Used");
    return answer == null ? 0 : answer.at("/0/value").asLong();
  }

  private static long average(List<Long> values) {
    return (long) values.stream().mapToLong(value -> value).average().orElse(0);
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
