package dev.trailwatch.matcher;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;

/** Numbers of JSON's grammar in bytes: where they end, and what they are. */
final class NumberScan {
  /** Longer numbers, or larger exponents, are left to the slow way, which has limits of its own. */
  private static final int LONGEST = 400;

  private static final int LONGEST_EXPONENT = 8;
  private static final int SHORT = 18;

  private NumberScan() {}

  /**
   * The position after the number that starts at a position.
   *
   * @throws ScanFailure if there is no number, or one too long to judge here
   */
  static int end(byte[] bytes, int from) {
    int at = bytes[from] == '-' ? from + 1 : from;
    if (bytes[at] == '0') {
      at++;
    } else {
      at = digits(bytes, at);
    }
    if (bytes[at] == '.') {
      at = digits(bytes, at + 1);
    }
    if ((bytes[at] | 0x20) == 'e') {
      at++;
      if (bytes[at] == '+' || bytes[at] == '-') {
        at++;
      }
      int exponent = at;
      at = digits(bytes, at);
      if (at - exponent > LONGEST_EXPONENT) {
        throw ScanFailure.unusual();
      }
    }
    if (at - from > LONGEST) {
      throw ScanFailure.unusual();
    }
    return at;
  }

  private static int digits(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw ScanFailure.malformed();
    }
    return at;
  }

  /** Whether a number has neither fraction nor exponent. */
  static boolean isWhole(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] > '9' || bytes[at] == '.') {
        return false;
      }
    }
    return true;
  }

  /** Whether a number is whole and fits into a long without a doubt. */
  static boolean isShortWhole(byte[] bytes, int from, int to) {
    return to - from <= SHORT && isWhole(bytes, from, to);
  }

  /** The value of a short whole number. */
  static long whole(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      value = value * 10 + (bytes[at] - '0');
    }
    return negative ? -value : value;
  }

  /** A number as it is written. */
  static String written(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  /** The double nearest to a number; infinite beyond its range. */
  static double nearest(byte[] bytes, int from, int to) {
    return NumberInput.parseDouble(written(bytes, from, to), true);
  }
}
