package dev.trailwatch.pattern;

import com.google.re2j.Pattern;

/**
 * A regular expression of AWS's subset, run by a linear-time engine.
 *
 * <p>It is found anywhere in a text; {@code ^} and {@code $} are the ends of the whole text. See
 * "Using regular expressions" in the CloudWatch Logs user guide.
 */
public final class Regex {
  private final String body;
  private final Pattern pattern;

  private Regex(String body, Pattern pattern) {
    this.body = body;
    this.pattern = pattern;
  }

  static Regex of(String body, Pattern pattern) {
    return new Regex(body, pattern);
  }

  /** The expression without its percent signs. */
  public String body() {
    return body;
  }

  /** Whether it occurs in the text. */
  public boolean find(CharSequence text) {
    return pattern.matcher(text).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex && body.equals(((Regex) other).body);
  }

  @Override
  public int hashCode() {
    return body.hashCode();
  }

  @Override
  public String toString() {
    return "%" + body + "%";
  }
}
