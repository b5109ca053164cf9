package dev.trailwatch.pattern;

/** Which characters belong to which kind of word. Letters are those of any script. */
final class Letters {
  private Letters() {}

  /** White space between the parts of a pattern: blank, tab, CR, LF. */
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** A character of a bare term. */
  static boolean inTerm(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '.';
  }

  /** A character of a selector's plain name. */
  static boolean inName(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '-';
  }

  /** Whether all are characters of a selector's plain name. */
  static boolean allInName(String text) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (!inName(c)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all are characters of a bare value. */
  static boolean allInValue(String text) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (!inValue(c)) {
        return false;
      }
    }
    return true;
  }

  /** A character of a bare value. */
  static boolean inValue(int codePoint) {
    return inTerm(codePoint) || codePoint == '-' || codePoint == '*';
  }

  /**
   * Whether the text is the name of a column: ASCII letters, digits, underscores, no digit first.
   */
  static boolean isColumnName(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(0))) {
      return false;
    }
    return text.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_');
  }
}
