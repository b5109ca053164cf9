package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.connector.replay.ReplayInputs;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.report.AlarmSpan;
import dev.trailwatch.report.ReplayReport;
import dev.trailwatch.report.RuleSummary;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replay in a process that is killed, and goes on in another: as if nothing had happened. */
class ResumedReplayITCase {
  private static final String RULES =
      """
      version: 1
      defaults: {alarm_actions: [default], ok_actions: [default]}
      rules:
        - name: denied
          pattern: '{ $.errorCode = "AccessDenied*" }'
          metric: {dimensions: {Principal: '@principal'}}
          alarms:
            - {alarm_name: denied, period: 300, threshold: 3}
            - {alarm_name: denied by, period: 60, threshold: 2, group_by: [Principal]}
        - name: size
          pattern: '{ $.size > 900 }'
          metric: {value: $.size}
          alarm: {period: 60, statistic: Maximum, threshold: 990}
      """;
  private static final Map<String, String> REPLAY = Map.of("rules", "1", "input", "2");

  /** The bytes that were heard of; static, for a job has copies of what it is given. */
  private static final AtomicLong READ = new AtomicLong();

  @TempDir private Path folder;

  /** What a replay left. */
  private record Result(
      List<String> notices,
      List<String> datapoints,
      List<AlarmSpan> spans,
      List<String> rules,
      Map<String, Long> counts,
      List<String> refused,
      String page) {}

