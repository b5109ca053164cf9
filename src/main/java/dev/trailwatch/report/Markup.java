package dev.trailwatch.report;

import dev.trailwatch.diagnostic.Visible;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML in the making: the one place where text becomes markup.
 *
 * <p>Every text and every attribute's value goes through {@link #escape}; there is no way around it
 * but {@link #style}, which takes a file of our own.
 */
final class Markup {
  private static final int LONGEST_TEXT = 2_000;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  Markup() {
    out.append("<!doctype html>\n");
  }

  /** Begins an element; attributes come as names and values in turn. */
  Markup open(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /** Ends the innermost element. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends the innermost element and begins a new line, for those who read the source. */
  Markup end() {
    close();
    out.append('\n');
    return this;
  }

  /** An element without content, such as {@code meta}; inside SVG one that ends itself. */
  Markup empty(String element, String... attributes) {
    tag(element, attributes);
    if (open.contains("svg")) {
      out.insert(out.length() - 1, '/');
    }
    return this;
  }

  /** An element that holds nothing but text. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Text. */
  Markup text(String text) {
    escape(text);
    return this;
  }

  /** The page's style sheet: a file of this program, never anything from an event. */
  Markup style(String sheet) {
    if (sheet.contains("<")) {
      throw new IllegalArgumentException("a style sheet holds no markup");
    }
    out.append("<style>").append(sheet).append("</style>\n");
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
  }

  private void escape(String text) {
    String whole = text;
    if (text.length() > LONGEST_TEXT) {
      whole = text.substring(0, LONGEST_TEXT) + "... (" + text.length() + " characters)";
    }
    String visible = Visible.of(whole);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '<':
          out.append("&lt;");
          break;
        case '>':
          out.append("&gt;");
          break;
        case '&':
          out.append("&amp;");
          break;
        case '"':
          out.append("&quot;");
          break;
        case '\'':
          out.append("&#39;");
          break;
        default:
          out.append(c);
      }
    }
  }
}
