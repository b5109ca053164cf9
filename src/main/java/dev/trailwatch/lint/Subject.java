package dev.trailwatch.lint;

import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.Form;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule under examination, with what all checks ask of it. */
final class Subject {
  private final Rule rule;
  private final Knowledge knowledge;
  private final Leaves leaves;
  private final boolean cloudTrail;
  private final List<Claim> counts = new ArrayList<>();

  private Subject(Rule rule, Knowledge knowledge) {
    this.rule = rule;
    this.knowledge = knowledge;
    this.leaves = Leaves.of(rule.pattern().root());
    this.cloudTrail = isJson() && isOfCloudTrail();
    counts.add(Claim.that(rule.pattern()));
    for (FilterPattern exception : Exceptions.patterns(rule.exceptions())) {
      counts.add(Claim.not(exception));
    }
  }

  static Subject of(Rule rule, Knowledge knowledge) {
    return new Subject(rule, knowledge);
  }

  /** A pattern is taken for one on CloudTrail if it names a field of its records, or nearly. */
  private boolean isOfCloudTrail() {
    for (String path : leaves.paths()) {
      if (isOfCloudTrail(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOfCloudTrail(String path) {
    int end = 0;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    String first = path.substring(0, end);
    if (first.length() > 8) {
      for (Field field : knowledge.fields()) {
        if (field.path().equalsIgnoreCase(first)) {
          return true;
        }
      }
    }
    return false;
  }

  Rule rule() {
    return rule;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  /** The pattern's conditions; none if it is no JSON pattern. */
  Leaves leaves() {
    return leaves;
  }

  Node root() {
    return rule.pattern().root();
  }

  boolean isJson() {
    return rule.pattern().form() == Form.JSON;
  }

  /** Whether the pattern is about CloudTrail's records, so that knowledge of them applies. */
  boolean cloudTrail() {
    return cloudTrail;
  }

  /** What events there are: CloudTrail's records, or any. */
  @Nullable Knowledge world() {
    return cloudTrail ? knowledge : null;
  }

  /** That the rule counts an event: the pattern holds, and no exception that can be read does. */
  List<Claim> counts() {
    return counts;
  }

  @Override
  public String toString() {
    return rule.name();
  }
}
