package dev.trailwatch.matcher;

import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.ConstantTest;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.NotExists;
import dev.trailwatch.pattern.Or;

/** Whether a JSON pattern's selectors have wildcards. */
final class Wildcards {
  private Wildcards() {}

  /** Whether any selector of a condition has one. */
  static boolean in(Node node) {
    if (node instanceof And) {
      return ((And) node).operands().stream().anyMatch(Wildcards::in);
    }
    if (node instanceof Or) {
      return ((Or) node).operands().stream().anyMatch(Wildcards::in);
    }
    if (node instanceof Comparison) {
      return ((Comparison) node).selector().hasWildcard();
    }
    if (node instanceof ConstantTest) {
      return ((ConstantTest) node).selector().hasWildcard();
    }
    return node instanceof NotExists && ((NotExists) node).selector().hasWildcard();
  }
}
