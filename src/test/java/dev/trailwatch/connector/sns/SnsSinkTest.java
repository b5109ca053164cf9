package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnsSinkTest {
  @Test
  void allBadArnsAreNamedAtOnce() {
    Map<String, String> topics =
        Map.of(
            "a", "arn:aws:sns:us-east-1:111122223333:good",
            "b", "arn:aws:sqs:us-east-1:111122223333:queue",
            "c", "security");
    assertThat(SnsSink.problems(topics))
        .containsExactly(
            "topic.b is \"arn:aws:sqs:us-east-1:111122223333:queue\","
                + " expected arn:aws:sns:<region>:<account>:<topic>",
            "topic.c is \"security\", expected arn:aws:sns:<region>:<account>:<topic>");
    assertThatThrownBy(() -> new SnsSink(topics, null, (n, t, r, w) -> {}, (n, t, r, w) -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic.b")
        .hasMessageContaining("topic.c");
  }

  @Test
  void anArnTellsItsRegionAndItsKind() {
    TopicArn china = TopicArn.parse("arn:aws-cn:sns:cn-north-1:111122223333:x.fifo");
    assertThat(china.region()).isEqualTo("cn-north-1");
    assertThat(china.isFifo()).isTrue();
    assertThat(TopicArn.parse("arn:aws:sns:us-east-1:1:x")).isNull();
    assertThat(TopicArn.parse("arn:aws:sns:us-east-1:111122223333:x.y")).isNull();
  }

  @Test
  void theSinkTravelsToItsTask(@TempDir Path folder) throws Exception {
    SnsSink sink =
        new SnsSink(
            Map.of("a", "arn:aws:sns:us-east-1:111122223333:a"),
            URI.create("http://127.0.0.1:4566"),
            new RefusedNoticesFile(folder.resolve("refused.jsonl")),
            (notice, topic, reason, now) -> null);
    assertThat(InstantiationUtil.clone(sink)).isNotNull();
  }

  @Test
  void refusedNoticesAreLinesOfJson(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("dead/letters/refused.jsonl");
    RefusedNoticesFile refused = new RefusedNoticesFile(file);
    refused.keep(Notices.of("a", 1, "security"), "security", "NotFound: gone", 1_767_225_600_000L);
    refused.keep(Notices.of("b", 2, "security"), "security", "two\nlines", 1_767_225_601_000L);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(first.get("topic").asText()).isEqualTo("security");
    assertThat(first.get("reason").asText()).isEqualTo("NotFound: gone");
    assertThat(first.at("/notice/notificationId").asText()).isEqualTo("a-1");
    assertThat(first.at("/notice/topics/0").asText()).isEqualTo("security");
  }
}
