package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.event.LogEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a metric value or a dimension is read from a matching event: {@code $.latency} of a JSON
 * event, {@code $bytes} or {@code $7} of a line matched by columns.
 *
 * <p>A selector that the pattern does not mention is fine; one with a wildcard is refused, as by
 * CloudWatch.
 */
public final class ValueReference {
  private final String text;
  private final @Nullable Selector selector;

  private ValueReference(String text, @Nullable Selector selector) {
    this.text = text;
    this.selector = selector;
  }

  /**
   * Reads a reference.
   *
   * @throws PatternException if the text is none, or its selector has a wildcard
   */
  public static ValueReference parse(String text) throws PatternException {
    if (text.startsWith("$.")) {
      Selector selector = Selector.parse(text);
      if (selector.hasWildcard()) {
        throw refused(text, "a value is read from one place, so its selector has no wildcard");
      }
      return new ValueReference(text, selector);
    }
    String name = text.startsWith("$") ? text.substring(1) : "";
    if (!Letters.isColumnName(name) && !isPosition(name)) {
      throw refused(text, "expected \"$.selector\", \"$column\" or \"$7\" as the place of a value");
    }
    return new ValueReference(text, null);
  }

  private static PatternException refused(String text, String message) {
    PatternIssues issues = new PatternIssues(text);
    issues.error(PatternCode.VALUE_REFERENCE, 0, text.length(), message);
    return issues.exception();
  }

  private static boolean isPosition(String name) {
    return name.length() <= 4 && name.matches("[1-9][0-9]*");
  }

  /** The selector, or null if a column is meant. */
  public @Nullable Selector selector() {
    return selector;
  }

  /** The column's name or position without its dollar sign, or null if a selector is meant. */
  public @Nullable String column() {
    return selector == null ? text.substring(1) : null;
  }

  /**
   * The value's text: a string as it is, a number in its text form, {@code true} or {@code false}.
   * Null if it is absent, null, an object or an array.
   */
  public @Nullable String text(LogEvent event, FilterPattern pattern) {
    if (selector == null) {
      return column(event, pattern);
    }
    JsonNode node = node(event, selector);
    return node == null || node.isNull() || node.isContainerNode() ? null : node.asText();
  }

  /**
   * The value as a number; a string or a column counts if it reads as one. Null if it is absent, no
   * number, or beyond a double's range.
   */
  public @Nullable Double number(LogEvent event, FilterPattern pattern) {
    if (selector == null) {
      return number(column(event, pattern));
    }
    JsonNode node = node(event, selector);
    return node == null || !(node.isNumber() || node.isTextual()) ? null : number(node.asText());
  }

  private @Nullable String column(LogEvent event, FilterPattern pattern) {
    return pattern.form() == Form.COLUMNS
        ? ColumnsEvaluation.column((Columns) pattern.root(), text.substring(1), event.message())
        : null;
  }

  private static @Nullable JsonNode node(LogEvent event, Selector selector) {
    JsonNode json = event.json();
    if (json == null) {
      return null;
    }
    List<JsonNode> nodes = selector.select(json);
    return nodes.isEmpty() ? null : nodes.get(0);
  }

  private static @Nullable Double number(@Nullable String text) {
    if (text == null || Decimal.parse(text) == null) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueReference && text.equals(((ValueReference) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The reference as written. */
  @Override
  public String toString() {
    return text;
  }
}
