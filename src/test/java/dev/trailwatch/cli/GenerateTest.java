package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTest {
  @TempDir private Path directory;

  @Test
  void writesSoManyEvents() throws Exception {
    Path output = directory.resolve("out");
    assertThat(run("--events", "1500", "--output", output.toString(), "--format", "lines"))
        .isEqualTo(0);
    assertThat(Files.readAllLines(output.resolve("events.jsonl"))).hasSize(1_500);
  }

  @Test
  void startsOnADay() throws Exception {
    Path output = directory.resolve("out");
    run(
        "--events",
        "10",
        "--output",
        output.toString(),
        "--format",
        "lines",
        "--start",
        "2025-12-24");
    assertThat(Files.readString(output.resolve("events.jsonl")))
        .contains("\"eventTime\":\"2025-12-24T00:00:00Z\"");
  }

  @ParameterizedTest
  @CsvSource({"--events,0", "--days,0", "--accounts,1001", "--start,yesterday", "--format,csv"})
  void refusesWhatMakesNoArchive(String option, String value) {
    String output = directory.resolve("out").toString();
    assertThat(run("--output", output, option, value)).isEqualTo(2);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void writesIntoNoFolderThatHoldsSomethingElse() throws Exception {
    Files.writeString(directory.resolve("mine"), "x");
    assertThat(run("--events", "10", "--output", directory.toString())).isEqualTo(2);
    assertThat(run("--events", "10", "--output", directory.resolve("mine").toString()))
        .isEqualTo(2);
  }

  private static int run(String... options) {
    String[] line = new String[options.length + 1];
    line[0] = "generate";
    System.arraycopy(options, 0, line, 1, options.length);
    return TrailwatchCommand.run(line);
  }
}
