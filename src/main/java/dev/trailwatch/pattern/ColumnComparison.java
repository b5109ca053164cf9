package dev.trailwatch.pattern;

import java.util.Objects;

/** A column's text against a literal, such as {@code status_code = 4*}. */
public final class ColumnComparison extends Node {
  private final String column;
  private final Operator operator;
  private final Literal literal;

  private ColumnComparison(String column, Operator operator, Literal literal) {
    this.column = column;
    this.operator = operator;
    this.literal = literal;
  }

  static ColumnComparison of(String column, Operator operator, Literal literal) {
    return new ColumnComparison(column, operator, literal);
  }

  /** The column's name, always that of the column that the condition stands in. */
  public String column() {
    return column;
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
    return visitor.columnComparison(this);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ColumnComparison)) {
      return false;
    }
    ColumnComparison that = (ColumnComparison) other;
    return column.equals(that.column) && operator == that.operator && literal.equals(that.literal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(column, operator, literal);
  }
}
