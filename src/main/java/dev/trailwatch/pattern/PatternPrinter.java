package dev.trailwatch.pattern;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a tree as pattern text, in one of two styles: the canonical one with blanks and quotes,
 * and the shortest one, for a pattern whose canonical text would be too long for CloudWatch.
 */
final class PatternPrinter implements NodeVisitor<String> {
  private static final PatternPrinter CANONICAL = new PatternPrinter(false);
  private static final PatternPrinter SHORTEST = new PatternPrinter(true);

  private final boolean shortest;

  private PatternPrinter(boolean shortest) {
    this.shortest = shortest;
  }

  /** The text of a whole pattern. */
  static String pattern(Form form, Node root) {
    String canonical = CANONICAL.whole(form, root);
    int limit = Dialect.CLOUDWATCH.maxLength();
    return canonical.codePointCount(0, canonical.length()) <= limit
        ? canonical
        : SHORTEST.whole(form, root);
  }

  /** The canonical text of one construct. */
  static String construct(Node node) {
    return node.accept(CANONICAL);
  }

  private String whole(Form form, Node root) {
    String inside = root.accept(this);
    if (form != Form.JSON) {
      return inside;
    }
    return shortest ? "{" + inside + "}" : "{ " + inside + " }";
  }

  @Override
  public String matchAll(MatchAll node) {
    return "";
  }

  @Override
  public String terms(Terms node) {
    StringBuilder out = new StringBuilder();
    for (Term term : node.terms()) {
      boolean blank = !shortest || term.sign() == Term.Sign.REQUIRED;
      out.append(blank && out.length() > 0 ? " " : "").append(term.sign().symbol());
      out.append(isBare(term.text()) ? term.text() : quoted(term.text()));
    }
    return out.toString();
  }

  private static boolean isBare(String term) {
    return term.codePoints().allMatch(Letters::inTerm);
  }

  private String quoted(String text) {
    return shortest ? Quoting.quotedShort(text) : Quoting.quoted(text);
  }

  @Override
  public String regexSearch(RegexSearch node) {
    return node.regex().toString();
  }

  @Override
  public String or(Or node) {
    return join(node.operands(), "||");
  }

  @Override
  public String and(And node) {
    return join(node.operands(), "&&");
  }

  private String join(List<Node> operands, String connective) {
    return operands.stream()
        .map(
            node ->
                connective.equals("&&") && node instanceof Or
                    ? "(" + node.accept(this) + ")"
                    : node.accept(this))
        .collect(Collectors.joining(shortest ? connective : " " + connective + " "));
  }

  @Override
  public String comparison(Comparison node) {
    return compared(selector(node.selector()), node.operator(), node.literal());
  }

  private String compared(String field, Operator operator, Literal literal) {
    String blank = shortest ? "" : " ";
    return field + blank + operator.symbol() + blank + literal(literal);
  }

  private String literal(Literal literal) {
    if (!(literal instanceof TextLiteral)) {
      return literal.toString();
    }
    String text = ((TextLiteral) literal).text();
    boolean bare =
        shortest
            && !text.isEmpty()
            && text.codePoints().allMatch(Letters::inValue)
            && !text.equalsIgnoreCase("null")
            && Decimal.parse(text) == null;
    return bare ? text : quoted(text);
  }

  private String selector(Selector selector) {
    if (!shortest) {
      return selector.toString();
    }
    StringBuilder out = new StringBuilder("$.");
    boolean first = true;
    for (SelectorStep step : selector.steps()) {
      String name = step.name();
      if (name == null) {
        out.append(!step.isWildcard() ? step.toString() : first ? "*" : ".*");
      } else {
        String written = Quoting.nameShort(name);
        out.append(first || written.startsWith("[") ? "" : ".").append(written);
      }
      first = false;
    }
    return out.toString();
  }

  @Override
  public String constantTest(ConstantTest node) {
    return selector(node.selector()) + " IS " + node.constant();
  }

  @Override
  public String notExists(NotExists node) {
    return selector(node.selector()) + " NOT EXISTS";
  }

  @Override
  public String columns(Columns node) {
    return node.columns().stream()
        .map(this::column)
        .collect(Collectors.joining(shortest ? "," : ", ", "[", "]"));
  }

  private String column(Column column) {
    Node condition = column.condition();
    if (condition != null) {
      return condition.accept(this);
    }
    String name = column.name();
    return column.isEllipsis() ? "..." : name == null ? "" : name;
  }

  @Override
  public String columnComparison(ColumnComparison node) {
    return compared(node.column(), node.operator(), node.literal());
  }
}
