package dev.trailwatch.pattern;

import java.util.List;

/** A conjunction: every operand holds. */
public final class And extends Node {
  private final List<Node> operands;
  private final int depth;

  private And(List<Node> operands) {
    this.operands = operands;
    this.depth = 1 + deepest(operands);
  }

  static And of(List<Node> operands) {
    return new And(List.copyOf(operands));
  }

  /** The operands in the order of the text: two or more, none of them an {@code And}. */
  public List<Node> operands() {
    return operands;
  }

  @Override
  int depth() {
    return depth;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.and(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof And && operands.equals(((And) other).operands);
  }

  @Override
  public int hashCode() {
    return 37 * operands.hashCode();
  }
}
