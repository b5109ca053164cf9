package dev.trailwatch.pattern;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a pattern as an indented tree: one construct a line, its parts below it. */
final class TreePrinter implements NodeVisitor<String> {
  private static final TreePrinter TREE = new TreePrinter();

  private TreePrinter() {}

  static String print(Node root) {
    return root.accept(TREE) + "\n";
  }

  private static String below(String title, List<String> parts) {
    return parts.stream()
        .map(part -> "\n  " + part.replace("\n", "\n  "))
        .collect(Collectors.joining("", title, ""));
  }

  private List<String> all(List<Node> nodes) {
    return nodes.stream().map(node -> node.accept(this)).collect(Collectors.toList());
  }

  @Override
  public String matchAll(MatchAll node) {
    return "every event";
  }

  @Override
  public String terms(Terms node) {
    boolean ignored = node.anyOf().isEmpty();
    return below(
        "terms",
        node.terms().stream()
            .map(term -> word(term.sign(), ignored) + " " + Quoting.quoted(term.text()))
            .collect(Collectors.toList()));
  }

  private static String word(Term.Sign sign, boolean optionalIgnored) {
    switch (sign) {
      case REQUIRED:
        return "contains";
      case EXCLUDED:
        return "lacks";
      case OPTIONAL:
        return optionalIgnored ? "ignored" : "any of";
      default:
        throw new AssertionError(sign);
    }
  }

  @Override
  public String regexSearch(RegexSearch node) {
    return "matches " + node.regex();
  }

  @Override
  public String or(Or node) {
    return below("any of", all(node.operands()));
  }

  @Override
  public String and(And node) {
    return below("all of", all(node.operands()));
  }

  @Override
  public String comparison(Comparison node) {
    return node.toString();
  }

  @Override
  public String constantTest(ConstantTest node) {
    return node.toString();
  }

  @Override
  public String notExists(NotExists node) {
    return node.toString();
  }

  @Override
  public String columns(Columns node) {
    return below("columns", node.columns().stream().map(this::column).collect(Collectors.toList()));
  }

  private String column(Column column) {
    if (column.isEllipsis()) {
      return "... any number of fields";
    }
    String name = column.name() == null ? "(unnamed)" : column.name();
    Node condition = column.condition();
    return condition == null ? name : below(name, List.of(condition.accept(this)));
  }

  @Override
  public String columnComparison(ColumnComparison node) {
    return node.toString();
  }
}
