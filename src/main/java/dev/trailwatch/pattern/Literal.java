package dev.trailwatch.pattern;

/** What a value is compared with: a number, a text with or without wildcards, or a regex. */
public abstract class Literal {
  Literal() {}

  /**
   * Compares a value with this literal.
   *
   * @param value a JSON string or number, or a column's text
   */
  public abstract boolean satisfies(Scalar value, Operator operator);

  /** The literal as it is written in a canonical pattern. */
  @Override
  public abstract String toString();
}
