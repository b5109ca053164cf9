package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportExportTest {
  private static final String FILTERS =
      """
      {"metricFilters": [{"filterName": "root", "filterPattern": "{ $.userIdentity.type = \\"Root\\" }",
        "metricTransformations": [{"metricNamespace": "N", "metricName": "M", "metricValue": "1"}]}]}
      """;

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void whatTheLinterDislikesIsImportedAndToldOnStderr() throws IOException {
    CommandRun run = CommandRun.of("import", "cloudwatch", file("f.json", FILTERS));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("version: 1\nrules:\n  - name: root\n");
    assertThat(run.err()).contains("(W314)").contains("1 rule and 0 alarms imported, 0 left out");
  }

  @Test
  void whatIsLeftOutIsAFindingAndNothingIsNotFine() throws IOException {
    String alarms = "{\"MetricAlarms\": [{\"AlarmName\": \"cpu\", \"MetricName\": \"X\"}]}";
    CommandRun run =
        CommandRun.of(
            "import",
            "cloudwatch",
            file("f.json", FILTERS),
            file("a.json", alarms),
            "--output",
            folder.resolve("out.yaml").toString());
    CommandRun none = CommandRun.of("import", "cloudwatch", file("a.json", alarms));

    assertThat(run.err()).contains("left out: alarm \"cpu\"");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("out.yaml")).content().startsWith("version: 1\n");
    assertThat(none.err()).contains("nothing to import");
    assertThat(none.exitCode()).isEqualTo(3);
  }

  @Test
  void exportsAndSaysWhatIsLeftToTheEngine() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("a.yaml"),
        """
        version: 1
        rules:
          - {name: plain, pattern: '{ $.a = 1 }'}
          - {name: grouped, pattern: '{ $.a = 1 }', alarm: {group_by: ['@principal']}}
        """);
    Path output = folder.resolve("out.tf.json");
    CommandRun run =
        CommandRun.of("export", "terraform", rules.toString(), "--output", output.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("only the engine: grouped: alarm grouped groups by @principal")
        .contains("1 metric filter, 1 alarm exported, 1 left to the engine");
    CommandRun back = CommandRun.of("import", "terraform", output.toString());
    assertThat(back.out()).contains("name: plain");
    assertThat(back.exitCode()).isZero();
  }

  @Test
  void wrongInputAndUnwritableOutputAreOneClearLine() throws IOException {
    CommandRun wrong = CommandRun.of("import", "terraform", file("x.json", "{\"a\":1}"));
    CommandRun missing = CommandRun.of("import", "cloudwatch", folder + "/none.json");
    CommandRun unwritable =
        CommandRun.of(
            "import",
            "cloudwatch",
            file("f.json", FILTERS),
            "--output",
            folder + "/f.json/out.yaml");
    CommandRun bare = CommandRun.of("import");

    assertThat(wrong.err()).contains("terraform show -json");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("none.json: no such file or folder");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(unwritable.err())
        .contains("cannot write")
        .contains("f.json/out.yaml: a file stands where a folder");
    assertThat(unwritable.exitCode()).isEqualTo(3);
    assertThat(bare.err()).contains("import cloudwatch, or import terraform");
    assertThat(bare.exitCode()).isEqualTo(2);
  }

  @Test
  void aFullDiskIsNotFine() throws IOException {
    Path full = Path.of("/dev/full");
    if (!Files.exists(full)) {
      System.out.println("NOT RUN: a full disk: there is no /dev/full here");
      return;
    }
    CommandRun run =
        CommandRun.of("import", "cloudwatch", file("f.json", FILTERS), "--output", full.toString());

    assertThat(run.err()).containsIgnoringCase("no space left");
    assertThat(run.exitCode()).isEqualTo(3);
  }
}
