package dev.trailwatch.pattern;

/**
 * A text, quoted or bare. An asterisk stands for any run of characters, in quotes too: the language
 * has no way to write a plain asterisk.
 */
public final class TextLiteral extends Literal {
  private final Glob glob;

  private TextLiteral(Glob glob) {
    this.glob = glob;
  }

  static TextLiteral of(String text) {
    return new TextLiteral(Glob.of(text));
  }

  /** The text after unescaping, its asterisks included. */
  public String text() {
    return glob.text();
  }

  /** The text as a matchable. */
  public Glob glob() {
    return glob;
  }

  @Override
  public boolean satisfies(Scalar value, Operator operator) {
    return !operator.isOrder() && glob.matches(value.text()) == (operator == Operator.EQUAL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextLiteral && glob.equals(((TextLiteral) other).glob);
  }

  @Override
  public int hashCode() {
    return glob.hashCode();
  }

  @Override
  public String toString() {
    return Quoting.quoted(glob.text());
  }
}
