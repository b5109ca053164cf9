package dev.trailwatch.diagnostic;

import java.util.Locale;

/** How much an issue matters: an error refuses the input, a warning asks for a look. */
public enum Severity {
  /** The input cannot be used. */
  ERROR,
  /** The input works, but probably not as meant. */
  WARNING,
  /** Good to know. */
  INFO;

  /** The word that a person reads: {@code error}, {@code warning} or {@code info}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
