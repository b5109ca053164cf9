package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How conditions of a JSON pattern's text are grouped by parentheses, which the parsed pattern no
 * longer says: finds where {@code a || b && c} stands without any.
 */
final class Nesting {
  private final String text;
  private int at;
  private @Nullable Span surprise;

  private Nesting(String text) {
    this.text = text;
  }

  /**
   * The stretch where a single condition stands in one row of {@code ||} with others that are
   * joined by {@code &&}; null if there is none.
   */
  static @Nullable Span surprise(String text) {
    Nesting nesting = new Nesting(text);
    while (nesting.at < text.length() && text.charAt(nesting.at) != '{') {
      nesting.at++;
    }
    nesting.at++;
    nesting.group();
    return nesting.surprise;
  }

  /** Reads up to the closing parenthesis or brace. */
  private void group() {
    int start = at;
    List<Integer> chain = new ArrayList<>();
    int joined = 1;
    while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != '}') {
      char c = text.charAt(at);
      if (c == '"') {
        quoted();
      } else if (c == '%') {
        at = after(text.indexOf('%', at + 1));
      } else if (text.startsWith("['", at)) {
        at = after(text.indexOf("']", at + 2));
      } else if (c == '(') {
        at++;
        group();
        at++;
      } else if (text.startsWith("&&", at)) {
        joined++;
        at += 2;
      } else if (text.startsWith("||", at)) {
        chain.add(joined);
        joined = 1;
        at += 2;
      } else {
        at++;
      }
    }
    chain.add(joined);
    boolean mixed = chain.size() > 1 && chain.contains(1) && chain.stream().anyMatch(n -> n > 1);
    if (mixed && surprise == null) {
      surprise = Span.of(start, Math.min(at, text.length()));
    }
  }

  private void quoted() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
      at += escape && "\"\\".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1;
    }
    at++;
  }

  private int after(int end) {
    return end < 0 ? text.length() : end + 1;
  }
}
