package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainRuleTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        version: 1
        rules:
          - name: denied
            pattern: '{ $.errorCode = "AccessDenied*" }'
            except:
              - {pattern: '{ $.sourceIPAddress = "delivery.logs.amazonaws.com" }', reason: log delivery}
            alarm: {threshold: 5}
        """);
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        version: 1
        defaults: {ok_actions: [security]}
        overrides:
          - {rules: [denied], severity: low, alarm: {period: 60}}
        """);
  }

  private CommandRun explain(String... more) {
    String[] args = {"explain", "denied", "--rules", folder.toString()};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void tellsWhereEachValueComesFrom() {
    CommandRun run = explain();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("denied   " + folder + "/a.yaml:3\n")
        .containsPattern("pattern +\\{ \\$.errorCode = \"AccessDenied\\*\" }   \\[.*a.yaml:4]\n")
        .containsPattern("severity +low   \\[.*mine.yaml:4 \\(override\\)]\n")
        .containsPattern("  period +60 s   \\[.*mine.yaml:4 \\(override\\)]\n")
        .containsPattern("  threshold +5   \\[.*a.yaml:7]\n")
        .containsPattern("  statistic +Sum   \\[default]\n")
        .containsPattern("  ok_actions +security   \\[.*mine.yaml:2 \\(defaults\\)]\n")
        .contains("when the Sum is greater than or equal to 5 in 60 s")
        .contains("cannot: it has exceptions");
  }

  @Test
  void showsWhatAnEventFailsOn() throws IOException {
    Path event = Files.writeString(folder.resolve("e.json"), "{\"errorCode\":\"Denied\"}");
    assertThat(explain("--event", event.toString()).out())
        .endsWith(
            """
            this event does not match
            no   $.errorCode = "AccessDenied*"   (is "Denied")
            no   exception: log delivery
            """);

    Files.writeString(
        event,
        "{\"errorCode\":\"AccessDenied\",\"sourceIPAddress\":\"delivery.logs.amazonaws.com\"}");
    assertThat(explain("--event", event.toString()).out())
        .contains("this event matches, but an exception takes it out\n")
        .contains("yes  exception: log delivery\n  yes  $.sourceIPAddress = ");
  }

  @Test
  void answersProgramsInJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(explain("--format", "json").out());

    assertThat(json.get("rule").asText()).isEqualTo("denied");
    assertThat(json.at("/values/denied.period/origin").asText()).endsWith("mine.yaml:4 (override)");
  }

  @Test
  void anUnknownRuleIsWrongUsage() {
    CommandRun run = CommandRun.of("explain", "denid", "--rules", folder.toString());

    assertThat(run.err()).contains("no rule \"denid\", did you mean \"denied\"?");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
