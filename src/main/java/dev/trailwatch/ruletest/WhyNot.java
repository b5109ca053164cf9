package dev.trailwatch.ruletest;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.And;
import dev.trailwatch.pattern.ColumnComparison;
import dev.trailwatch.pattern.Columns;
import dev.trailwatch.pattern.Comparison;
import dev.trailwatch.pattern.ConstantTest;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.MatchAll;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.pattern.NodeVisitor;
import dev.trailwatch.pattern.NotExists;
import dev.trailwatch.pattern.Or;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.pattern.RegexSearch;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.Terms;
import dev.trailwatch.pattern.ValueReference;
import java.util.ArrayList;
import java.util.List;

/** Finds the conditions of a pattern that an event does not meet, and what it has instead. */
final class WhyNot implements NodeVisitor<List<String>> {
  private static final int MOST = 6;

  private final FilterPattern pattern;
  private final LogEvent event;

  private WhyNot(FilterPattern pattern, LogEvent event) {
    this.pattern = pattern;
    this.event = event;
  }

  /** The conditions that fail, one a line; empty if the pattern holds. */
  static List<String> of(FilterPattern pattern, LogEvent event) {
    if (pattern.matches(event)) {
      return List.of();
    }
    List<String> lines = pattern.root().accept(new WhyNot(pattern, event));
    if (lines.size() <= MOST) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MOST));
    first.add("and " + (lines.size() - MOST) + " more");
    return first;
  }

  @Override
  public List<String> and(And node) {
    return failing(node.operands());
  }

  @Override
  public List<String> or(Or node) {
    return failing(node.operands());
  }

  private List<String> failing(List<Node> nodes) {
    List<String> lines = new ArrayList<>();
    for (Node node : nodes) {
      if (!holds(node)) {
        lines.addAll(node.accept(this));
      }
    }
    return lines;
  }

  private boolean holds(Object condition) {
    try {
      return FilterPattern.compile("{ " + condition + " }", Dialect.EXTENDED).matches(event);
    } catch (PatternException e) {
      throw new AssertionError("a part of a pattern is a pattern: " + condition, e);
    }
  }

  @Override
  public List<String> comparison(Comparison node) {
    return List.of(node + "   " + found(node.selector()));
  }

  @Override
  public List<String> constantTest(ConstantTest node) {
    return List.of(node + "   " + found(node.selector()));
  }

  @Override
  public List<String> notExists(NotExists node) {
    return List.of(node + "   " + found(node.selector()));
  }

  private String found(Selector selector) {
    if (selector.hasWildcard()) {
      return "none of its values does";
    }
    if (holds(selector + " NOT EXISTS")) {
      return "it is absent";
    }
    try {
      String text = ValueReference.parse(selector.toString()).text(event, pattern);
      return text == null ? "it is null, an object or an array" : "it is \"" + text + "\"";
    } catch (PatternException e) {
      throw new AssertionError("a selector without wildcard is a reference: " + selector, e);
    }
  }

  @Override
  public List<String> matchAll(MatchAll node) {
    return List.of();
  }

  @Override
  public List<String> terms(Terms node) {
    return whole();
  }

  @Override
  public List<String> regexSearch(RegexSearch node) {
    return whole();
  }

  @Override
  public List<String> columns(Columns node) {
    return whole();
  }

  @Override
  public List<String> columnComparison(ColumnComparison node) {
    return whole();
  }

  /** The parts of these forms are not looked at one by one: they are short. */
  private List<String> whole() {
    return List.of(pattern.toString());
  }
}
