package dev.trailwatch.pattern;

import java.util.List;

/**
 * One construct of a parsed filter pattern. Immutable; equal to another node when both mean the
 * same and print alike.
 */
public abstract class Node {
  Node() {}

  /** Calls the visitor's method for this kind of node. */
  public abstract <R> R accept(NodeVisitor<R> visitor);

  /** How many operators lie above its deepest operand, itself included; 0 for a leaf. */
  int depth() {
    return 0;
  }

  /** The depth of the deepest of some nodes; 0 without any. */
  static int deepest(List<Node> nodes) {
    int deepest = 0;
    for (Node node : nodes) {
      deepest = Math.max(deepest, node.depth());
    }
    return deepest;
  }

  /** The canonical text of the construct, without the braces around a whole pattern. */
  @Override
  public final String toString() {
    return PatternPrinter.construct(this);
  }
}
