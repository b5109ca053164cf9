package dev.trailwatch.fault;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody who edits the rules without rest: every tenth edit is invalid, every seventh is written
 * in two halves, and now and then the file is away for a moment.
 */
final class RuleChanges implements AutoCloseable {
  private static final Pattern ADOPTED = Pattern.compile("rules version (\\S+) in force");

  private final Path folder;
  private final int changes;
  private final long pauseMillis;
  private final Map<String, Integer> completed = new LinkedHashMap<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile Throwable failure;
  private volatile int written;

  /** Starts editing {@code moving.yaml} of a folder of rules. */
  RuleChanges(Path folder, int changes, long pauseMillis) {
    this.folder = folder;
    this.changes = changes;
    this.pauseMillis = pauseMillis;
    this.thread = new Thread(this::run, "rule-changes");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      Path file = folder.resolve("moving.yaml");
      for (int turn = 1; turn <= changes && !stopped; turn++) {
        String text = FaultRun.moving(turn);
        if (turn % 10 == 0 && turn < changes) {
          FaultRun.write(file, text.replace("pattern", "patern"));
        } else {
          remember(text, turn);
          if (turn % 50 == 7) {
            Files.delete(file);
            TimeUnit.MILLISECONDS.sleep(50);
          }
          if (turn % 7 == 0) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Files.write(file, java.util.Arrays.copyOf(bytes, 70));
            TimeUnit.MILLISECONDS.sleep(20);
            Files.write(
                file,
                java.util.Arrays.copyOfRange(bytes, 70, bytes.length),
                StandardOpenOption.APPEND);
          } else {
            FaultRun.write(file, text);
          }
        }
        written = turn;
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void remember(String text, int turn) throws IOException {
    List<SourceText> files = new ArrayList<>();
    files.add(SourceText.of("moving.yaml", text));
    files.add(SourceText.of("rules.yaml", Files.readString(folder.resolve("rules.yaml"))));
    String version = RuleFileReader.read(files).ruleSet().version();
    synchronized (completed) {
      completed.put(version, turn);
    }
  }

  /** How many edits there have been. */
  int written() {
    return written;
  }

  /** The versions that were written whole and are valid, with the number of the edit. */
  Map<String, Integer> completed() {
    synchronized (completed) {
      return new LinkedHashMap<>(completed);
    }
  }

  /** The versions that a cluster's processes say they adopted. */
  static Set<String> adopted(Path logs) throws IOException {
    Set<String> versions = new LinkedHashSet<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        Matcher matcher = ADOPTED.matcher(Files.readString(log));
        while (matcher.find()) {
          versions.add(matcher.group(1));
        }
      }
    }
    return versions;
  }

  /** Waits for the last edit. */
  void join() throws InterruptedException {
    thread.join();
    if (failure != null) {
      throw new AssertionError("the rules could not be edited", failure);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    join();
  }
}
