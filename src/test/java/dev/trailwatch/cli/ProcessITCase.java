package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process of its own: closed pipes, full disks, signals, poor terminals. */
class ProcessITCase {
  private static final String RULES =
      """
      version: 1
      rules:
        - name: a
          pattern: '{ $.a = 1 }'
          tests: [{name: "\u00fcber", event: {"\u00e9": 2}, matches: true}]
      """;

  @TempDir private Path folder;

  private List<String> program(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.trailwatch.Main"));
    command.addAll(List.of(args));
    return command;
  }

  /** Runs the program within a shell's line, in which {@code "$@"} stands for it. */
  private CommandRun shell(String line, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
    command.addAll(program(args));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new CommandRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.ISO_8859_1));
  }

  /** Goes on where there is what a test needs, and says aloud where there isn't. */
  private static void needs(String what, boolean there) {
    if (!there) {
      System.out.println("NOT RUN: a test of processes needs " + what);
    }
    assumeTrue(there);
  }

  private String rules() throws Exception {
    return Files.writeString(folder.resolve("a.yaml"), RULES).toString();
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFault() throws Exception {
    CommandRun run = shell("{ \"$@\"; echo $? >" + folder + "/code; } | true", "explain", "P106");
    assertThat(Files.readString(folder.resolve("code")).strip()).isEqualTo("141");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aFullDiskIsOne() throws Exception {
    needs("a full disk: /dev/full", Files.exists(Path.of("/dev/full")));
    CommandRun printed = shell("\"$@\" >/dev/full", "explain", "P106");
    assertThat(printed.exitCode()).isEqualTo(3);
    assertThat(printed.err()).contains("not all output was written: ").hasLineCount(1);
    CommandRun written = shell("\"$@\"", "check", "--json-output", "/dev/full", rules());
    assertThat(written.exitCode()).isEqualTo(3);
    assertThat(written.err()).contains("cannot write /dev/full: ").hasLineCount(1);
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).as("replaced by a file").isFalse();
  }

  @Test
  void aReplayWritesToADeviceWithoutReplacingItAndSaysThatItIsFull() throws Exception {
    needs("a full disk: /dev/full", Files.exists(Path.of("/dev/full")));
    Path input = Files.writeString(folder.resolve("in.jsonl"), event("1"));
    CommandRun run =
        shell(
            "\"$@\"", "replay", "--rules", rules(), "--input", "" + input, "--output", "/dev/full");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("error: cannot write /dev/full: ").doesNotContain("\tat ");
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).as("replaced by a file").isFalse();
  }

  /** Opens a pipe for a moment, which never waits for somebody at its other end. */
  private static void touch(Path pipe) {
    try {
      new RandomAccessFile(pipe.toFile(), "rw").close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String event(String a) {
    return "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-01-01T08:00:00Z\",\"a\":" + a + "}\n";
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void anInterruptedReplayLeavesNothingThatLooksWhole(String signal, int exitCode)
      throws Exception {
    Path pipe = folder.resolve("pipe");
    needs("mkfifo", new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    Path made = Files.createDirectories(folder.resolve("made"));
    Path err = folder.resolve("err.txt");
    String[] replay = {
      "replay",
      "--rules",
      rules(),
      "--input",
      pipe.toString(),
      "--output",
      made.resolve("alarms.jsonl").toString(),
      "--report",
      made.resolve("report.html").toString()
    };
    Process process =
        new ProcessBuilder(program(replay))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    // one that ends without reading would leave this test waiting for a reader for ever
    CompletableFuture<Void> opened = process.onExit().thenRun(() -> touch(pipe));
    // opens as soon as the replay reads
    try (FileOutputStream events = new FileOutputStream(pipe.toFile())) {
      events.write(event("1").getBytes(StandardCharsets.UTF_8));
      events.flush();
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      if (signal.equals("INT") && ignoresInterrupts(process)) {
        process.destroyForcibly();
        needs("a SIGINT that whoever runs this test does not ignore", false);
      }
      kill(signal, process);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }
    opened.get(1, TimeUnit.MINUTES);
    assertThat(process.exitValue()).isEqualTo(exitCode);
    assertThat(Files.readString(err)).doesNotContain("Exception", "\tat ");
    assertThat(entries(made)).isEmpty();
    for (String left : entries(folder)) {
      if (left.startsWith("trailwatch-replay-")) {
        // a task that was about to start may have made the folder anew, but not filled it
        assertThat(entries(folder.resolve(left))).isEmpty();
      }
    }
  }

  @Test
  void aStreamThatCannotBeReadIsSaidAndNotRepeatedForEver() throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    Path err = folder.resolve("err.txt");
    String[] run = {
      "run",
      "--set",
      "rules.location=" + rules(),
      "--set",
      "source.stream.arn=arn:aws:kinesis:eu-west-1:111122223333:stream/trail",
      "--set",
      "source.aws.endpoint=http://127.0.0.1:" + nobody,
      "--set",
      "source.aws.credentials.provider=BASIC",
      "--set",
      "source.aws.credentials.provider.basic.accesskeyid=a",
      "--set",
      "source.aws.credentials.provider.basic.secretkey=b"
    };
    Process process =
        new ProcessBuilder(program(run))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!Files.readString(err).contains("has failed 4 times") && System.nanoTime() < until) {
        Thread.sleep(100);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(err).stream().filter(line -> line.contains("failed")))
        .hasSize(3)
        .element(0)
        .asString()
        .startsWith("the job failed and starts again from its last checkpoint: ")
        .contains("127.0.0.1:" + nobody, "refused");
  }

  @Test
  void anInterruptedArchiveIsNotTakenForASmallerOne() throws Exception {
    Path archive = folder.resolve("archive");
    Process process =
        new ProcessBuilder(program("generate", "--events", "900000000", "--output", "" + archive))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    while (process.isAlive() && !Files.exists(archive.resolve(".unfinished/AWSLogs"))) {
      Thread.sleep(50);
    }
    kill("TERM", process);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(entries(archive)).containsExactly(".unfinished");
    assertThat(CommandRun.of("generate", "--output", archive.toString()).err())
        .contains("an archive was interrupted there");
  }

  @Test
  void speltOutWhereTheTerminalLacksLettersButUtf8ForPrograms() throws Exception {
    String test = "LC_ALL=C LANG=C \"$@\"";
    CommandRun text = shell(test, "test", rules());
    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(text.out()).contains("\\u{fc}ber");
    CommandRun json = shell(test, "test", "--format", "json", rules());
    String utf8 =
        new String(json.out().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    assertThat(utf8).contains("\u00fcber");
  }

  @Test
  void plainAndNarrowHelp() throws Exception {
    CommandRun help = shell("NO_COLOR=1 COLUMNS=40 \"$@\"", "check", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).doesNotContain("\u001b");
    // picocli lays out nothing narrower; examples stay whole, so that they can be copied
    assertThat(help.out().lines().filter(line -> !line.startsWith("  trailwatch")))
        .allMatch(line -> line.length() <= 55);
  }

  private static boolean ignoresInterrupts(Process process) throws Exception {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      String mask =
          lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn: 0");
      return (Long.parseUnsignedLong(mask.substring(7).strip(), 16) & 2) != 0;
    }
  }

  private static void kill(String signal, Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();
  }

  private static List<String> entries(Path folder) throws Exception {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
