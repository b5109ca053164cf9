package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe that was closed, or a full disk behind standard output: never a silent success. */
class BrokenOutputTest {
  @TempDir private Path folder;

  private static String[] run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    System.setOut(new PrintStream(closed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int exitCode = TrailwatchCommand.run(args);
      return new String[] {String.valueOf(exitCode), complained.toString(StandardCharsets.UTF_8)};
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void isSaidAndIsNotFine() throws IOException {
    String rules =
        Files.writeString(
                folder.resolve("a.yaml"),
                """
                version: 1
                rules:
                  - name: a
                    pattern: '{ $.a = 1 }'
                    tests: [{name: one, event: {a: 1}, matches: true}]
                """)
            .toString();
    String[][] commands = {
      {"check", rules},
      {"test", rules},
      {"explain", "P106"},
      {"explain", "a", "--rules", rules},
      {"export", "terraform", rules}
    };
    for (String[] command : commands) {
      String[] run = run(command);
      assertThat(run[0]).as(command[0]).isEqualTo("3");
      assertThat(run[1])
          .as(command[0])
          .contains("not all output was written")
          .doesNotContain("\tat ");
    }
  }
}
