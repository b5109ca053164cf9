package dev.trailwatch.pattern;

import java.util.List;

/** Counts the regular expressions of a pattern. */
final class RegexCount implements NodeVisitor<Integer> {
  private static final RegexCount COUNT = new RegexCount();

  private RegexCount() {}

  static int of(Node root) {
    return root.accept(COUNT);
  }

  private int sum(List<Node> nodes) {
    return nodes.stream().mapToInt(node -> node.accept(this)).sum();
  }

  private static int literal(Literal literal) {
    return literal instanceof RegexLiteral ? 1 : 0;
  }

  @Override
  public Integer matchAll(MatchAll node) {
    return 0;
  }

  @Override
  public Integer terms(Terms node) {
    return 0;
  }

  @Override
  public Integer regexSearch(RegexSearch node) {
    return 1;
  }

  @Override
  public Integer or(Or node) {
    return sum(node.operands());
  }

  @Override
  public Integer and(And node) {
    return sum(node.operands());
  }

  @Override
  public Integer comparison(Comparison node) {
    return literal(node.literal());
  }

  @Override
  public Integer constantTest(ConstantTest node) {
    return 0;
  }

  @Override
  public Integer notExists(NotExists node) {
    return 0;
  }

  @Override
  public Integer columns(Columns node) {
    int count = 0;
    for (Column column : node.columns()) {
      Node condition = column.condition();
      count += condition == null ? 0 : condition.accept(this);
    }
    return count;
  }

  @Override
  public Integer columnComparison(ColumnComparison node) {
    return literal(node.literal());
  }
}
