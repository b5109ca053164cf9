package dev.trailwatch.app;

import dev.trailwatch.connector.rules.RuleFiles;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rule set that a job starts with, read from where its files are. */
public final class RuleLocation {
  private final RuleSetRecord record;
  private final RuleSet ruleSet;
  private final List<Issue> warnings;

  private RuleLocation(RuleSetRecord record, RuleSet ruleSet, List<Issue> warnings) {
    this.record = record;
    this.ruleSet = ruleSet;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads the rule files of some files or folders as one set.
   *
   * @throws IOException if one of them is not there or cannot be read
   * @throws InvalidRules if the files hold no rule, or any error
   */
  public static RuleLocation read(List<Path> paths, LocalDate today)
      throws IOException, InvalidRules {
    List<SourceText> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(RuleDirectory.load(path));
    }
    return read(files, join(paths), today);
  }

  /**
   * Reads the rule files of a place as one set.
   *
   * @throws IOException if it is not there or cannot be read
   * @throws InvalidRules if the files hold no rule, or any error
   */
  static RuleLocation read(RuleFiles place, LocalDate today) throws IOException, InvalidRules {
    return read(place.read(), place.toString(), today);
  }

  private static RuleLocation read(List<SourceText> files, String place, LocalDate today)
      throws InvalidRules {
    if (files.isEmpty()) {
      throw new InvalidRules(
          List.of(), "no rule files in " + place + " (looked for *.yaml, *.yml)");
    }
    ReadResult result = RuleFileReader.read(files, today);
    RuleSet ruleSet = result.ruleSet();
    if (ruleSet == null) {
      List<Issue> errors =
          result.issues().stream()
              .filter(issue -> issue.severity() == Severity.ERROR)
              .collect(Collectors.toList());
      String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
      throw new InvalidRules(errors, count + " in the rules of " + place);
    }
    if (ruleSet.allRules().isEmpty()) {
      throw new InvalidRules(List.of(), "no rule in " + place);
    }
    RuleSetRecord record = new RuleSetRecord();
    record.version = ruleSet.version();
    record.adoptedOn = today.toEpochDay();
    record.names = files.stream().map(SourceText::name).toArray(String[]::new);
    record.texts = files.stream().map(SourceText::text).toArray(String[]::new);
    return new RuleLocation(record, ruleSet, result.issues());
  }

  /** The set in the form that travels with the job. */
  public RuleSetRecord record() {
    return record;
  }

  /** The set. */
  public RuleSet ruleSet() {
    return ruleSet;
  }

  /** What the reader warns of. */
  public List<Issue> warnings() {
    return warnings;
  }

  /** What rules want of topics that are not configured, one sentence each. */
  static List<String> missingTopics(RuleSet ruleSet, Set<String> configured) {
    List<String> missing = new ArrayList<>();
    for (Alarm alarm : ruleSet.alarms()) {
      Set<String> named = new TreeSet<>(alarm.alarmActions());
      named.addAll(alarm.okActions());
      named.addAll(alarm.insufficientDataActions());
      if (named.isEmpty()) {
        String severity = alarm.severity().key();
        if (!configured.contains(severity) && !configured.contains("default")) {
          missing.add(
              String.format(
                  "%s: alarm \"%s\" names no topic, and neither topic.%s nor topic.default is"
                      + " configured",
                  alarm.place(), alarm.name(), severity));
        }
      }
      for (String topic : named) {
        if (!configured.contains(topic)) {
          missing.add(
              String.format(
                  "%s: alarm \"%s\" names topic \"%s\", but topic.%s is not configured",
                  alarm.place(), alarm.name(), topic, topic));
        }
      }
    }
    return missing;
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** Rules that no job can start with. */
  public static final class InvalidRules extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Issue> issues;

    InvalidRules(List<Issue> issues, String message) {
      super(message);
      this.issues = List.copyOf(issues);
    }

    /** What is wrong where; empty if there are no rules at all. */
    public List<Issue> issues() {
      return issues;
    }
  }
}
