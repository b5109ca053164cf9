package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --resume}, as far as one process shows it. */
class ResumeTest {
  @TempDir private Path folder;

  private Path rules;
  private Path input;
  private Path progress;

  @BeforeEach
  void write() throws IOException {
    rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules, "version: 1\nrules: [{name: a, pattern: '{ $.a = 1 }', alarm: {period: 60}}]\n");
    input = folder.resolve("input.jsonl");
    Files.writeString(input, "{\"eventTime\":\"2026-01-01T00:00:00Z\",\"a\":1}\n");
    progress = folder.resolve("progress");
  }

  private CommandRun replay(String... more) {
    String[] args = new String[7 + more.length];
    String[] usual = {
      "replay", "--rules", rules.toString(), "--input", input.toString(), "--resume"
    };
    System.arraycopy(usual, 0, args, 0, 6);
    args[6] = progress.toString();
    System.arraycopy(more, 0, args, 7, more.length);
    return CommandRun.of(args);
  }

  @Test
  void whatCameToItsEndLeavesNothing() {
    CommandRun run = replay();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("going on");
    assertThat(progress).doesNotExist();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.createDirectories(progress);
    Path mine = Files.writeString(progress.resolve("mine.txt"), "mine");
    CommandRun run = replay();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is not empty").contains("another folder").hasLineCount(1);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void anotherReplayIsNotTakenForThisOne() throws IOException {
    Files.createDirectories(progress);
    Files.writeString(progress.resolve("replay.json"), "{\"event time\":\"log\"}");
    CommandRun run = replay();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("another replay: event time was log, now auto");
    Files.writeString(progress.resolve("replay.json"), "no JSON");
    assertThat(replay().err()).contains("replay.json does not say").hasLineCount(1);
  }

  @Test
  void goesWithOneReplayOnly() {
    CommandRun run = replay("--compare", rules.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--compare and --resume");
  }
}
