package dev.trailwatch.pattern;

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

  /** The canonical text of the construct, without the braces around a whole pattern. */
  @Override
  public final String toString() {
    return PatternPrinter.construct(this);
  }
}
