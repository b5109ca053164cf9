package dev.trailwatch.diagnostic;

/**
 * Makes text from outside safe to show on a terminal or in a log line.
 *
 * <p>Control characters, escape sequences, line breaks and characters that change the direction of
 * writing become visible escapes, so that no event can forge output.
 */
public final class Visible {
  private Visible() {}

  /** The text with everything invisible or disruptive escaped. */
  public static String of(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isDisruptive(c)) {
                escape(out, c);
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /**
   * The text of a name, and its spelling after it where the name could be taken for another's.
   *
   * <p>Letters of other scripts look like Latin ones, and a blank at an end cannot be seen. A name
   * with such is shown as it is and once more with an escape for each of them.
   */
  public static String name(String text) {
    String shown = of(text);
    String spelling = spelling(text);
    return shown.equals(spelling) ? shown : shown + " (" + spelling + ")";
  }

  /** Whether two texts that differ may look alike: one has other characters than plain ASCII. */
  public static boolean isMistakable(String text) {
    return !spelling(text).equals(text);
  }

  /** The number of terminal columns that the text takes; East Asian wide characters take two. */
  public static int width(String text) {
    return text.codePoints().map(Visible::columns).sum();
  }

  private static String spelling(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    int end = text.length();
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      boolean blank = c == ' ' && (i < start || i >= end || text.charAt(i - 1) == ' ');
      if (isPlain(c) && !blank) {
        out.append((char) c);
      } else {
        escape(out, c);
      }
    }
    return out.toString();
  }

  private static void escape(StringBuilder out, int c) {
    if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (c < 0x100) {
      out.append(String.format("\\x%02x", c));
    } else {
      out.append(String.format("\\u{%04x}", c));
    }
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7f;
  }

  private static boolean isDisruptive(int c) {
    if (isPlain(c)) {
      return false;
    }
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
      case Character.UNASSIGNED:
      case Character.PRIVATE_USE:
        return true;
      default:
        return false;
    }
  }

  private static int columns(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115f)
            || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
            || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
            || (codePoint >= 0xf900 && codePoint <= 0xfaff)
            || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
            || (codePoint >= 0xff00 && codePoint <= 0xff60)
            || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
            || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
            || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
