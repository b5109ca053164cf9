package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.rule.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading rule files: the set, or why there is none, and everything worth saying. */
public final class ReadResult {
  private final @Nullable RuleSet ruleSet;
  private final List<Issue> issues;
  private final int ruleCount;

  private ReadResult(@Nullable RuleSet ruleSet, int ruleCount, List<Issue> issues) {
    this.ruleSet = ruleSet;
    this.ruleCount = ruleCount;
    this.issues = List.copyOf(issues);
  }

  static ReadResult of(@Nullable RuleSet ruleSet, int ruleCount, List<Issue> issues) {
    return new ReadResult(ruleSet, ruleCount, issues);
  }

  /** The effective rule set; null if there is any error. */
  public @Nullable RuleSet ruleSet() {
    return ruleSet;
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
    return (ruleSet == null ? "no rule set" : ruleSet.toString())
        + ", "
        + issues.size()
        + " issues";
  }
}
