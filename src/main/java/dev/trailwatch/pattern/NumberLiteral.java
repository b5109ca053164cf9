package dev.trailwatch.pattern;

/**
 * A bare number. It is compared exactly with numbers, and as it is written with strings: {@code 1}
 * equals the JSON values 1, 1.0 and "1", but not "01".
 */
public final class NumberLiteral extends Literal {
  private final String text;
  private final Decimal value;

  private NumberLiteral(String text, Decimal value) {
    this.text = text;
    this.value = value;
  }

  static NumberLiteral of(String text, Decimal value) {
    return new NumberLiteral(text, value);
  }

  /** The number as written. */
  public String text() {
    return text;
  }

  /** Its exact value. */
  public Decimal value() {
    return value;
  }

  @Override
  public boolean satisfies(Scalar value, Operator operator) {
    if (value.isText()) {
      return !operator.isOrder() && text.equals(value.text()) == (operator == Operator.EQUAL);
    }
    Decimal number = value.number();
    return number != null && operator.holds(number.compareTo(this.value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberLiteral && text.equals(((NumberLiteral) other).text);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
