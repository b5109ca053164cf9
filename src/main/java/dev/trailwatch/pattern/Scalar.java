package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A value that a filter pattern can compare: a JSON string, a JSON number, or a column's text.
 *
 * <p>A JSON number has two faces. As text it is its digits if it is whole, else what Java's {@code
 * Double.toString} makes of it ({@code 1e3} is {@code 1000.0}). As number it is exact if whole,
 * else the value of that same text, as CloudWatch rounds fractions to a double; beyond a double's
 * range it is not comparable as a number.
 */
public final class Scalar {
  private final String text;
  private final boolean isText;
  private final boolean mayBeNumber;

  private Scalar(String text, boolean isText, boolean mayBeNumber) {
    this.text = text;
    this.isText = isText;
    this.mayBeNumber = mayBeNumber;
  }

  /** The comparable value of a JSON node; null for null, booleans, objects and arrays. */
  public static @Nullable Scalar of(JsonNode node) {
    if (node.isTextual()) {
      return new Scalar(node.textValue(), true, false);
    }
    return node.isNumber() ? new Scalar(node.asText(), false, true) : null;
  }

  /** A column's text, which is a number if it reads as one. */
  static Scalar column(String text) {
    return new Scalar(text, false, true);
  }

  /** The text that texts, wildcards and regular expressions are compared with. */
  public String text() {
    return text;
  }

  /** Whether it is a JSON string, which a number literal meets as a text. */
  public boolean isText() {
    return isText;
  }

  /** The number, or null if it is none or beyond range. */
  public @Nullable Decimal number() {
    return mayBeNumber ? Decimal.parse(text) : null;
  }

  @Override
  public String toString() {
    return text;
  }
}
