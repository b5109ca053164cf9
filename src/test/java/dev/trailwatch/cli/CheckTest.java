package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private static final String BAD =
      """
      version: 1
      rules:
        - name: root-account-usage
          pattern: '{ $.userIdentity.type = "Root" && && $.a = 1 }'
          alarm: {treshold: 6}
      """;
  private static final String EXPIRED =
      """
      version: 1
      rules:
        - name: a
          pattern: '{ $.a = 1 }'
          except: [{pattern: '{ $.b = 1 }', reason: x, expires: 2020-01-01}]
      """;

  @TempDir private Path folder;

  @Test
  void theShippedRulesHaveNoIssues() {
    CommandRun run = CommandRun.of("check", "rules");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches("\\d+ rules in \\d+ files: no issues(, \\d+ notes \\(--notes\\))?\\.\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void everyErrorIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), BAD);
    CommandRun run = CommandRun.of("check", folder.toString());

    assertThat(run.out())
        .contains(file + ":4: error: expected a condition after \"&&\"")
        .contains("rule \"root-account-usage\", pattern:")
        .contains(file + ":5: error: unknown key \"treshold\", did you mean \"threshold\"?  (R203)")
        .contains("1 rule in 1 file: 2 errors.   More on a code:  trailwatch explain ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void warningsAloneAreFineUnlessAskedFor() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), EXPIRED);

    assertThat(CommandRun.of("check", folder.toString()).exitCode()).isZero();
    CommandRun strict = CommandRun.of("check", "--warnings-as-errors", folder.toString());
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out()).contains("expired on 2020-01-01").contains("1 warning");
  }

  @Test
  void nothingToCheckIsNeverFine() {
    CommandRun empty = CommandRun.of("check", folder.toString());
    CommandRun missing = CommandRun.of("check", folder.resolve("nowhere").toString());
    CommandRun wrong = CommandRun.of("check", "--frobnicate");

    assertThat(empty.err()).contains("no rule files in").contains("looked for *.yaml, *.yml");
    assertThat(empty.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("no such file or folder");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(wrong.exitCode()).isEqualTo(2);
  }

  @Test
  void programsReadJsonSarifAndAnnotations() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), BAD);
    Path sarifFile = folder.resolve("out.sarif");
    Path githubFile = folder.resolve("out.github");
    CommandRun run =
        CommandRun.of(
            "check",
            "--format",
            "json",
            "--sarif-output",
            sarifFile.toString(),
            "--github-output",
            githubFile.toString(),
            folder.toString());
    ObjectMapper mapper = new ObjectMapper();
    JsonNode json = mapper.readTree(run.out());
    JsonNode sarif = mapper.readTree(Files.readString(sarifFile));

    assertThat(json.get("errors").asInt()).isEqualTo(2);
    assertThat(json.at("/issues/0/code").asText()).isEqualTo("P104");
    assertThat(json.at("/issues/0/line").asInt()).isEqualTo(4);
    assertThat(json.at("/issues/0/text").asText()).startsWith("{ $.userIdentity");
    assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
    assertThat(sarif.at("/runs/0/results")).hasSize(2);
    assertThat(sarif.at("/runs/0/tool/driver/rules/1/id").asText()).isEqualTo("R203");
    assertThat(Files.readString(githubFile))
        .contains("::error file=")
        .contains(",line=4,col=")
        .contains(",title=P104::rule \"root-account-usage\", pattern: expected a condition");
  }

  @Test
  void anAnnotationCannotBeForgedByAFile() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"), "version: 1\nrules: [{\"x\\n::error title=forged::y\": 1}]\n");
    CommandRun run = CommandRun.of("check", "--format", "github", folder.toString());

    assertThat(run.out().lines()).noneMatch(line -> line.startsWith("::error title=forged"));
    assertThat(run.out()).doesNotContain("::y");
  }

  @Test
  void timelineTestsAreCheckedAndNeverReadAsRules() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"), "version: 1\nrules: [{name: a, pattern: '{ $.a = 1 }'}]\n");
    Files.createDirectory(folder.resolve("tests"));
    Files.writeString(
        folder.resolve("tests/t.yaml"), "tests: [{name: x, events: [], expect: []}]\n");
    CommandRun run = CommandRun.of("check", folder.toString());

    assertThat(run.out()).contains("a timeline test expects something  (R221)");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
