package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.event.LogEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled CloudWatch Logs filter pattern: a yes-or-no question to one log event.
 *
 * <p>Immutable and thread-safe: compile once, match many. Two patterns are equal when they mean the
 * same construct by construct; {@link #toString()} is the canonical text, which compiles to an
 * equal pattern.
 *
 * <pre>
 * FilterPattern pattern = FilterPattern.compile("{ $.errorCode = \"AccessDenied*\" }");
 * boolean hit = pattern.matches(LogEvent.of("{\"errorCode\":\"AccessDenied\"}"));
 * </pre>
 */
public final class FilterPattern {
  private final String text;
  private final Form form;
  private final Node root;
  private final List<Issue> extensions;

  private FilterPattern(String text, Form form, Node root, List<Issue> extensions) {
    this.text = text;
    this.form = form;
    this.root = root;
    this.extensions = extensions;
  }

  /**
   * Compiles what CloudWatch accepts.
   *
   * @throws PatternException with all issues if CloudWatch would refuse the pattern
   */
  public static FilterPattern compile(String text) throws PatternException {
    return compile(text, Dialect.CLOUDWATCH);
  }

  /**
   * Compiles a pattern of the given dialect.
   *
   * @throws PatternException with all issues if the pattern is refused
   */
  public static FilterPattern compile(String text, Dialect dialect) throws PatternException {
    PatternIssues issues = new PatternIssues(text);
    PatternParser parser = new PatternParser(text, dialect, issues);
    @Nullable Node root = parser.parse();
    if (root == null || issues.any()) {
      throw issues.exception();
    }
    return new FilterPattern(text, parser.form(), root, issues.extensions());
  }

  /** The empty pattern, which matches every event. */
  public static FilterPattern all() {
    return new FilterPattern("", Form.ALL, MatchAll.INSTANCE, List.of());
  }

  /** Whether the event matches. */
  public boolean matches(LogEvent event) {
    switch (form) {
      case ALL:
        return true;
      case TERMS:
        return ((Terms) root).match(event.message());
      case REGEX:
        return ((RegexSearch) root).regex().find(event.message());
      case JSON:
        ObjectNode json = event.json();
        return json != null && JsonEvaluation.holds(root, json);
      case COLUMNS:
        return ColumnsEvaluation.matches((Columns) root, event.message());
      default:
        throw new AssertionError(form);
    }
  }

  /**
   * The values that the pattern names in a matching event: {@code $name} for named columns, {@code
   * $1}, {@code $2} ... by position for unnamed ones. Empty for every other form, and for an event
   * that does not match.
   */
  public Map<String, String> extractedValues(LogEvent event) {
    return form == Form.COLUMNS
        ? ColumnsEvaluation.extract((Columns) root, event.message())
        : Map.of();
  }

  /** The pattern's kind. */
  public Form form() {
    return form;
  }

  /** The parsed pattern. */
  public Node root() {
    return root;
  }

  /** The text as written. */
  public String text() {
    return text;
  }

  /** Why CloudWatch itself would refuse this pattern, as warnings; empty if it would not. */
  public List<Issue> extensions() {
    return extensions;
  }

  /** Whether CloudWatch itself would refuse this pattern. */
  public boolean usesExtensions() {
    return !extensions.isEmpty();
  }

  /** How many regular expressions it holds. */
  public int regexes() {
    return RegexCount.of(root);
  }

  /** The pattern as a sentence, such as {@code errorCode starts with AccessDenied}. */
  public String sentence() {
    return SentencePrinter.print(root);
  }

  /** The pattern as an indented tree, one construct a line. */
  public String tree() {
    return TreePrinter.print(root);
  }

  /** The pattern as a tree with the answer of each construct to the event, one a line. */
  public String trace(LogEvent event) {
    return TracePrinter.print(root, event);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilterPattern
        && form == ((FilterPattern) other).form
        && root.equals(((FilterPattern) other).root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /** The canonical text; where that would be too long for CloudWatch, the shortest. */
  @Override
  public String toString() {
    return PatternPrinter.pattern(form, root);
  }
}
