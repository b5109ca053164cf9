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
    while (i < text.length() && !disruptive(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int j = 0; j < text.length(); j++) {
      char c = text.charAt(j);
      if (!disruptive(c)) {
        out.append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < 0x100) {
        out.append(String.format("\\x%02x", (int) c));
      } else if (Character.isHighSurrogate(c)
          && j + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(j + 1))) {
        out.append(c).append(text.charAt(++j));
      } else {
        out.append(String.format("\\u{%04x}", (int) c));
      }
    }
    return out.toString();
  }

  /** The number of terminal columns that the text takes; East Asian wide characters take two. */
  public static int width(String text) {
    return text.codePoints().map(Visible::columns).sum();
  }

  private static boolean disruptive(char c) {
    if (c >= ' ' && c < 0x7f) {
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
