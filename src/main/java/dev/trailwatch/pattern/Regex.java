package dev.trailwatch.pattern;

import com.google.re2j.Pattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of AWS's subset, run by a linear-time engine.
 *
 * <p>It is found anywhere in a text; {@code ^} and {@code $} are the ends of the whole text. See
 * "Using regular expressions" in the CloudWatch Logs user guide.
 */
public final class Regex {
  private final String body;

  /** Null for the few expressions that only RE2/J understands. */
  private final @Nullable RegexStates states;

  private final @Nullable Pattern pattern;

  private Regex(String body, @Nullable RegexStates states, @Nullable Pattern pattern) {
    this.body = body;
    this.states = states;
    this.pattern = pattern;
  }

  /**
   * A regular expression.
   *
   * @param body as the user wrote it
   * @param pattern the same for RE2/J
   */
  static Regex of(String body, Pattern pattern) {
    RegexStates states = RegexPositions.read(pattern.pattern());
    return new Regex(body, states, states == null ? pattern : null);
  }

  /** The expression without its percent signs. */
  public String body() {
    return body;
  }

  /** Whether it occurs in the text. */
  public boolean find(CharSequence text) {
    return states != null
        ? states.find(text)
        : Objects.requireNonNull(pattern).matcher(text).find();
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
