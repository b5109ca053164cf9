package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a JSON event are meant, such as {@code $.userIdentity.type} or {@code
 * $.resources[*].ARN}.
 *
 * <p>A name reads an object, an index an array; nothing walks through an array unasked, and {@code
 * $.a.b} never reads a key {@code "a.b"}. What cannot be read selects nothing.
 */
public final class Selector {
  private final List<SelectorStep> steps;
  private final int wildcard;
  // a key of many maps
  private final int hash;

  private Selector(List<SelectorStep> steps) {
    this.steps = steps;
    this.wildcard = steps.indexOf(SelectorStep.WILDCARD);
    this.hash = steps.hashCode();
  }

  static Selector of(List<SelectorStep> steps) {
    return new Selector(List.copyOf(steps));
  }

  /**
   * Reads a selector, with any number of wildcards.
   *
   * @throws PatternException if it is malformed
   */
  public static Selector parse(String text) throws PatternException {
    PatternIssues issues = new PatternIssues(text);
    Selector selector = SelectorParser.parse(text, 0, text.length(), issues);
    issues.throwIfAny();
    return selector;
  }

  /** The steps from the event's root; not empty, but for what {@link #beforeWildcard()} gives. */
  public List<SelectorStep> steps() {
    return steps;
  }

  /** Whether some step is a wildcard, so that it may select several values. */
  public boolean hasWildcard() {
    return wildcard >= 0;
  }

  /** How many steps are wildcards. */
  public int wildcards() {
    int count = 0;
    for (SelectorStep step : steps) {
      count += step.isWildcard() ? 1 : 0;
    }
    return count;
  }

  /** The part before the first wildcard, without steps if that comes first; else the whole. */
  public Selector beforeWildcard() {
    return hasWildcard() ? new Selector(steps.subList(0, wildcard)) : this;
  }

  /** The selected values in the order of the event; empty if nothing is there. */
  public List<JsonNode> select(JsonNode root) {
    List<JsonNode> nodes = List.of(root);
    for (SelectorStep step : steps) {
      if (nodes.isEmpty()) {
        return nodes;
      }
      nodes = step(nodes, step);
    }
    return nodes;
  }

  private static List<JsonNode> step(List<JsonNode> from, SelectorStep step) {
    if (!step.isWildcard() && from.size() == 1) {
      JsonNode child = child(from.get(0), step);
      return child == null ? List.of() : List.of(child);
    }
    List<JsonNode> to = new ArrayList<>(from.size());
    for (JsonNode node : from) {
      if (step.isWildcard()) {
        node.forEach(to::add);
      } else {
        JsonNode child = child(node, step);
        if (child != null) {
          to.add(child);
        }
      }
    }
    return to;
  }

  private static @Nullable JsonNode child(JsonNode node, SelectorStep step) {
    String name = step.name();
    if (name != null) {
      return node.isObject() ? node.get(name) : null;
    }
    return node.isArray() ? node.get(step.index()) : null;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Selector && steps.equals(((Selector) other).steps));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The canonical text, {@code $} alone without steps. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("$");
    for (SelectorStep step : steps) {
      // the first step needs its dot, the wildcard there a dot and no brackets
      out.append(out.length() == 1 && step.isWildcard() ? ".*" : step.toString());
    }
    return out.toString();
  }
}
