package dev.trailwatch.pattern;

import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import java.util.List;
import java.util.stream.Collectors;

/** A filter pattern that is refused, with everything that is wrong with it. */
public final class PatternException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Issue> issues;

  PatternException(List<Issue> issues) {
    super(issues.stream().map(Caret::render).collect(Collectors.joining()).stripTrailing());
    this.issues = List.copyOf(issues);
  }

  /** The issues in the order of the text; at least one. */
  public List<Issue> issues() {
    return issues;
  }
}
