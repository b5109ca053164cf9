package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.s3.S3Server;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.event.Payloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jar for Managed Flink on a session cluster that has nothing but Flink, by child-first class
 * loading as there: rules from S3, records from Kinesis, the alarm to SNS.
 */
class FlinkJarITCase {
  private static final Path JAR = Path.of("target/trailwatch-flink.jar");

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  /** Polling goes by one of the connector's SDKs, fan-out by the other one and by Netty. */
  @ParameterizedTest
  @ValueSource(strings = {"POLLING", "EFO"})
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void runsWhereNothingButFlinkIsAndIsReplacedThroughASavepoint(String publisher) throws Exception {
    assertThat(JAR).as("what mvn package makes").exists();
    String stream = "clean-" + publisher;
    KINESIS.createStream(stream, 1);
    try (SnsServer sns = new SnsServer();
        S3Server s3 = new S3Server();
        FlinkCluster cluster = FlinkCluster.clean(folder.resolve("cluster"), 1, 1)) {
      s3.put(
          "trail/rules/stop.yaml",
          """
          version: 1
          rules:
            - name: stop
              pattern: '{ $.eventName = StopLogging }'
              alarm: {period: 60, alarm_actions: [default]}
            - name: twice
              pattern: '{ $.eventName = StopLogging }'
              alarm: {period: 86400, threshold: 2, alarm_actions: [default]}
          """);
      List<String> arguments =
          List.of("--config", configuration(stream, publisher, sns, s3).toString());
      String job = cluster.run(JAR, arguments);
      FlinkCluster.await("the job to run", Duration.ofSeconds(90), () -> cluster.runs(job));
      KINESIS.put(stream, List.of(Payloads.gzip(Payloads.data(event(1))), new byte[] {1, 2, 3}));
      FlinkCluster.await("the alarm", Duration.ofSeconds(60), () -> !sns.taken().isEmpty());
      assertThat(sns.taken().get(0).subject()).startsWith("ALARM: \"stop\"");
      if (publisher.equals("EFO")) {
        // against the emulator a stop with a savepoint does not always end
        return;
      }
      Path savepoint = cluster.stop(job, folder.resolve("savepoints"));
      assertThat(savepoint.resolve("_metadata")).exists();
      assertThat(s3.objects().tailMap("trail/dead/").keySet())
          .as("the record that was none")
          .anyMatch(key -> key.startsWith("trail/dead/"));

      // the procedure of the operations page: what comes meanwhile is not lost, what was is known
      KINESIS.put(stream, List.of(Payloads.gzip(Payloads.data(event(2)))));
      Path upgrade = Files.copy(JAR, folder.resolve("trailwatch-flink-next.jar"));
      String next = cluster.run(upgrade, arguments, savepoint);
      FlinkCluster.await("the new jar to run", Duration.ofSeconds(90), () -> cluster.runs(next));
      FlinkCluster.await(
          "the alarm of both events",
          Duration.ofSeconds(60),
          () -> sns.taken().stream().anyMatch(m -> m.subject().startsWith("ALARM: \"twice\"")));
      cluster.stop(next, folder.resolve("savepoints"));
    }
  }

  private Path configuration(String stream, String publisher, SnsServer sns, S3Server s3)
      throws Exception {
    Map<String, Map<String, String>> groups = new TreeMap<>();
    Map<String, String> source = new TreeMap<>(KINESIS.source(stream, "TRIM_HORIZON"));
    source.put("record.publisher", publisher);
    groups.put("source", source);
    groups.put("rules", Map.of("location", "s3://trail/rules/"));
    groups.put("dead-letter", Map.of("location", "s3://trail/dead/"));
    groups.put("runtime", Map.of("s3.endpoint", s3.endpoint().toString()));
    groups.put(
        "sink",
        Map.of(
            "type", "sns",
            "topic.default", "arn:aws:sns:us-east-1:111122223333:security",
            "aws.endpoint", sns.endpoint().toString()));
    ObjectMapper json = new ObjectMapper();
    ArrayNode list = json.createArrayNode();
    groups.forEach(
        (name, keys) -> {
          ObjectNode group = list.addObject().put("PropertyGroupId", "trailwatch." + name);
          ObjectNode map = group.putObject("PropertyMap");
          keys.forEach(map::put);
        });
    return Files.writeString(folder.resolve("application_properties.json"), list.toString());
  }

  private static String event(int number) {
    return "{\"eventTime\":\"%s\",\"eventID\":\"e-%d\",\"eventName\":\"StopLogging\"}"
        .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), number);
  }
}
