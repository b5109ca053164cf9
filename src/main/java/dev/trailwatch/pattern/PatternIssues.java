package dev.trailwatch.pattern;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.diagnostic.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The issues found so far in one pattern. */
final class PatternIssues {
  /** More would not help anybody, and a hostile pattern could have a thousand. */
  private static final int LIMIT = 20;

  private final String text;
  private final List<Issue> issues = new ArrayList<>();
  private final List<Issue> extensions = new ArrayList<>();

  PatternIssues(String text) {
    this.text = text;
  }

  void error(PatternCode code, int start, int end, String message) {
    add(Issue.error(code, message), start, end);
  }

  void error(PatternCode code, int start, int end, String message, String hint) {
    add(Issue.error(code, message).hint(hint), start, end);
  }

  private void add(Issue issue, int start, int end) {
    if (issues.size() < LIMIT) {
      issues.add(placed(issue, start, end));
    }
  }

  /** Notes what the extended dialect accepts and CloudWatch does not. */
  void extension(PatternCode code, int start, int end, String message) {
    if (extensions.size() < LIMIT) {
      extensions.add(placed(Issue.warning(code, message), start, end));
    }
  }

  private Issue placed(Issue issue, int start, int end) {
    return issue.at(SourceText.of("pattern", text), Span.of(start, end));
  }

  boolean any() {
    return !issues.isEmpty();
  }

  boolean has(PatternCode code) {
    return issues.stream().anyMatch(issue -> issue.code() == code);
  }

  int count() {
    return issues.size();
  }

  List<Issue> extensions() {
    return List.copyOf(extensions);
  }

  void throwIfAny() throws PatternException {
    if (any()) {
      throw exception();
    }
  }

  /** All issues in the order of the text. */
  PatternException exception() {
    List<Issue> sorted = new ArrayList<>(issues);
    sorted.sort(Comparator.comparingInt(PatternIssues::start));
    return new PatternException(sorted);
  }

  private static int start(Issue issue) {
    Span span = issue.span();
    return span == null ? 0 : span.start();
  }
}
