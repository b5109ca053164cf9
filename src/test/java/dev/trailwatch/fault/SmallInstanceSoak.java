package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.Main;
import dev.trailwatch.connector.demo.EventBuffer;
import dev.trailwatch.connector.demo.TrailGenerator;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.event.Payloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process with a small heap and the shipped rules: {@code mvn -Psmall verify}, five minutes at
 * five thousand events a second with 512 MB unless {@code -Dminutes}, {@code -Drate} and {@code
 * -Dheap} say otherwise.
 */
class SmallInstanceSoak {
  private static final int MINUTES = Integer.getInteger("minutes", 5);
  private static final int RATE = Integer.getInteger("rate", 5_000);
  private static final int HEAP = Integer.getInteger("heap", 512);

  // a put takes the emulator the longer the more records the stream holds: a busy trail's are large
  private static final int EVENTS_IN_RECORD = Math.max(40, RATE / 10);
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
  private static final Pattern PAUSE =
      Pattern.compile("Pause .* \\d+M->(\\d+)M\\(\\d+M\\) (\\S+)ms");

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final TrailGenerator trail = TrailGenerator.of(Long.getLong("seed", 7));
  private final EventBuffer buffer = new EventBuffer();
  private final Probes probes = new Probes();
  private long events;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void carriesTheLoadWithTheShippedRulesAndCountsEveryEvent() throws Exception {
    KINESIS.createStream("small", 2);
    copyRules();
    int port = freePort();
    RestMetrics metrics = new RestMetrics(port);
    try (SnsServer sns = new SnsServer()) {
      Process process = start(sns, port);
      try {
        probe();
        FlinkCluster.await(
            "the job to run", Duration.ofMinutes(3), () -> !probes.latencies(sns).isEmpty());
        long began = System.nanoTime();
        double owed = 0;
        long last = began;
        long nextProbe = began;
        while (System.nanoTime() - began < TimeUnit.MINUTES.toNanos(MINUTES)) {
          TimeUnit.MILLISECONDS.sleep(100);
          long now = System.nanoTime();
          owed += (now - last) / 1e9 * RATE;
          last = now;
          put((int) owed);
          owed -= (int) owed;
          if (now >= nextProbe) {
            nextProbe += TimeUnit.MILLISECONDS.toNanos(500);
            probe();
          }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        FlinkCluster.await(
            "the last alarms",
            Duration.ofMinutes(2),
            () -> probes.latencies(sns).size() == probes.count());
        FlinkCluster.await(
            "all " + events + " events", Duration.ofMinutes(1), () -> counted(metrics) >= events);
        assertThat(counted(metrics)).as("events counted").isEqualTo(events);
        assertThat(metrics.sum("recordsUndecodable")).isZero();
        report(sns, seconds, process);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** What the first probe cost is left out: the job was starting. */
  private void report(SnsServer sns, double seconds, Process process) throws IOException {
    List<Long> latencies = probes.latencies(sns);
    List<Integer> floors = new ArrayList<>();
    double paused = 0;
    for (String line : Files.readAllLines(folder.resolve("gc.log"))) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        floors.add(Integer.parseInt(pause.group(1)));
        paused += Double.parseDouble(pause.group(2).replace(',', '.'));
      }
    }
    int half = lowest(floors.subList(floors.size() / 2, floors.size() * 3 / 4));
    int end = lowest(floors.subList(floors.size() * 3 / 4, floors.size()));
    System.out.printf(
        "%d MB heap, %.0f events/s for %.0f s: p50 %d ms, p99 %d ms of %d alarms; heap after a"
            + " collection at least %d MB, then %d MB; %.1f %% paused; resident %s%n",
        HEAP,
        events / seconds,
        seconds,
        Probes.percentile(latencies, 50),
        Probes.percentile(latencies, 99),
        latencies.size(),
        half,
        end,
        paused / 10 / seconds,
        resident(process));
    // what it lives on in the last quarter is what it lived on in the third
    assertThat(end).isLessThan(half + half / 4 + 16);
    assertThat(events / seconds).as("the stream took it").isGreaterThan(RATE * 0.9);
  }

  private static int lowest(List<Integer> values) {
    return values.stream().mapToInt(value -> value).min().orElseThrow();
  }

  private static String resident(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("?")
            .replaceAll("\\s+", " ")
        : "unknown";
  }

  private static long counted(RestMetrics metrics) {
    return metrics.sum("eventsIn");
  }

  private void probe() {
    KINESIS.put("small", List.of(Payloads.gzip(Payloads.data(probes.next()))));
    events++;
  }

  private void put(int count) {
    List<byte[]> records = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      buffer.clear();
      trail.everyday(System.currentTimeMillis(), buffer);
      messages.add(new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8).strip());
      if (messages.size() == EVENTS_IN_RECORD || i == count - 1) {
        records.add(Payloads.gzip(Payloads.data(messages.toArray(String[]::new))));
        messages.clear();
      }
    }
    KINESIS.put("small", records);
    events += count;
  }

  private void copyRules() throws IOException {
    Path from = Path.of("rules");
    Path to = folder.resolve("rules");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.writeString(to.resolve("probe.yaml"), Probes.RULES);
  }

  private Process start(SnsServer sns, int port) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    KINESIS
        .source("small", "TRIM_HORIZON")
        .forEach((key, value) -> settings.put("source." + key, value));
    settings.put("rules.location", folder.resolve("rules").toString());
    settings.put("sink.type", "sns");
    settings.put("sink.topic.default", TOPIC);
    settings.put("sink.topic.security", TOPIC);
    settings.put("sink.aws.endpoint", sns.endpoint().toString());
    settings.put("runtime.checkpoint.dir", folder.resolve("checkpoints").toString());
    settings.put("runtime.parallelism", "2");
    settings.put("runtime.web.port", Integer.toString(port));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + HEAP + "m", "-XX:+UseSerialGC"));
    command.add("-Xlog:gc:file=" + folder.resolve("gc.log"));
    for (String opened : List.of("lang", "util", "util.concurrent", "time")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    // the connector's SDK and ours read different names
    command.addAll(List.of("-Daws.accessKeyId=test", "-Daws.secretKey=test"));
    command.add("-Daws.secretAccessKey=test");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Leash.class.getName(), Main.class.getName(), "run"));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("run.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
