package dev.trailwatch.pattern;

import java.util.Objects;

/** A test for one of JSON's constants, such as {@code $.readOnly IS TRUE}. */
public final class ConstantTest extends Node {
  private final Selector selector;
  private final Constant constant;

  private ConstantTest(Selector selector, Constant constant) {
    this.selector = selector;
    this.constant = constant;
  }

  static ConstantTest of(Selector selector, Constant constant) {
    return new ConstantTest(selector, constant);
  }

  /** Which value. */
  public Selector selector() {
    return selector;
  }

  /** What it must be. */
  public Constant constant() {
    return constant;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.constantTest(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConstantTest
        && selector.equals(((ConstantTest) other).selector)
        && constant == ((ConstantTest) other).constant;
  }

  @Override
  public int hashCode() {
    return Objects.hash(selector, constant);
  }
}
