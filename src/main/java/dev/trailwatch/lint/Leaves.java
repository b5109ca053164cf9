package dev.trailwatch.lint;

import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.Or;
import dev.trailwatch.pattern.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions of a JSON pattern, in the order of its text. */
final class Leaves {
  private final List<Node> nodes = new ArrayList<>();

  private Leaves(Node root) {
    gather(root);
  }

  static Leaves of(Node root) {
    return new Leaves(root);
  }

  private void gather(Node node) {
    if (node instanceof And || node instanceof Or) {
      Solver.operands(node).forEach(this::gather);
    } else if (Condition.selector(node) != null) {
      nodes.add(node);
    }
  }

  /** All conditions. */
  List<Node> all() {
    return nodes;
  }

  /** The comparisons with a text. */
  List<Comparison> withText() {
    return nodes.stream()
        .filter(Comparison.class::isInstance)
        .map(Comparison.class::cast)
        .filter(each -> each.literal() instanceof TextLiteral)
        .collect(Collectors.toList());
  }

  /** The texts that a field is compared with for equality. */
  List<TextLiteral> equalTo(String path) {
    return withText().stream()
        .filter(each -> each.operator() == Operator.EQUAL)
        .filter(each -> Knowledge.path(each.selector()).equals(path))
        .map(each -> (TextLiteral) each.literal())
        .collect(Collectors.toList());
  }

  /** Whether a condition asks for the field. */
  boolean mention(String path) {
    return paths().contains(path);
  }

  /** The fields that are asked for. */
  List<String> paths() {
    return nodes.stream()
        .map(Condition::selector)
        .filter(java.util.Objects::nonNull)
        .map(Knowledge::path)
        .distinct()
        .collect(Collectors.toList());
  }
}
