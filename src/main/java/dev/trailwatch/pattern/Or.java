package dev.trailwatch.pattern;

import java.util.List;

/** Alternatives: at least one operand holds. */
public final class Or extends Node {
  private final List<Node> operands;
  private final int depth;

  private Or(List<Node> operands) {
    this.operands = operands;
    this.depth = 1 + deepest(operands);
  }

  static Or of(List<Node> operands) {
    return new Or(List.copyOf(operands));
  }

  /** The operands in the order of the text: two or more, none of them an {@code Or}. */
  public List<Node> operands() {
    return operands;
  }

  @Override
  int depth() {
    return depth;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.or(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Or && operands.equals(((Or) other).operands);
  }

  @Override
  public int hashCode() {
    return 31 * operands.hashCode();
  }
}
