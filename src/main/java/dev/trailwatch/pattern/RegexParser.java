package dev.trailwatch.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Checks a regular expression against AWS's subset and compiles it.
 *
 * <p>The subset is that of "Supported regular expressions syntax" in the CloudWatch Logs user
 * guide: ASCII letters and digits, blank and a few symbols, the operators without parentheses, the
 * documented escapes.
 */
final class RegexParser {
  /** A longer one cannot stand in a CloudWatch pattern. */
  private static final int MAX_LENGTH = 1024;

  /** Bounds the time that one character of an event can cost. */
  private static final int MAX_PROGRAM = 10_000;

  private static final String SYMBOLS = " :_#=@/;,-";
  private static final String OPERATORS = "^$?[]{}|\\*+.";
  private static final String CLASSES = "dDsSwW";

  private final String body;
  private final int start;
  private final PatternIssues issues;
  private final int before;

  private RegexParser(String body, int start, PatternIssues issues) {
    this.body = body;
    this.start = start;
    this.issues = issues;
    this.before = issues.count();
  }

  /** The regex of a token's inside, or null after noting what is wrong with it. */
  static @Nullable Regex parse(Token token, PatternIssues issues) {
    if (token.is(TokenType.UNCLOSED_REGEX)) {
      issues.error(
          PatternCode.REGEX_NOT_CLOSED,
          token.start(),
          token.end(),
          "expected \"%\" at the end of the regular expression");
      return null;
    }
    return new RegexParser(token.inside(), token.start() + 1, issues).parse();
  }

  private @Nullable Regex parse() {
    if (body.isEmpty()) {
      issues.error(
          PatternCode.REGEX_EMPTY,
          start - 1,
          start + 1,
          "a regular expression must not be empty",
          "to match any string or number, write \"*\"");
      return null;
    }
    if (body.length() > MAX_LENGTH) {
      issues.error(
          PatternCode.REGEX_TOO_LARGE,
          start,
          start + body.length(),
          "a regular expression has at most " + MAX_LENGTH + " characters");
      return null;
    }
    checkCharacters();
    return issues.count() > before ? null : compile();
  }

  private void checkCharacters() {
    int at = 0;
    while (at < body.length()) {
      int c = body.codePointAt(at);
      if (c == '\\') {
        at += checkEscape(at);
      } else {
        if (!isAllowed(c)) {
          refuse(at, c);
        }
        at += Character.charCount(c);
      }
    }
  }

  private static boolean isAllowed(int c) {
    return isAsciiLetterOrDigit(c) || SYMBOLS.indexOf(c) >= 0 || OPERATORS.indexOf(c) >= 0;
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private void refuse(int at, int c) {
    String hint = null;
    if (c == '(' || c == ')') {
      hint =
          "there are no groups; the character itself is written " + (c == '(' ? "\\x28" : "\\x29");
    } else if (c < 256) {
      hint = String.format("the character itself is written \\x%02X", c);
    }
    String message = "\"" + Character.toString(c) + "\" is not allowed in a regular expression";
    int from = start + at;
    if (hint == null) {
      issues.error(PatternCode.REGEX_CHARACTER, from, from + Character.charCount(c), message);
    } else {
      issues.error(PatternCode.REGEX_CHARACTER, from, from + Character.charCount(c), message, hint);
    }
  }

  /** Checks the escape at a backslash and returns its length. */
  private int checkEscape(int at) {
    if (at + 1 == body.length()) {
      escapeIssue(at, 1, "a backslash must escape something");
      return 1;
    }
    int c = body.codePointAt(at + 1);
    if (c == 'x') {
      if (at + 4 <= body.length() && isHex(body.charAt(at + 2)) && isHex(body.charAt(at + 3))) {
        return 4;
      }
      escapeIssue(at, Math.min(4, body.length() - at), "expected two hexadecimal digits after \\x");
      return 2;
    }
    int length = 1 + Character.charCount(c);
    if (CLASSES.indexOf(c) < 0 && SYMBOLS.indexOf(c) < 0 && OPERATORS.indexOf(c) < 0) {
      escapeIssue(
          at, length, "\"" + body.substring(at, at + length) + "\" is not among the escapes");
    }
    return length;
  }

  private void escapeIssue(int at, int length, String message) {
    issues.error(
        PatternCode.REGEX_ESCAPE,
        start + at,
        start + at + length,
        message,
        "escapes are \\d \\D \\s \\S \\w \\W \\xhh, and a backslash before a symbol");
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  private @Nullable Regex compile() {
    try {
      Pattern pattern = Pattern.compile(translated());
      if (pattern.programSize() > MAX_PROGRAM) {
        issues.error(
            PatternCode.REGEX_TOO_LARGE,
            start,
            start + body.length(),
            "the repetitions of this regular expression multiply beyond what can be run quickly");
        return null;
      }
      return Regex.of(body, pattern);
    } catch (PatternSyntaxException e) {
      String fragment = e.getPattern() == null ? "" : e.getPattern();
      int found = fragment.isEmpty() ? -1 : body.indexOf(fragment);
      issues.error(
          PatternCode.REGEX_MALFORMED,
          found < 0 ? start : start + found,
          found < 0 ? start + body.length() : start + found + fragment.length(),
          "malformed regular expression: " + e.getDescription());
      return null;
    }
  }

  /** The body with {@code {,n}} written out as {@code {0,n}}, which RE2 would take literally. */
  private String translated() {
    if (!body.contains("{,")) {
      return body;
    }
    StringBuilder out = new StringBuilder(body.length() + 8);
    boolean inClass = false;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      out.append(c);
      if (c == '\\') {
        out.append(body.charAt(++i));
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        i = copyClassStart(i, out);
      } else if (c == '{' && body.startsWith(",", i + 1) && closesCount(i + 2)) {
        out.append('0');
      }
    }
    return out.toString();
  }

  /** Copies what may follow a class's bracket as itself: a caret, then a closing bracket. */
  private int copyClassStart(int open, StringBuilder out) {
    int i = open;
    if (body.startsWith("^", i + 1)) {
      out.append(body.charAt(++i));
    }
    if (body.startsWith("]", i + 1)) {
      out.append(body.charAt(++i));
    }
    return i;
  }

  private boolean closesCount(int from) {
    int i = from;
    while (i < body.length() && Character.isDigit(body.charAt(i))) {
      i++;
    }
    return i > from && i < body.length() && body.charAt(i) == '}';
  }
}
