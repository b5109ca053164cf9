package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Span;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.Operator;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.TextLiteral;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a construct stands in a pattern's text, for the caret under it.
 *
 * <p>A parsed pattern does not keep its positions. Conditions are found again by their words; what
 * is not found so is marked by the whole text, never by a wrong part.
 */
final class Locator {
  private Locator() {}

  /** The condition's stretch; of a larger construct from its first condition to its last. */
  static Span span(String text, Node node) {
    Span whole = Span.of(0, text.length());
    Span from = null;
    Span to = null;
    for (Node leaf : Leaves.of(node).all()) {
      Span found = leaf(text, leaf);
      from = from == null ? found : from;
      to = found;
      if (found == null) {
        return whole;
      }
    }
    boolean ordered = from != null && to != null && from.start() <= to.end();
    return ordered && from != null && to != null ? Span.of(from.start(), to.end()) : whole;
  }

  private static @org.jspecify.annotations.Nullable Span leaf(String text, Node leaf) {
    Selector selector = Condition.selector(leaf);
    if (selector == null) {
      return null;
    }
    String words = Pattern.quote(selector.toString()) + "(?![A-Za-z0-9_.-])\\s*";
    if (leaf instanceof Comparison) {
      Comparison comparison = (Comparison) leaf;
      Operator operator = comparison.operator();
      String literal =
          comparison.literal() instanceof TextLiteral
              ? ((TextLiteral) comparison.literal()).text()
              : comparison.literal().toString();
      words += Pattern.quote(operator.symbol()) + "\\s*\"?" + Pattern.quote(literal);
      words += "(?![A-Za-z0-9_.*-])\"?";
    } else {
      String rest = leaf.toString().substring(selector.toString().length()).trim();
      words += rest.replaceAll("\\s+", "\\\\s+");
    }
    Matcher found = Pattern.compile(words, Pattern.CASE_INSENSITIVE).matcher(text);
    return found.find() ? Span.of(found.start(), found.end()) : null;
  }
}
