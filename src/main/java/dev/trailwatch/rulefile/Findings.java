package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects issues; one that was found before is not added again. */
final class Findings {
  private final Set<Issue> found = new LinkedHashSet<>();
  private int errors;

  void add(Issue issue) {
    if (found.add(issue) && issue.severity() == Severity.ERROR) {
      errors++;
    }
  }

  /** The number of errors so far: equal before and after a step means that the step went well. */
  int errors() {
    return errors;
  }

  List<Issue> all() {
    return new ArrayList<>(found);
  }
}
