package dev.trailwatch.metric;

import java.math.BigInteger;

/**
 * The exact sum of doubles: {@code unscaled * 2^exponent}, with an odd {@code unscaled}.
 *
 * <p>Every finite double is a whole number times a power of two, so sums of them are too: adding in
 * any order and grouping gives the same digits, which a running double can't promise.
 */
final class ExactSum {
  private static final int SIGNIFICANT_BITS = 64;

  private final BigInteger unscaled;
  private final int exponent;

  private ExactSum(BigInteger unscaled, int exponent) {
    this.unscaled = unscaled;
    this.exponent = exponent;
  }

  /** The canonical form of {@code unscaled * 2^exponent}. */
  static ExactSum of(BigInteger unscaled, int exponent) {
    if (unscaled.signum() == 0) {
      return new ExactSum(BigInteger.ZERO, 0);
    }
    int zeros = unscaled.getLowestSetBit();
    return new ExactSum(unscaled.shiftRight(zeros), exponent + zeros);
  }

  /** A whole number. */
  static ExactSum of(long whole) {
    return of(BigInteger.valueOf(whole), 0);
  }

  /** A finite double, exactly. */
  static ExactSum of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) ((bits >>> 52) & 0x7ff);
    long fraction = bits & ((1L << 52) - 1);
    long significand = biased == 0 ? fraction << 1 : fraction | (1L << 52);
    return of(BigInteger.valueOf(bits < 0 ? -significand : significand), biased - 1075);
  }

  ExactSum plus(ExactSum other) {
    int common = Math.min(exponent, other.exponent);
    BigInteger left = unscaled.shiftLeft(exponent - common);
    BigInteger right = other.unscaled.shiftLeft(other.exponent - common);
    return of(left.add(right), common);
  }

  ExactSum times(long factor) {
    return of(unscaled.multiply(BigInteger.valueOf(factor)), exponent);
  }

  BigInteger unscaled() {
    return unscaled;
  }

  int exponent() {
    return exponent;
  }

  /** Whether the sum is a whole number that a long holds. */
  boolean isLong() {
    return exponent >= 0 && unscaled.bitLength() + exponent < Long.SIZE;
  }

  long longValue() {
    return unscaled.shiftLeft(exponent).longValueExact();
  }

  /** The nearest double, ties to even; an infinity beyond the largest. */
  double doubleValue() {
    BigInteger magnitude = unscaled.abs();
    int shift = magnitude.bitLength() - SIGNIFICANT_BITS;
    double result;
    if (shift <= 0) {
      result = Math.scalb(magnitude.doubleValue(), exponent);
    } else {
      // The lost bits only matter as "there was more": the last kept bit remembers it.
      BigInteger kept = magnitude.shiftRight(shift).setBit(0);
      result = Math.scalb(kept.doubleValue(), exponent + shift);
    }
    return unscaled.signum() < 0 ? -result : result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactSum
        && unscaled.equals(((ExactSum) other).unscaled)
        && exponent == ((ExactSum) other).exponent;
  }

  @Override
  public int hashCode() {
    return unscaled.hashCode() * 31 + exponent;
  }

  @Override
  public String toString() {
    return Double.toString(doubleValue());
  }
}
