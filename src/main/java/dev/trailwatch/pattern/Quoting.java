package dev.trailwatch.pattern;

/** How texts and names are written in a pattern so that they read back as themselves. */
final class Quoting {
  private Quoting() {}

  /** The text in double quotes, with quotes and backslashes escaped. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }

  /** The text in double quotes, with the fewest characters: most backslashes need no escape. */
  static String quotedShort(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean last = i + 1 == text.length();
      if (c == '"' || (c == '\\' && (last || "\"\\".indexOf(text.charAt(i + 1)) >= 0))) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }

  /** The text between quotes with its escapes undone; other backslashes are text. */
  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0) {
        out.append(text.charAt(++i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** A selector's name as it stands after a dot: plain if it can be, else in brackets. */
  static String name(String name) {
    return isPlainName(name) ? name : "['" + name + "']";
  }

  /** A selector's name in its shortest form: dots escaped where that beats brackets. */
  static String nameShort(String name) {
    String escaped = name.replace(".", "\\.");
    boolean escapable = !name.isEmpty() && isPlainName(name.replace(".", "_"));
    return escapable && escaped.length() < name.length() + 3 ? escaped : "['" + name + "']";
  }

  private static boolean isPlainName(String name) {
    return !name.isEmpty() && Letters.allInName(name);
  }
}
