package dev.trailwatch.pattern;

import java.util.Collection;

/**
 * A text in which every asterisk stands for any run of characters, line breaks included; anchored
 * at both ends.
 *
 * <p>Matching remembers only the last asterisk (two pointers), so that it never explores
 * combinations of asterisks as a recursive matcher does: after a mismatch, the last asterisk takes
 * one character more, and what earlier ones took never needs to change.
 */
public final class Glob {
  private final String text;
  private final String[] pieces;

  private Glob(String text) {
    this.text = text;
    this.pieces = text.split("\\*", -1);
  }

  /** The glob of a text. */
  public static Glob of(String text) {
    return new Glob(text);
  }

  /** The text as written, with its asterisks. */
  public String text() {
    return text;
  }

  /** Whether there is no asterisk in it. */
  public boolean isLiteral() {
    return pieces.length == 1;
  }

  /** The plain texts between the asterisks, empty ones included: one more than asterisks. */
  public String[] pieces() {
    return pieces.clone();
  }

  /** Whether the whole value fits. */
  public boolean matches(String value) {
    String first = pieces[0];
    if (pieces.length == 1) {
      return value.equals(first);
    }
    String last = pieces[pieces.length - 1];
    int end = value.length() - last.length();
    if (end < first.length() || !value.startsWith(first) || !value.endsWith(last)) {
      return false;
    }
    int at = first.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = value.indexOf(pieces[i], at);
      if (found < 0 || found + pieces[i].length() > end) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return true;
  }

  /** Whether any of the values fits. */
  public boolean matchesAny(Collection<String> values) {
    for (String value : values) {
      if (matches(value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob && text.equals(((Glob) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
