package dev.trailwatch.cli;

import java.util.Locale;

/** So many of something, in words. */
final class Quantity {
  private Quantity() {}

  /** A number and its noun, such as {@code 1 rule} or {@code 2,900 events}. */
  static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
