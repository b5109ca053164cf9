package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
  @TempDir private Path folder;

  static Iterable<String> commands() {
    return TrailwatchCommand.COMMANDS;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    CommandRun help = CommandRun.of(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: trailwatch " + command);
    if (!command.equals("help") && !command.equals("generate-completion")) {
      assertThat(help.out()).containsPattern("Examples?:\\R+  trailwatch " + command);
    }
  }

  /** The commands with an example, those below others too. */
  static Stream<String> examples() {
    Set<String> others = Set.of("help", "generate-completion", "import", "export");
    return Stream.concat(
        TrailwatchCommand.COMMANDS.stream().filter(command -> !others.contains(command)),
        Stream.of("import cloudwatch", "import terraform", "export terraform"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noLineOfAnExampleIsWrapped(String command) {
    String help = CommandRun.of((command + " --help").split(" ", -1)).out();
    String examples = help.split("Examples?:\\R", -1)[1].split("\\R\\s*(\\R|$)", -1)[0];
    assertThat(examples.lines()).allMatch(line -> line.startsWith("  "), "begins with two blanks");
    assertThat(examples.lines()).allMatch(line -> line.length() <= 80, "is not too long");
  }

  /** Each line of a description is laid out on its own: one that goes on leaves a ragged edge. */
  @ParameterizedTest
  @MethodSource("examples")
  void sentencesAreNotTornApart(String command) {
    String help = CommandRun.of((command + " --help").split(" ", -1)).out();
    List<String> lines = help.lines().collect(Collectors.toList());
    for (int i = 1; i < lines.size(); i++) {
      String next = lines.get(i).replaceFirst(" .*", "");
      String before = lines.get(i - 1);
      boolean goesOn = !next.isEmpty() && Character.isLowerCase(next.charAt(0));
      if (goesOn && !before.endsWith(".")) {
        assertThat(before.length() + 1 + next.length()).as(lines.get(i)).isGreaterThanOrEqualTo(80);
      }
    }
  }

  @Test
  void wrongUsageIsWhatIsWrongAndWhereToReadOn() {
    CommandRun run = CommandRun.of("replay", "--input", "x", "--inptu", "y");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").contains("--inptu").hasLineCount(2);
    assertThat(CommandRun.of("replay").err())
        .isEqualTo(
            "error: Missing required option: '--input=PATH'\nsee  trailwatch replay --help\n");
    assertThat(CommandRun.of().err())
        .startsWith("error: a command is needed")
        .contains("Usage: trailwatch", "  check ");
  }

  @Test
  void theOverviewNamesEveryCommand() {
    String help = CommandRun.of("--help").out();
    TrailwatchCommand.COMMANDS.forEach(command -> assertThat(help).contains("  " + command));
    assertThat(CommandRun.of("help", "check").out()).startsWith("Usage: trailwatch check");
    assertThat(CommandRun.of("chekc").err()).contains("Did you mean: trailwatch check");
  }

  @Test
  void theVersionTellsWhatItRunsOn() {
    assertThat(CommandRun.of("--version").out().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("trailwatch "))
        .anyMatch(line -> line.startsWith("commit "))
        .anyMatch(line -> line.startsWith("Flink 1."))
        .anyMatch(line -> line.startsWith("Java " + System.getProperty("java.version")));
  }

  @Test
  void aShellCompletesCommandsAndOptions() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, CommandRun.of("generate-completion").out());
    assertThat(complete(script, "trailwatch", "che")).contains("check");
    assertThat(complete(script, "trailwatch", "replay", "--rep")).contains("--report");
  }

  /** What bash offers for the last word. */
  private static String complete(Path script, String... words) throws Exception {
    String line =
        "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
            + " _complete_trailwatch; printf '%s\\n' \"${COMPREPLY[@]}\"";
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line, script.toString());
    builder.command().addAll(java.util.List.of(words));
    Process process = builder.redirectErrorStream(true).start();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    process.getInputStream().transferTo(out);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return out.toString(StandardCharsets.UTF_8);
  }
}
