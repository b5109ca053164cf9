package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.rule.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading rule files: the set, or why there is none, and everything worth saying. */
public final class ReadResult {
  private final RuleSet readable;
  private final boolean fine;
  private final List<Issue> issues;
  private final int ruleCount;

  private ReadResult(RuleSet readable, boolean fine, int ruleCount, List<Issue> issues) {
    this.readable = readable;
    this.fine = fine;
    this.ruleCount = ruleCount;
    this.issues = List.copyOf(issues);
  }

  static ReadResult of(RuleSet readable, boolean fine, int ruleCount, List<Issue> issues) {
    return new ReadResult(readable, fine, ruleCount, issues);
  }

  /** The effective rule set; null if there is any error. */
  public @Nullable RuleSet ruleSet() {
    return fine ? readable : null;
  }

  /**
   * What could be read in spite of errors, to be examined and never to be run: rules with a fault
   * may be missing, and one whose pattern was refused has the empty pattern.
   */
  public RuleSet readable() {
    return readable;
  }

  /** All issues of all files, in the order of files and lines. */
  public List<Issue> issues() {
    return issues;
  }

  /** How many rules the files hold, those with a fault included. */
  public int ruleCount() {
    return ruleCount;
  }

  /** Whether any issue refuses the files. */
  public boolean hasErrors() {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }

  @Override
  public String toString() {
    return (fine ? readable.toString() : "no rule set") + ", " + issues.size() + " issues";
  }
}
