package dev.trailwatch.pattern;

/** One word or phrase of a terms pattern, with its sign. */
public final class Term {
  /** What the sign in front asks for. */
  public enum Sign {
    /** No sign: the message must contain the text. */
    REQUIRED(""),
    /** {@code -}: the message must not contain it. */
    EXCLUDED("-"),
    /** {@code ?}: one such text is enough; ignored beside any other kind of term. */
    OPTIONAL("?");

    private final String symbol;

    Sign(String symbol) {
      this.symbol = symbol;
    }

    /** The sign as written. */
    public String symbol() {
      return symbol;
    }
  }

  private final Sign sign;
  private final String text;

  private Term(Sign sign, String text) {
    this.sign = sign;
    this.text = text;
  }

  static Term of(Sign sign, String text) {
    return new Term(sign, text);
  }

  /** What is asked for. */
  public Sign sign() {
    return sign;
  }

  /** The text that is looked for as a substring, case-sensitively; never empty. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Term && sign == ((Term) other).sign && text.equals(((Term) other).text);
  }

  @Override
  public int hashCode() {
    return 31 * sign.hashCode() + text.hashCode();
  }

  @Override
  public String toString() {
    return sign.symbol() + Quoting.quoted(text);
  }
}
