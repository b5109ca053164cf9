package dev.trailwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script beside the jar, run as people run it. */
class LauncherITCase {
  private static final Path LAUNCHER = Path.of("target/trailwatch").toAbsolutePath();

  @TempDir private Path folder;

  private final Map<String, String> environment = new LinkedHashMap<>();

  /** What one run of the script printed, and how it ended. */
  private record Run(int exitCode, String out, String err) {}

  private Run run(Path script, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TRAILWATCH"));
    builder.environment().remove("COLUMNS");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A Java that only tells how it is called. */
  private void echoingJava() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("a jdk/bin"));
    Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\nprintf '<%s>\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    environment.put("JAVA_HOME", folder.resolve("a jdk").toString());
    environment.put("TRAILWATCH_ARCHIVE", "off");
  }

  @Test
  void worksFromAnyFolderThroughLinksAndFromAFolderWithSpaces() throws Exception {
    environment.put("TRAILWATCH_ARCHIVE", "off");
    Path link = Files.createSymbolicLink(folder.resolve("tw"), LAUNCHER);
    Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("tw"));
    Path spaces = Files.createDirectories(folder.resolve("with some spaces"));
    Path copy = Files.copy(LAUNCHER, spaces.resolve("trailwatch"));
    Files.createSymbolicLink(
        spaces.resolve("trailwatch.jar"), LAUNCHER.resolveSibling("trailwatch.jar"));
    assertThat(link).isSymbolicLink();
    for (Path script : List.of(second, copy)) {
      Run run = run(script, "--version");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("trailwatch ").contains("commit ", "Flink 1.", "Java ");
      assertThat(run.err()).isEmpty();
    }
    Run lost = run(Files.copy(LAUNCHER, folder.resolve("alone")), "--version");
    assertThat(lost.exitCode()).isEqualTo(3);
    assertThat(lost.err()).contains("there is no ").contains("trailwatch.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "test", "explain", "import", "--version"})
  void startsShortCommandsQuickly(String command) throws Exception {
    echoingJava();
    Run run = run(LAUNCHER, command, "a path", "$(b)*");
    assertThat(run.out())
        .contains("<-XX:TieredStopAtLevel=1>", "<-XX:+UseSerialGC>")
        .endsWith("<" + command + ">\n<a path>\n<$(b)*>\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "generate"})
  void leavesLongWorkToTheJvm(String command) throws Exception {
    echoingJava();
    environment.put("TRAILWATCH_JAVA_OPTS", "-Xmx3g -Dx=y");
    Run run = run(LAUNCHER, command);
    assertThat(run.out())
        .doesNotContain("Tiered", "UseSerialGC")
        .contains("<-Xmx3g>\n<-Dx=y>", "<-Dtrailwatch.stderr=other>")
        .endsWith("<" + command + ">\n");
  }

  @Test
  void replaysLittleWithTheQuickCompilerAndMuchWithTheBestOne() throws Exception {
    echoingJava();
    Path first = Files.writeString(folder.resolve("a log.jsonl"), "{}\n");
    Path second = Files.writeString(folder.resolve("second.jsonl"), "{}\n");
    String[] little = {"replay", "--input", first.toString(), "--input=" + second, "--quiet"};
    String[] ofS3 = {"replay", "--input=" + first, "--input", "s3://trail/AWSLogs"};
    assertThat(run(LAUNCHER, little).out())
        .contains("<-XX:TieredStopAtLevel=1>", "<-XX:+UseSerialGC>")
        .endsWith("<--input>\n<" + first + ">\n<--input=" + second + ">\n<--quiet>\n");
    assertThat(run(LAUNCHER, ofS3).out()).doesNotContain("Tiered", "UseSerialGC");

    Path du = Files.createDirectories(folder.resolve("tools")).resolve("du");
    Files.writeString(du, "#!/bin/sh\necho '500000\t'\"$3\"\n");
    assertThat(du.toFile().setExecutable(true)).isTrue();
    environment.put("PATH", du.getParent() + ":" + System.getenv("PATH"));
    assertThat(run(LAUNCHER, little).out()).doesNotContain("Tiered", "UseSerialGC");
  }

  @Test
  void demonstratesWithTheQuickCompiler() throws Exception {
    echoingJava();
    assertThat(run(LAUNCHER, "demo").out())
        .contains("<-XX:TieredStopAtLevel=1>", "<-Dtrailwatch.stderr=other>");
  }

  @Test
  void leavesTheCollectorToWhoAsksForOne() throws Exception {
    echoingJava();
    environment.put("TRAILWATCH_JAVA_OPTS", "-Dx=y -XX:+UseG1GC");
    assertThat(run(LAUNCHER, "check").out())
        .contains("<-XX:+UseG1GC>")
        .doesNotContain("UseSerialGC");
  }

  @Test
  void saysWhichJavaIsMissing() throws Exception {
    environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
    Run run = run(LAUNCHER, "--version");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("nowhere/bin/java").contains("JAVA_HOME").hasLineCount(1);
  }

  @Test
  void doesWithoutAFolderForItsArchive() throws Exception {
    environment.put("XDG_CACHE_HOME", "");
    environment.put("HOME", "/proc/nobody");
    Run run = run(LAUNCHER, "--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void makesAnArchiveOnceAndThenTakesClassesFromItAndNoneOfFlink() throws Exception {
    String rules = Path.of("rules").toAbsolutePath().toString();
    Run first = run(LAUNCHER, "check", rules);
    Path archive = archive();
    Path loaded = folder.resolve("loaded.txt");
    environment.put("TRAILWATCH_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
    String[][] commands = {
      {"check", rules}, {"test", rules}, {"explain", "root.used", "--rules", rules}
    };
    for (String[] command : commands) {
      Run run = run(LAUNCHER, command);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      if (command[0].equals("check")) {
        assertThat(run.out()).isEqualTo(first.out()).contains("no issues");
      }
      List<String> classes = Files.readAllLines(loaded);
      assertThat(classes).hasSizeBetween(1000, 2400);
      assertThat(classes).noneMatch(line -> line.contains("org.apache.flink"));
      assertThat(classes).noneMatch(line -> line.contains("org.apache.logging"));
      // getting Jackson's mapper ready takes longer than all the rest of a short command
      assertThat(classes).noneMatch(line -> line.contains("databind.ObjectMapper"));
      long ours = classes.stream().filter(line -> line.contains(" dev.trailwatch.")).count();
      long shared =
          classes.stream()
              .filter(
                  line -> line.contains(" dev.trailwatch.") && line.contains("shared objects file"))
              .count();
      assertThat(shared).as(command[0] + ": of " + ours).isGreaterThan(ours * 8 / 10);
    }
    assertThat(archive()).isEqualTo(archive);
  }

  /** What goes wrong in a rehearsal is no error of anybody's: the archive is only a poor one. */
  @ParameterizedTest
  @ValueSource(strings = {"short", "job"})
  void rehearsesWhatCommandsDo(String kind) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String jar = LAUNCHER.resolveSibling("trailwatch.jar").toString();
    String rehearsal = "dev.trailwatch.cli.Rehearsal";
    Path stage = Files.createDirectories(folder.resolve("stage"));
    Run run = run(java, "-cp", jar, rehearsal, kind, stage.toString());
    assertThat(run.err()).doesNotContain("exit code");
    assertThat(run.exitCode()).isZero();
  }

  /** The one archive, as soon as it is there. */
  private Path archive() throws Exception {
    Path cache = folder.resolve("cache/trailwatch");
    for (int i = 0; i < 1200; i++) {
      if (Files.isDirectory(cache)) {
        try (Stream<Path> files = Files.list(cache)) {
          List<Path> archives =
              files.filter(file -> file.toString().endsWith("-short.jsa")).toList();
          if (!archives.isEmpty()) {
            assertThat(archives).hasSize(1);
            return archives.get(0);
          }
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no archive in " + cache + " after two minutes");
  }
}
