package dev.trailwatch.pattern;

/** A regular expression that is searched in a value's text. */
public final class RegexLiteral extends Literal {
  private final Regex regex;

  private RegexLiteral(Regex regex) {
    this.regex = regex;
  }

  static RegexLiteral of(Regex regex) {
    return new RegexLiteral(regex);
  }

  /** What is searched. */
  public Regex regex() {
    return regex;
  }

  @Override
  public boolean satisfies(Scalar value, Operator operator) {
    return !operator.isOrder() && regex.find(value.text()) == (operator == Operator.EQUAL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegexLiteral && regex.equals(((RegexLiteral) other).regex);
  }

  @Override
  public int hashCode() {
    return 37 * regex.hashCode();
  }

  @Override
  public String toString() {
    return regex.toString();
  }
}
