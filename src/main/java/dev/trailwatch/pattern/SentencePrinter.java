package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says a pattern in words. */
final class SentencePrinter implements NodeVisitor<String> {
  private static final SentencePrinter WORDS = new SentencePrinter();

  private SentencePrinter() {}

  static String print(Node root) {
    return root.accept(WORDS);
  }

  @Override
  public String matchAll(MatchAll node) {
    return "every event";
  }

  @Override
  public String terms(Terms node) {
    List<String> parts = new ArrayList<>();
    if (!node.required().isEmpty()) {
      parts.add("the message contains " + texts(node.required(), "and"));
    }
    if (!node.anyOf().isEmpty()) {
      parts.add("the message contains " + texts(node.anyOf(), "or"));
    }
    if (!node.excluded().isEmpty()) {
      parts.add("the message does not contain " + texts(node.excluded(), "or"));
    }
    return String.join(", and ", parts);
  }

  private static String texts(List<String> texts, String word) {
    return texts.stream().map(Quoting::quoted).collect(Collectors.joining(" " + word + " "));
  }

  @Override
  public String regexSearch(RegexSearch node) {
    return "the message matches " + node.regex();
  }

  @Override
  public String or(Or node) {
    return join(node.operands(), "or");
  }

  @Override
  public String and(And node) {
    return join(node.operands(), "and");
  }

  private String join(List<Node> operands, String word) {
    return operands.stream()
        .map(
            node ->
                node instanceof Or || node instanceof And
                    ? "(" + node.accept(this) + ")"
                    : node.accept(this))
        .collect(Collectors.joining(", " + word + " "));
  }

  @Override
  public String comparison(Comparison node) {
    Selector selector = node.selector();
    if (selector.hasWildcard() && node.operator() == Operator.NOT_EQUAL) {
      Selector parent = selector.beforeWildcard();
      return "no "
          + field(selector)
          + " "
          + relation(Operator.EQUAL, node.literal())
          + (parent.steps().isEmpty() ? "" : ", and " + field(parent) + " exists");
    }
    return some(selector) + " " + relation(node.operator(), node.literal());
  }

  private static String some(Selector selector) {
    return (selector.hasWildcard() ? "some " : "") + field(selector);
  }

  private static String field(Selector selector) {
    String text = selector.toString();
    return text.substring(2);
  }

  private static String relation(Operator operator, Literal literal) {
    if (literal instanceof TextLiteral) {
      return text(operator == Operator.EQUAL, ((TextLiteral) literal).glob());
    }
    if (literal instanceof RegexLiteral) {
      return (operator == Operator.EQUAL ? "matches " : "is there and does not match ") + literal;
    }
    switch (operator) {
      case EQUAL:
        return "is " + literal;
      case NOT_EQUAL:
        return "is there and is not " + literal;
      case LESS:
        return "is less than " + literal;
      case LESS_OR_EQUAL:
        return "is at most " + literal;
      case GREATER:
        return "is more than " + literal;
      case GREATER_OR_EQUAL:
        return "is at least " + literal;
      default:
        throw new AssertionError(operator);
    }
  }

  private static String text(boolean equal, Glob glob) {
    String[] pieces = glob.pieces();
    String lead = equal ? "" : "is there and does not ";
    if (glob.isLiteral()) {
      return (equal ? "is exactly " : "is there and is not ") + word(glob.text());
    }
    if (glob.text().chars().allMatch(c -> c == '*')) {
      return equal
          ? "is any text or number"
          : "is there and is no text or number, which never holds";
    }
    if (pieces.length == 2 && pieces[0].isEmpty()) {
      return lead + (equal ? "ends with " : "end with ") + word(pieces[1]);
    }
    if (pieces.length == 2 && pieces[1].isEmpty()) {
      return lead + (equal ? "starts with " : "start with ") + word(pieces[0]);
    }
    if (pieces.length == 3 && pieces[0].isEmpty() && pieces[2].isEmpty()) {
      return lead + (equal ? "contains " : "contain ") + word(pieces[1]);
    }
    return lead + (equal ? "fits " : "fit ") + word(glob.text());
  }

  /** A text without quotes where its end is plain to see. */
  private static String word(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"\\(),".indexOf(c) < 0);
    return plain ? text : Quoting.quoted(text);
  }

  @Override
  public String constantTest(ConstantTest node) {
    String what = node.constant().name().toLowerCase(Locale.ROOT);
    return some(node.selector()) + " is " + what;
  }

  @Override
  public String notExists(NotExists node) {
    return (node.selector().hasWildcard() ? "no " : "")
        + field(node.selector())
        + (node.selector().hasWildcard() ? " exists" : " does not exist");
  }

  @Override
  public String columns(Columns node) {
    int named = node.columns().size();
    List<String> parts = new ArrayList<>();
    if (named == 0) {
      return "every event";
    }
    int fields = node.ellipsis() < 0 ? named : named - 1;
    parts.add(
        "the line has "
            + (fields == 0
                ? "any fields"
                : "at least " + fields + (fields == 1 ? " field" : " fields")));
    for (Column column : node.columns()) {
      Node condition = column.condition();
      if (condition != null) {
        parts.add(
            condition instanceof Or || condition instanceof And
                ? "(" + condition.accept(this) + ")"
                : condition.accept(this));
      }
    }
    return String.join(", and ", parts);
  }

  @Override
  public String columnComparison(ColumnComparison node) {
    String relation = relation(node.operator(), node.literal());
    // a column is always there
    return node.column()
        + " "
        + relation.replaceFirst("^is there and ", "").replaceFirst("^does not", "does not");
  }
}
