package dev.trailwatch.matcher;

import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.SelectorStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A selector, or the beginning of one, in the tree of all selectors, with the conditions that the
 * patterns put on what it selects.
 */
final class PathNode {
  private final int number;
  private final String path;
  private final Counter counter;
  final Map<String, PathNode> byName = new LinkedHashMap<>();
  final TreeMap<Integer, PathNode> byIndex = new TreeMap<>();
  @Nullable PathNode any;

  /** Under which number a text here is noted; less than 0 if it is not. */
  int note = -1;

  final IntBag exists = new IntBag();
  final IntBag isNull = new IntBag();
  final IntBag holdsNull = new IntBag();
  final IntBag isTrue = new IntBag();
  final IntBag isFalse = new IntBag();
  final List<Consumer<ValueIndex.Builder>> conditions = new ArrayList<>();

  private PathNode(String path, Counter counter) {
    this.number = counter.next++;
    this.path = path;
    this.counter = counter;
  }

  /** The root: what no selector has taken a step from. */
  static PathNode root() {
    return new PathNode("$", new Counter());
  }

  /** The node of a selector. */
  PathNode at(Selector selector) {
    PathNode node = this;
    for (SelectorStep step : selector.steps()) {
      node = node.child(step);
    }
    return node;
  }

  private PathNode child(SelectorStep step) {
    String name = step.name();
    if (name != null) {
      return byName.computeIfAbsent(name, key -> new PathNode(path + "." + key, counter));
    }
    if (!step.isWildcard()) {
      return byIndex.computeIfAbsent(
          step.index(), index -> new PathNode(path + "[" + index + "]", counter));
    }
    PathNode child = any;
    if (child == null) {
      child = new PathNode(path + "[*]", counter);
      any = child;
    }
    return child;
  }

  /** The node's number, from 0 for the root. */
  int number() {
    return number;
  }

  /** The path as people write it. */
  @Override
  public String toString() {
    return path;
  }

  private static final class Counter {
    private int next;
  }
}
