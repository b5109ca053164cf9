package dev.trailwatch.lint;

import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.Or;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.TextLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The conditions of a JSON pattern, in the order of its text. */
final class Leaves {
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> paths = new LinkedHashSet<>();
  private final Map<String, List<TextLiteral>> equalities = new HashMap<>();

  private Leaves(Node root) {
    gather(root);
  }

  static Leaves of(Node root) {
    return new Leaves(root);
  }

  private void gather(Node node) {
    if (node instanceof And || node instanceof Or) {
      for (Node operand : Solver.operands(node)) {
        gather(operand);
      }
      return;
    }
    Selector selector = Condition.selector(node);
    if (selector == null) {
      return;
    }
    String path = Knowledge.path(selector);
    nodes.add(node);
    paths.add(path);
    if (isText(node) && ((Comparison) node).operator() == Operator.EQUAL) {
      equalities
          .computeIfAbsent(path, each -> new ArrayList<>())
          .add((TextLiteral) ((Comparison) node).literal());
    }
  }

  private static boolean isText(Node node) {
    return node instanceof Comparison && ((Comparison) node).literal() instanceof TextLiteral;
  }

  /** All conditions. */
  List<Node> all() {
    return nodes;
  }

  /** The comparisons with a text. */
  List<Comparison> withText() {
    return nodes.stream()
        .filter(Leaves::isText)
        .map(Comparison.class::cast)
        .collect(Collectors.toList());
  }

  /** The texts that a field is compared with for equality. */
  List<TextLiteral> equalTo(String path) {
    return equalities.getOrDefault(path, List.of());
  }

  /** Whether a condition asks for the field. */
  boolean mention(String path) {
    return paths.contains(path);
  }

  /** The fields that are asked for. */
  Set<String> paths() {
    return paths;
  }
}
