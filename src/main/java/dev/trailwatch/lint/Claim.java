package dev.trailwatch.lint;

import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.Node;

/** A construct of a JSON pattern that is to hold, or is not to hold. */
final class Claim {
  private final Node node;
  private final boolean holds;

  private Claim(Node node, boolean holds) {
    this.node = node;
    this.holds = holds;
  }

  /** That a construct holds. */
  static Claim that(Node node) {
    return new Claim(node, true);
  }

  /** That a pattern matches. */
  static Claim that(FilterPattern pattern) {
    return that(pattern.root());
  }

  /** That a construct does not hold. */
  static Claim not(Node node) {
    return new Claim(node, false);
  }

  /** That a pattern does not match. */
  static Claim not(FilterPattern pattern) {
    return not(pattern.root());
  }

  /** The same of another construct. */
  Claim of(Node other) {
    return new Claim(other, holds);
  }

  Node node() {
    return node;
  }

  boolean holds() {
    return holds;
  }

  @Override
  public String toString() {
    return (holds ? "" : "not ") + node;
  }
}
