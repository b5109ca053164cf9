package dev.trailwatch.pattern;

import org.jspecify.annotations.Nullable;

/**
 * An exact decimal number, read from text in linear time whatever its exponent.
 *
 * <p>{@code BigDecimal} refuses some exponents that CloudWatch accepts and takes quadratic time for
 * very many digits; an event's field may hold either. The number is kept as its significant digits
 * and the power of ten of the first of them.
 */
public final class Decimal implements Comparable<Decimal> {
  private static final Decimal ZERO = new Decimal(0, "", 0);

  /** Exponents beyond this are as good as infinite: no text in memory has so many digits. */
  private static final long EXPONENT_LIMIT = 1_000_000_000_000_000L;

  private final int sign;

  /** Significant digits, without zeros at either end. */
  private final String digits;

  /** The power of ten of the first significant digit. */
  private final long magnitude;

  private Decimal(int sign, String digits, long magnitude) {
    this.sign = sign;
    this.digits = digits;
    this.magnitude = magnitude;
  }

  /**
   * The number that the whole text is, or null if it is none: an optional sign, digits with an
   * optional point among them or at either end, an optional exponent.
   */
  public static @Nullable Decimal parse(String text) {
    int length = text.length();
    int at = 0;
    boolean negative = false;
    if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      negative = text.charAt(at) == '-';
      at++;
    }
    int wholeStart = at;
    at = digitsEnd(text, at);
    int wholeEnd = at;
    int fractionStart = at;
    if (at < length && text.charAt(at) == '.') {
      fractionStart = at + 1;
      at = digitsEnd(text, fractionStart);
    }
    int fractionEnd = at;
    if (wholeEnd == wholeStart && fractionEnd == fractionStart) {
      return null;
    }
    long exponent = 0;
    if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponentStart = at + 1;
      at = exponentEnd(text, exponentStart);
      if (at < 0) {
        return null;
      }
      exponent = exponent(text, exponentStart, at);
    }
    return at == length
        ? of(
            negative,
            text.substring(wholeStart, wholeEnd) + text.substring(fractionStart, fractionEnd),
            wholeEnd - wholeStart - 1 + exponent)
        : null;
  }

  /** A number from all its digits and the power of ten of the first one. */
  private static Decimal of(boolean negative, String allDigits, long magnitude) {
    int from = 0;
    int to = allDigits.length();
    while (from < to && allDigits.charAt(from) == '0') {
      from++;
    }
    while (to > from && allDigits.charAt(to - 1) == '0') {
      to--;
    }
    return from == to
        ? ZERO
        : new Decimal(negative ? -1 : 1, allDigits.substring(from, to), magnitude - from);
  }

  private static int digitsEnd(String text, int start) {
    int at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The end of an exponent's sign and digits; -1 if there are no digits. */
  private static int exponentEnd(String text, int start) {
    int at = start;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int end = digitsEnd(text, at);
    return end == at ? -1 : end;
  }

  private static long exponent(String text, int start, int end) {
    boolean negative = text.charAt(start) == '-';
    long value = 0;
    for (int i = start; i < end; i++) {
      if (isDigit(text.charAt(i))) {
        value = Math.min(EXPONENT_LIMIT, value * 10 + (text.charAt(i) - '0'));
      }
    }
    return negative ? -value : value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public int compareTo(Decimal that) {
    if (sign != that.sign) {
      return Integer.compare(sign, that.sign);
    }
    // without zeros at the ends, the digits of equal magnitude order like texts
    int unsigned =
        magnitude != that.magnitude
            ? Long.compare(magnitude, that.magnitude)
            : digits.compareTo(that.digits);
    return sign * Integer.signum(unsigned);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal && compareTo((Decimal) other) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * sign + digits.hashCode()) + Long.hashCode(magnitude);
  }

  /** The number in scientific notation. */
  @Override
  public String toString() {
    if (sign == 0) {
      return "0";
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return (sign < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + magnitude;
  }
}
