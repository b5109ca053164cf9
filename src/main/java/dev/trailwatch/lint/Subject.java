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

  private Subject(Rule rule, Knowledge knowledge) {
    this.rule = rule;
    this.knowledge = knowledge;
    this.leaves = Leaves.of(rule.pattern().root());
    this.cloudTrail = isJson() && leaves.paths().stream().anyMatch(this::ofCloudTrail);
  }

  static Subject of(Rule rule, Knowledge knowledge) {
    return new Subject(rule, knowledge);
  }

  /** A pattern is taken for one on CloudTrail if it names a field of its records, or nearly. */
  private boolean ofCloudTrail(String path) {
    String first = path.replaceFirst("[.\\[].*", "");
    return knowledge.fields().stream()
        .anyMatch(field -> field.path().equalsIgnoreCase(first) && first.length() > 8);
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
    List<Claim> claims = new ArrayList<>();
    claims.add(Claim.that(rule.pattern()));
    for (FilterPattern exception : Exceptions.patterns(rule.exceptions())) {
      claims.add(Claim.not(exception));
    }
    return claims;
  }

  @Override
  public String toString() {
    return rule.name();
  }
}
