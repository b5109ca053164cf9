package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.Main;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.event.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code trailwatch run} as one process: killed, it goes on from its newest checkpoint. */
class LocalRestartITCase {
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security";

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void countsOnAfterKillAndMissesNothingThatCameMeanwhile() throws Exception {
    KINESIS.createStream("local", 2);
    Files.writeString(
        folder.resolve("rules.yaml"),
        """
        version: 1
        rules:
          - name: ten
            pattern: '{ $.eventName = StopLogging }'
            alarm: {period: 86400, threshold: 10, alarm_actions: [default]}
        """);
    try (SnsServer sns = new SnsServer()) {
      Process first = start(sns, "first.log");
      try {
        awaitCheckpointAfter(System.currentTimeMillis());
        put(1, 6);
        // one that began after the job read them holds them
        awaitCheckpointAfter(System.currentTimeMillis() + 3_000);
      } finally {
        first.destroyForcibly().waitFor();
      }
      put(7, 8);
      assertThat(sns.taken()).isEmpty();

      Process second = start(sns, "second.log");
      try {
        awaitCheckpointAfter(System.currentTimeMillis());
        put(9, 10);
        FlinkCluster.await("the alarm", Duration.ofMinutes(1), () -> !sns.taken().isEmpty());
      } finally {
        second.destroyForcibly().waitFor();
      }
      ObjectMapper json = new ObjectMapper();
      String message = sns.taken().get(0).document();
      assertThat(
              json.readTree(json.readTree(message).get("default").asText())
                  .at("/Evidence/count")
                  .asInt())
          .isEqualTo(10);
    }
  }

  private void put(int from, int to) {
    List<String> events = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      events.add(
          "{\"eventTime\":\""
              + Instant.now().truncatedTo(ChronoUnit.SECONDS)
              + "\",\"eventID\":\"e-"
              + i
              + "\",\"eventName\":\"StopLogging\"}");
    }
    KINESIS.put("local", List.of(Payloads.gzip(Payloads.data(events.toArray(String[]::new)))));
  }

  private Process start(SnsServer sns, String log) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    KINESIS.source("local", "LATEST").forEach((key, value) -> settings.put("source." + key, value));
    settings.put("rules.location", folder.resolve("rules.yaml").toString());
    settings.put("sink.type", "sns");
    settings.put("sink.topic.default", TOPIC);
    settings.put("sink.aws.endpoint", sns.endpoint().toString());
    settings.put("runtime.checkpoint.dir", folder.resolve("checkpoints").toString());
    settings.put("runtime.checkpoint.interval", "500 ms");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
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
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }

  private void awaitCheckpointAfter(long time) {
    FlinkCluster.await("a checkpoint", Duration.ofMinutes(2), () -> newest() > time);
  }

  private long newest() {
    Path checkpoints = folder.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(checkpoints, 3)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .mapToLong(file -> file.toFile().lastModified())
          .max()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      // an old checkpoint was removed under the walk
      return 0;
    }
  }
}
