package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * its being put on the stream to the request that SNS gets. Beside it: the events that the stream
 * took, how far the job's time lies behind the clock, and what the worker's memory holds.
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
      Files.writeString(folder.resolve("rules/probe.yaml"), Probes.RULES);
      // production's interval; faults are tried with one of a second
      run.checkpointInterval = Duration.ofSeconds(10);
      run.start(null);
      run.load(RATE);
      run.awaitCheckpoints(1);
      RestMetrics metrics = new RestMetrics(run.cluster.restPort());
      Probes probes = new Probes();
      List<Long> heap = new ArrayList<>();
      List<Long> lag = new ArrayList<>();
      final long eventsBefore = run.events();
      long began = System.nanoTime();
      for (int number = 0;
          System.nanoTime() - began < TimeUnit.MINUTES.toNanos(MINUTES);
          number++) {
        run.put(probes.next());
        if (number % 20 == 0) {
          // nothing is known before the first report of a worker
          long used = heapUsed(run);
          long behind = metrics.highest("watermarkLag");
          if (used > 0 && behind > 0) {
            heap.add(used);
            lag.add(behind - FaultRun.LATENESS);
          }
        }
        Thread.sleep(500);
      }
      double rate = (run.events() - eventsBefore) / ((System.nanoTime() - began) / 1e9);
      FlinkCluster.await(
          "the last alarms",
          Duration.ofMinutes(1),
          () -> probes.latencies(run.sns).size() == probes.count());
      assertThat(heap.size()).as("reports, a minute gives six").isGreaterThan(3);
      List<Long> latencies = probes.latencies(run.sns);
      long half = Probes.percentile(latencies, 50);
      long most = Probes.percentile(latencies, 99);
      long before = lowest(heap.subList(heap.size() / 2, heap.size() * 3 / 4));
      long after = lowest(heap.subList(heap.size() * 3 / 4, heap.size()));
      List<Long> lags = lag.stream().sorted().toList();
      run.say(
          ("%.0f events/s for %d min: p50 %d ms, p99 %d ms of %d alarms; time behind lateness p50"
                  + " %d ms, p99 %d ms; heap at least %d MB, then %d MB; %d MB resident")
              .formatted(
                  rate,
                  MINUTES,
                  half,
                  most,
                  latencies.size(),
                  Probes.percentile(lags, 50),
                  Probes.percentile(lags, 99),
                  before >> 20,
                  after >> 20,
                  run.cluster.residentKilobytes() >> 10));
      run.check(2);
      assertThat(rate).as("the stream took it").isGreaterThan(RATE * 0.9);
      // times grow with what else the processors have to do; counts do not
      double busy = Math.max(1, run.busiest() / Runtime.getRuntime().availableProcessors());
      long limit = RATE <= 1_000 ? 1_000 : 2_000;
      assertThat(half).isLessThanOrEqualTo((long) (limit / 2.0 * busy));
      assertThat(most).isLessThanOrEqualTo((long) (limit * busy));
      assertThat(after).as("heap in the last quarter").isLessThan(before * 5 / 4 + (16 << 20));
    }
  }

  private static long heapUsed(FaultRun run) {
    JsonNode workers = run.cluster.tryGet("/taskmanagers");
    String id = workers.at("/taskmanagers/0/id").asText();
    JsonNode answer =
        run.cluster.tryGet("/taskmanagers/" + id + "/metrics?get=Status.JVM.Memory.Heap.Used");
    return answer == null ? 0 : answer.at("/0/value").asLong();
  }

  /** What the heap holds at least lies between its collections' peaks. */
  private static long lowest(List<Long> values) {
    return values.stream().mapToLong(value -> value).min().orElse(0);
  }
}
