package dev.trailwatch.pattern;

/** How a field is compared with a literal. */
public enum Operator {
  /** The value equals the literal. */
  EQUAL("="),
  /** The value is there, can be compared, and differs. */
  NOT_EQUAL("!="),
  /** The number is less than the literal. */
  LESS("<"),
  /** The number is at most the literal. */
  LESS_OR_EQUAL("<="),
  /** The number is greater than the literal. */
  GREATER(">"),
  /** The number is at least the literal. */
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as written in a pattern. */
  public String symbol() {
    return symbol;
  }

  /** Whether it asks for an order, which only numbers have. */
  public boolean isOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Whether it holds for a comparison's result as {@link Comparable#compareTo} gives it. */
  public boolean holds(int comparison) {
    switch (this) {
      case EQUAL:
        return comparison == 0;
      case NOT_EQUAL:
        return comparison != 0;
      case LESS:
        return comparison < 0;
      case LESS_OR_EQUAL:
        return comparison <= 0;
      case GREATER:
        return comparison > 0;
      case GREATER_OR_EQUAL:
        return comparison >= 0;
      default:
        throw new AssertionError(this);
    }
  }
}
