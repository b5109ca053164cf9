package dev.trailwatch.pattern;

import java.util.Objects;

/**
 * A selected value against a literal, such as {@code $.errorCode = "AccessDenied"}.
 *
 * <p>A value that is absent, null, a boolean, an object or an array satisfies no operator, {@code
 * !=} included. With a wildcard, some selected value must satisfy it; {@code !=} with a wildcard
 * means that none of the selected values equals the literal and the part before the wildcard
 * exists.
 */
public final class Comparison extends Node {
  private final Selector selector;
  private final Operator operator;
  private final Literal literal;

  private Comparison(Selector selector, Operator operator, Literal literal) {
    this.selector = selector;
    this.operator = operator;
    this.literal = literal;
  }

  static Comparison of(Selector selector, Operator operator, Literal literal) {
    return new Comparison(selector, operator, literal);
  }

  /** Which value. */
  public Selector selector() {
    return selector;
  }

  /** How it is compared. */
  public Operator operator() {
    return operator;
  }

  /** With what; an order operator always has a {@link NumberLiteral}. */
  public Literal literal() {
    return literal;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.comparison(this);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Comparison)) {
      return false;
    }
    Comparison that = (Comparison) other;
    return selector.equals(that.selector)
        && operator == that.operator
        && literal.equals(that.literal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(selector, operator, literal);
  }
}
