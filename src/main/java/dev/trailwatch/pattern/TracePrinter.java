package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.event.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a pattern as a tree with the answer of each construct to one event, and with what the
 * event holds where a condition looks.
 */
final class TracePrinter implements NodeVisitor<String> {
  /** More of a value than this is not needed to see why a condition failed. */
  private static final int MAX_VALUE = 120;

  private static final int MAX_VALUES = 5;

  private final LogEvent event;
  private final @Nullable JsonNode json;
  private @Nullable String field;

  private TracePrinter(LogEvent event) {
    this.event = event;
    this.json = event.json();
  }

  static String print(Node root, LogEvent event) {
    return root.accept(new TracePrinter(event)) + "\n";
  }

  private static String line(boolean holds, String text) {
    return (holds ? "yes  " : "no   ") + text;
  }

  private static String below(String title, List<String> parts) {
    return parts.stream()
        .map(part -> "\n  " + part.replace("\n", "\n  "))
        .collect(Collectors.joining("", title, ""));
  }

  private static String shown(String value) {
    String quoted = Quoting.quoted(value);
    String cut = quoted.length() <= MAX_VALUE ? quoted : quoted.substring(0, MAX_VALUE) + "…";
    return Visible.of(cut);
  }

  private boolean holds(Node node) {
    String text = field;
    if (text != null) {
      return ColumnsEvaluation.holds(node, text);
    }
    return json != null && JsonEvaluation.holds(node, json);
  }

  private String join(String title, Node node, List<Node> operands) {
    return below(
        line(holds(node), title),
        operands.stream().map(operand -> operand.accept(this)).collect(Collectors.toList()));
  }

  @Override
  public String matchAll(MatchAll node) {
    return line(true, "every event");
  }

  @Override
  public String terms(Terms node) {
    List<String> parts = new ArrayList<>();
    for (Term term : node.terms()) {
      boolean found = event.message().contains(term.text());
      boolean ignored = term.sign() == Term.Sign.OPTIONAL && node.anyOf().isEmpty();
      parts.add(
          line(found == (term.sign() != Term.Sign.EXCLUDED), term.toString())
              + (ignored ? "   (ignored beside other terms)" : ""));
    }
    return below(line(node.match(event.message()), "terms"), parts);
  }

  @Override
  public String regexSearch(RegexSearch node) {
    return line(node.regex().find(event.message()), node.regex().toString());
  }

  @Override
  public String or(Or node) {
    return join("any of", node, node.operands());
  }

  @Override
  public String and(And node) {
    return join("all of", node, node.operands());
  }

  @Override
  public String comparison(Comparison node) {
    return selected(node, node.selector());
  }

  @Override
  public String constantTest(ConstantTest node) {
    return selected(node, node.selector());
  }

  @Override
  public String notExists(NotExists node) {
    return selected(node, node.selector());
  }

  private String selected(Node node, Selector selector) {
    if (json == null) {
      return line(false, node + "   (the message is no JSON object)");
    }
    List<JsonNode> values = selector.select(json);
    String found =
        values.stream().limit(MAX_VALUES).map(TracePrinter::kind).collect(Collectors.joining(", "));
    String more = values.size() > MAX_VALUES ? ", …" : "";
    return line(
        holds(node), node + "   (" + (values.isEmpty() ? "absent" : "is " + found + more) + ")");
  }

  private static String kind(JsonNode value) {
    if (value.isTextual()) {
      return shown(value.textValue());
    }
    if (value.isContainerNode()) {
      return value.isArray() ? "an array" : "an object";
    }
    return value.asText();
  }

  @Override
  public String columns(Columns node) {
    boolean matches = ColumnsEvaluation.matches(node, event.message());
    List<@Nullable String> fields = ColumnsEvaluation.fields(node, event.message());
    if (fields.isEmpty() && !node.columns().isEmpty()) {
      return line(false, "columns   (the line has too few fields)");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      Node condition = column.condition();
      field = fields.get(i);
      if (condition != null) {
        parts.add(condition.accept(this));
      }
    }
    field = null;
    return below(line(matches, "columns"), parts);
  }

  @Override
  public String columnComparison(ColumnComparison node) {
    String text = field == null ? "" : field;
    return line(holds(node), node + "   (is " + shown(text) + ")");
  }
}
