package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMetricFilterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  @Test
  void answersInTheAwsCliShape() {
    CommandRun run =
        CommandRun.of(
            "test-metric-filter",
            "--filter-pattern",
            "[level = ERROR, rest]",
            "--log-event-messages",
            "ERROR one two",
            "INFO x");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            {
                "matches": [
                    {
                        "eventNumber": 1,
                        "eventMessage": "ERROR one two",
                        "extractedValues": {
                            "$level": "ERROR",
                            "$rest": "one two"
                        }
                    }
                ]
            }
            """);
  }

  @Test
  void showsNothingExtractedAndNothingMatchedAsTheAwsCliDoes() {
    assertThat(
            CommandRun.of(
                    "test-metric-filter", "--filter-pattern", "a", "--log-event-messages", "a")
                .out())
        .contains("\"extractedValues\": {}");
    assertThat(
            CommandRun.of(
                    "test-metric-filter", "--filter-pattern", "a", "--log-event-messages", "b")
                .out())
        .isEqualTo("{\n    \"matches\": []\n}\n");
  }

  @Test
  void readsPatternAndMessagesFromFiles() throws IOException {
    Path messages = Files.writeString(dir.resolve("m.json"), "[\"caf\\u00e9\", \"tea\"]");
    Path pattern = Files.writeString(dir.resolve("p.txt"), "café\n");

    CommandRun run =
        CommandRun.of(
            "test-metric-filter",
            "--filter-pattern",
            "file://" + pattern,
            "--log-event-messages",
            "file://" + messages);

    assertThat(run.out()).contains("\"eventMessage\": \"café\"").doesNotContain("tea");
  }

  @Test
  void readsAWholeRequestFromAFile() throws IOException {
    Path request =
        Files.writeString(
            dir.resolve("in.json"),
            "{\"filterPattern\":\"a\",\"logEventMessages\":[\"b\",\"ba\"]}");

    CommandRun run = CommandRun.of("test-metric-filter", "--cli-input-json", "file://" + request);

    assertThat(run.out()).contains("\"eventNumber\": 2").doesNotContain("\"eventNumber\": 1");
  }

  @Test
  void showsWhereARefusedPatternIsWrong() {
    CommandRun run =
        CommandRun.of(
            "test-metric-filter", "--filter-pattern", "{ $.a == 1 }", "--log-event-messages", "x");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("InvalidParameterException", "P106", "\n          ^^\n");
  }

  @Test
  void refusesWhatTheApiRefuses() {
    List<String> many = new ArrayList<>(List.of("test-metric-filter", "--filter-pattern", "a"));
    many.add("--log-event-messages");
    for (int i = 0; i < 51; i++) {
      many.add("m" + i);
    }

    assertThat(CommandRun.of(many.toArray(new String[0])).exitCode()).isEqualTo(2);
    assertThat(
            CommandRun.of("test-metric-filter", "--filter-pattern", "a", "--log-event-messages", "")
                .exitCode())
        .isEqualTo(2);
    assertThat(CommandRun.of("test-metric-filter", "--filter-pattern", "a").exitCode())
        .isEqualTo(2);
    assertThat(
            CommandRun.of("test-metric-filter", "--cli-input-json", "{\"filterPattern\":1}")
                .exitCode())
        .isEqualTo(2);
    assertThat(
            CommandRun.of("test-metric-filter", "--cli-input-json", "file:///no/such/file")
                .exitCode())
        .isEqualTo(3);
  }

  @Test
  void answersABrokenRequestLineWithAnErrorAndGoesOn() throws IOException {
    CommandRun run =
        CommandRun.withInput(
            """
            nonsense
            {"filterPattern":7,"logEventMessages":[]}
            {"filterPattern":"a"}
            []

            {"filterPattern":"ERROR!","logEventMessages":["a"]}
            {"filterPattern":"","logEventMessages":["\\ud800"]}
            """,
            "test-metric-filter",
            "--cli-input-json",
            "-");

    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(JSON.readTree(lines.get(0)).at("/error/code").asText())
        .isEqualTo("SerializationException");
    assertThat(lines.subList(1, 4)).allMatch(line -> line.contains("SerializationException"));
    assertThat(JSON.readTree(lines.get(4)).at("/error/code").asText())
        .isEqualTo("InvalidParameterException");
    assertThat(JSON.readTree(lines.get(4)).at("/error/message").asText())
        .isEqualTo("\"!\" needs quotes: a bare term holds letters, digits, _ and . (P150)");
    assertThat(JSON.readTree(lines.get(5)).at("/matches/0/eventMessage").asText())
        .isEqualTo("\ud800");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void answersEveryCaseInOneProcessWithinFiveSeconds() throws IOException {
    StringBuilder requests = new StringBuilder();
    List<JsonNode> cases = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/patterns/cases.jsonl"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode each = JSON.readTree(line);
        cases.add(each);
        ObjectNode request = JSON.createObjectNode();
        request.set("filterPattern", each.get("pattern"));
        request.putArray("logEventMessages").add(each.get("message"));
        requests.append(request).append('\n');
      }
    }

    long start = System.nanoTime();
    CommandRun run =
        CommandRun.withInput(requests.toString(), "test-metric-filter", "--cli-input-json", "-");
    long millis = (System.nanoTime() - start) / 1_000_000;

    List<String> answers = run.out().lines().toList();
    assertThat(answers).hasSameSizeAs(cases);
    for (int i = 0; i < cases.size(); i++) {
      JsonNode answer = JSON.readTree(answers.get(i));
      String said =
          answer.has("error") ? "invalid" : answer.get("matches").isEmpty() ? "nomatch" : "match";
      assertThat(said).as(cases.get(i).toString()).isEqualTo(cases.get(i).get("expect").asText());
    }
    assertThat(millis).isLessThan(5_000);
  }
}
