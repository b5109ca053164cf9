package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class TestCommandTest {
  private static final String RULES =
      """
      version: 1
      rules:
        - name: access-denied
          pattern: '{ $.errorCode = "AccessDenied" }'
          alarm: {threshold: 5, alarm_actions: []}
          tests:
            - {name: a denied call, event: {errorCode: AccessDenied}, matches: true}
            - {name: in longer words, event: {errorCode: AccessDeniedException}, matches: true}
        - name: untested
          pattern: '{ $.a = 1 }'
      """;
  private static final String TIMELINE =
      """
      rules: ../rules.yaml
      tests:
        - name: five denials raise one alarm
          start: 2026-01-01T00:00:00Z
          events:
            - {at: 10s, every: 20s, times: 4, event: {errorCode: AccessDenied}}
            - {at: 90s, event: {errorCode: AccessDeniedException}}
          expect:
            - {at: 5m, alarm: access-denied, state: ALARM}
      """;

  @TempDir private Path folder;

  @Test
  void theShippedRulesPass() {
    CommandRun run = CommandRun.of("test", "rules");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().reduce((first, second) -> second).orElse(""))
        .matches("\\d+ passed, 0 failed");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aFailureTellsOnlyWhatDiffersAndWhy() throws IOException {
    write();
    CommandRun run = CommandRun.of("test", folder.toString());

    assertThat(run.out())
        .contains(
            "FAILED  " + folder.resolve("rules.yaml") + ":8  \"access-denied: in longer words\"")
        .contains("expected  a match")
        .contains("$.errorCode = \"AccessDenied\"   it is \"AccessDeniedException\"")
        .contains("\"five denials raise one alarm\"")
        .contains("matches    3  1")
        .contains("expected  ALARM by 05:00")
        .contains("got       OK")
        .contains("rules without a test: untested")
        .doesNotContain("a denied call")
        .endsWith("1 passed, 2 failed\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void programsReadJsonAndJunit() throws Exception {
    write();
    Path junit = folder.resolve("out.xml");
    CommandRun run =
        CommandRun.of(
            "test", "--format", "json", "--junit-output", junit.toString(), folder.toString());
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());

    assertThat(new ObjectMapper().readTree(run.out()).get("failed").asInt()).isEqualTo(2);
    assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("3");
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(2);
  }

  @Test
  void brokenRulesAreToldAndFail() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), "version: 1\nrules: [{name: a}]\n");
    CommandRun run = CommandRun.of("test", folder.toString());

    assertThat(run.err()).contains("a rule needs the key \"pattern\"");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void nothingToTestIsNeverFine() throws IOException {
    Files.writeString(
        folder.resolve("rules.yaml"), "version: 1\nrules: [{name: a, pattern: '{ $.a = 1 }'}]\n");
    CommandRun run = CommandRun.of("test", folder.toString());

    assertThat(run.err()).contains("no tests in 1 file");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void anUnknownAlarmFailsTheTimelineThatExpectsIt() throws IOException {
    write();
    Files.writeString(
        folder.resolve("tests/t.yaml"), TIMELINE.replace("alarm: access-denied", "alarm: denied"));
    CommandRun run = CommandRun.of("test", folder.resolve("tests").toString());

    assertThat(run.out())
        .contains("no evaluated alarm \"denied\"; there are access-denied, untested");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Files.createDirectory(folder.resolve("tests"));
    Files.writeString(folder.resolve("tests/t.yaml"), TIMELINE);
  }
}
