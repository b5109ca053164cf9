package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  private static final String PATTERN = "{($.errorCode=\"*UnauthorizedOperation\")||$.a IS NULL}";

  @TempDir private Path dir;

  @Test
  void tellsAPatternInCanonicalFormAsASentenceAndAsATree() {
    CommandRun run = CommandRun.of("explain", PATTERN);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            pattern   { $.errorCode = "*UnauthorizedOperation" || $.a IS NULL }
            matches   when errorCode ends with UnauthorizedOperation, or a is null
            form      json

            any of
              $.errorCode = "*UnauthorizedOperation"
              $.a IS NULL
            """);
  }

  @Test
  void showsWhichConditionFailedOnWhatValue() throws IOException {
    Path event = Files.writeString(dir.resolve("event.json"), "{\"errorCode\":\"Denied\"}\n");

    CommandRun run = CommandRun.of("explain", PATTERN, "--event", event.toString());

    assertThat(run.out())
        .endsWith(
            """
            this event does not match
            no   any of
              no   $.errorCode = "*UnauthorizedOperation"   (is "Denied")
              no   $.a IS NULL   (absent)
            """);
  }

  @Test
  void answersProgramsInJson() throws IOException {
    Path event = Files.writeString(dir.resolve("event.json"), "{\"a\":null}");

    CommandRun run =
        CommandRun.of("explain", PATTERN, "--format", "json", "--event", event.toString());

    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.get("form").asText()).isEqualTo("json");
    assertThat(answer.get("matches").asBoolean()).isTrue();
    assertThat(answer.get("native").asBoolean()).isTrue();
  }

  @Test
  void namesWhatOnlyTheEngineRuns() {
    String pattern = "{ $.a[*].b[*] = 1 }";

    assertThat(CommandRun.of("explain", pattern).exitCode()).isEqualTo(1);
    assertThat(CommandRun.of("explain", pattern).err()).contains("P140");
    assertThat(CommandRun.of("explain", pattern, "--extensions").out())
        .contains("warning: a selector has at most one wildcard  (P140)");
  }

  @Test
  void tellsAnErrorCodesPage() {
    assertThat(CommandRun.of("explain", "P106").out())
        .startsWith("### P106 there is no such operator\n")
        .contains("refused   { $.a == 1 }")
        .doesNotContain("### P107");
    assertThat(CommandRun.of("explain", "p106").exitCode()).isZero();
    assertThat(CommandRun.of("explain", "P999").exitCode()).isEqualTo(2);
  }

  @Test
  void refusesWrongUsage() {
    assertThat(CommandRun.of("explain").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("explain", "a", "--format", "xml").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("explain", "a", "--event", "/no/such/file").exitCode()).isEqualTo(3);
  }
}