  /** The process that is killed: reads slowly, so that it is killed on its way. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int parallelism = Integer.parseInt(args[1]);
    ReplayProgress progress =
        ReplayProgress.in(folder.resolve("progress"), REPLAY, Duration.ofMillis(200));
    ReplayJob job = job(folder, parallelism, "killed").resuming(progress);
    long third = ReplayInputs.resolve(List.of(folder.resolve("input").toString())).bytes() / 3;
    File signal = folder.resolve("a-third-is-read").toFile();
    job.heardBy(
        bytes -> {
          try {
            TimeUnit.MILLISECONDS.sleep(150);
            if (READ.addAndGet(bytes) > third) {
              signal.createNewFile();
            }
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    try (ReplayHistory history = job.history()) {
      job.run();
    }
    throw new AssertionError("nobody killed it");
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void goesOnWhereAKilledOneWas() throws Exception {
    write(folder);
    Result straight = result(job(folder, 2, "straight"), "straight");
    assertThat(straight.notices()).hasSizeGreaterThan(20);
    assertThat(straight.refused()).hasSize(1);
    assertThat(straight.counts().get("eventsIn")).isGreaterThan(20_000);

    kill(2);
    ReplayProgress progress = progress();
    assertThat(progress.begun()).isTrue();
    READ.set(0);
    ReplayJob job =
        job(folder, 2, "resumed").resuming(progress).heardBy(bytes -> READ.addAndGet(bytes));
    assertThat(result(job, "resumed")).isEqualTo(straight);
    long all = ReplayInputs.resolve(List.of(folder.resolve("input").toString())).bytes();
    assertThat(READ.get())
        .as("what was read before is not read again")
        .isBetween(1L, all * 19 / 20);
    progress.end();
    assertThat(folder.resolve("progress")).doesNotExist();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void goesOnWithMoreThreadsThanBefore() throws Exception {
    write(folder);
    Result straight = result(job(folder, 1, "straight"), "straight");
    kill(1);
    ReplayJob job = job(folder, 3, "resumed").resuming(progress());
    assertThat(result(job, "resumed")).isEqualTo(straight);
  }

  @Test
  void anotherReplayDoesNotGoOnFromThere() throws Exception {
    progress();
    assertThat(progress().begun()).isFalse();
    assertThatThrownBy(
            () ->
                ReplayProgress.in(
                    folder.resolve("progress"),
                    Map.of("rules", "2", "input", "2"),
                    Duration.ofSeconds(1)))
        .isInstanceOf(ReplayProgress.OtherReplay.class)
        .hasMessageContaining("rules was 1, now 2");
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> ReplayProgress.in(folder, REPLAY, Duration.ofSeconds(1)))
        .isInstanceOf(ReplayProgress.OtherReplay.class)
        .hasMessageContaining("not empty");
    assertThat(Files.getPosixFilePermissions(folder.resolve("progress"))).hasSize(3);
  }

  private ReplayProgress progress() throws Exception {
    return ReplayProgress.in(folder.resolve("progress"), REPLAY, Duration.ofSeconds(1));
  }

  /** Starts the other process, and kills it when it has kept some progress. */
  private void kill(int parallelism) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    for (String opened : List.of("lang", "util", "util.concurrent", "time")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(getClass().getName(), folder.toString(), Integer.toString(parallelism)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile())
            .start();
    try {
      await(process, () -> Files.exists(folder.resolve("a-third-is-read")));
      // the first one may have been begun before
      int before = newest();
      await(process, () -> newest() >= before + 2);
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("killed.log"))).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(folder.resolve("killed.jsonl")).doesNotExist();
  }

  private static void await(Process process, Callable<Boolean> moment) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!moment.call() && process.isAlive() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The number of the newest whole checkpoint, from 1; 0 if there is none. */
  private int newest() throws IOException {
    Path checkpoints = folder.resolve("progress/checkpoints");
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(checkpoints, 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().getFileName().toString())
          .mapToInt(name -> Integer.parseInt(name.substring("chk-".length())))
          .max()
          .orElse(0);
    } catch (UncheckedIOException e) {
      // one of them was just taken away
      return 0;
    }
  }

  private static ReplayJob job(Path folder, int parallelism, String name) {
    RuleSetRecord rules = new RuleSetRecord();
    rules.effectiveFrom = Long.MIN_VALUE;
    rules.adoptedOn = 20_000;
    rules.version = "1";
    rules.names = new String[] {"rules.yaml"};
    rules.texts = new String[] {RULES};
    List<String> files = ReplayInputs.resolve(List.of(folder.resolve("input").toString())).files();
    return new ReplayJob(rules, files, parallelism)
        .output(folder.resolve(name + ".jsonl"))
        .datapoints(folder.resolve(name + "-datapoints.jsonl"));
  }

  private Result result(ReplayJob job, String name) throws Exception {
    RuleSet rules = RuleFileReader.read(List.of(SourceText.of("rules.yaml", RULES))).ruleSet();
    try (ReplayHistory history = job.history()) {
      ReplayJob.Outcome outcome = job.run();
      Map<String, Long> counts =
          Stream.of(
                  "recordsIn", "recordsUndecodable", "eventsIn", "eventsMatched", "duplicateEvents")
              .collect(Collectors.toMap(each -> each, outcome::count));
      return new Result(
          Files.readAllLines(folder.resolve(name + ".jsonl")),
          Files.readAllLines(folder.resolve(name + "-datapoints.jsonl")),
          history.spans(),
          outcome.rules(rules).stream().map(RuleSummary::toString).toList(),
          counts,
          outcome.refused(),
          page(rules, outcome, history));
    }
  }

  /** The whole report: when how many events came, who was behind them, each instance's minutes. */
  private static String page(RuleSet rules, ReplayJob.Outcome outcome, ReplayHistory history)
      throws IOException {
    ReplayReport page = new ReplayReport(rules, outcome.totals().build());
    history.forEach(rules, page::add);
    return page.html();
  }

  /** Files of events of an hour, not in their order, some twice, and one that is broken. */
  private static void write(Path folder) throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    Random random = new Random(7);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int file = 0; file < 60; file++) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        int number = random.nextInt(50) == 0 ? random.nextInt(1_000) : file * 500 + i;
        lines
            .append("{\"eventVersion\":\"1.08\",\"eventTime\":\"")
            .append(start.plusSeconds((number * 7919L) % 3_600))
            .append("\",\"eventID\":\"e-")
            .append(number)
            .append("\",\"eventName\":\"Get\",\"size\":")
            .append((number * 31) % 1_000)
            .append(number % 40 == 0 ? ",\"errorCode\":\"AccessDenied\"" : "")
            .append(",\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:user/u")
            .append(number % 11)
            .append("\"}}\n");
      }
      Files.writeString(input.resolve("f%02d.jsonl".formatted(file)), lines);
    }
    Files.write(
        input.resolve("broken.json.gz"),
        new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
  }
}
