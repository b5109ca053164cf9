package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.rulefile.TimelineFile;
import dev.trailwatch.ruletest.RuleTester;
import dev.trailwatch.ruletest.TestOutcome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tests inside and beside rule files, run, with their outcomes by file. */
final class TestRun {
  private final LocalDate today;
  private final List<Issue> issues = new ArrayList<>();
  private final Map<String, List<TestOutcome>> outcomes = new LinkedHashMap<>();
  private final Map<String, Long> nanos = new HashMap<>();
  private final List<String> untested = new ArrayList<>();
  private final Map<List<Path>, ReadResult> sets = new HashMap<>();
  private List<SourceText> inlineFiles = List.of();
  private @Nullable ReadResult inlineRead;

  private TestRun(LocalDate today) {
    this.today = today;
  }

  /**
   * Runs the tests.
   *
   * @param today the day that expiries of exceptions are held against
   */
  static TestRun of(RuleInput input, LocalDate today) {
    TestRun run = new TestRun(today);
    run.inline(input);
    for (SourceText timeline : input.timelines()) {
      run.timeline(timeline);
    }
    return run;
  }

  /** What is wrong with the files themselves. */
  List<Issue> issues() {
    return issues;
  }

  /** The outcomes by file, in the order of files. */
  Map<String, List<TestOutcome>> outcomes() {
    return outcomes;
  }

  /** How long a file's tests took. */
  long millis(String file) {
    return nanos.getOrDefault(file, 0L) / 1_000_000;
  }

  /** Names of evaluated rules that have no test inside their file. */
  List<String> untested() {
    return untested;
  }

  boolean hasErrors() {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }

  long passed() {
    return outcomes.values().stream().flatMap(List::stream).filter(TestOutcome::passed).count();
  }

  long failed() {
    return outcomes.values().stream().flatMap(List::stream).count() - passed();
  }

  private void inline(RuleInput input) {
    if (input.rules().isEmpty()) {
      return;
    }
    ReadResult read = RuleFileReader.read(input.rules(), today);
    inlineFiles = input.rules();
    inlineRead = read;
    issues.addAll(read.issues());
    RuleSet rules = read.ruleSet();
    if (rules == null) {
      return;
    }
    long start = System.nanoTime();
    List<TestOutcome> all = RuleTester.inline(rules);
    long each = (System.nanoTime() - start) / Math.max(1, all.size());
    for (TestOutcome outcome : all) {
      add(outcome.place().file(), outcome, each);
    }
    for (Rule rule : rules.rules()) {
      if (rule.tests().isEmpty()) {
        untested.add(rule.name());
      }
    }
  }

  private void timeline(SourceText source) {
    TimelineFile file = TimelineFile.read(source);
    issues.addAll(file.issues());
    RuleSet rules = rules(file);
    if (rules == null) {
      return;
    }
    long start = System.nanoTime();
    List<TestOutcome> all = RuleTester.timelines(rules, file.tests());
    long each = (System.nanoTime() - start) / Math.max(1, all.size());
    all.forEach(outcome -> add(file.name(), outcome, each));
  }

  private void add(String file, TestOutcome outcome, long took) {
    outcomes.computeIfAbsent(file, name -> new ArrayList<>()).add(outcome);
    nanos.merge(file, took, Long::sum);
  }

  /**
   * The rules that a timeline file names; null if they cannot be had, and then an issue says so.
   */
  private @Nullable RuleSet rules(TimelineFile file) {
    Path folder = Path.of(file.name()).toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return null;
    }
    List<Path> paths = new ArrayList<>();
    for (String named : file.rules()) {
      paths.add(folder.resolve(named).normalize());
    }
    if (paths.isEmpty()) {
      paths.add(besideTests(folder));
    }
    ReadResult read = sets.get(paths);
    if (read == null) {
      read = read(file, paths);
      sets.put(paths, read);
    }
    if (read.ruleSet() == null) {
      read.issues().stream()
          .filter(issue -> issue.severity() == Severity.ERROR && !issues.contains(issue))
          .forEach(issues::add);
    }
    return read.ruleSet();
  }

  private ReadResult read(TimelineFile file, List<Path> paths) {
    List<SourceText> texts = new ArrayList<>();
    for (Path path : paths) {
      try {
        texts.addAll(RuleDirectory.load(path));
      } catch (NoSuchFileException e) {
        throw CommandFailure.couldNot(file.name() + " tests rules that are not there: " + path);
      } catch (IOException e) {
        throw CommandFailure.couldNot("cannot read " + path + ": " + e.getMessage());
      }
    }
    // mostly these are the rules that were given, and reading them is most of the work
    return inlineRead != null && RuleInput.same(inlineFiles, texts)
        ? inlineRead
        : RuleFileReader.read(texts, today);
  }

  private static Path besideTests(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      Path name = each.getFileName();
      Path parent = each.getParent();
      if (name != null && parent != null && name.toString().equals("tests")) {
        return parent;
      }
    }
    return folder;
  }
}
