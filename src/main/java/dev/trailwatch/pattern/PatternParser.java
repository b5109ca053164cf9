package dev.trailwatch.pattern;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the form of a pattern and hands its inside to the form's own parser. */
final class PatternParser {
  private final String text;
  private final Dialect dialect;
  private final PatternIssues issues;
  private final int start;
  private final int end;

  PatternParser(String text, Dialect dialect, PatternIssues issues) {
    this.text = text;
    this.dialect = dialect;
    this.issues = issues;
    int from = 0;
    int to = text.length();
    while (from < to && Letters.isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && Letters.isBlank(text.charAt(to - 1))) {
      to--;
    }
    this.start = from;
    this.end = to;
  }

  /** The pattern's form, told by its first character. */
  Form form() {
    if (start == end) {
      return Form.ALL;
    }
    switch (text.charAt(start)) {
      case '{':
        return Form.JSON;
      case '[':
        return Form.COLUMNS;
      case '%':
        return Form.REGEX;
      default:
        return Form.TERMS;
    }
  }

  /** The tree of the pattern; null after noting what is wrong with it. */
  @Nullable Node parse() {
    if (!checkLength()) {
      return null;
    }
    switch (form()) {
      case ALL:
        return MatchAll.INSTANCE;
      case TERMS:
        return new TermsParser(text, start, end, issues).parse();
      case REGEX:
        return regex();
      case JSON:
        int inside = closed('}') ? end - 1 : end;
        Node json =
            new JsonParser(text, Lexer.tokens(text, start + 1, inside, '}'), dialect, issues)
                .parse();
        expectClosed('{', '}');
        return json;
      case COLUMNS:
        int within = closed(']') ? end - 1 : end;
        Node columns =
            new ColumnsParser(text, Lexer.tokens(text, start + 1, within, ']'), issues).parse();
        expectClosed('[', ']');
        return columns;
      default:
        throw new AssertionError(form());
    }
  }

  private boolean checkLength() {
    int length = text.codePointCount(0, text.length());
    if (length > Dialect.EXTENDED.maxLength()) {
      tooLong(length, Dialect.EXTENDED.maxLength());
      return false;
    }
    if (length > Dialect.CLOUDWATCH.maxLength()) {
      if (dialect == Dialect.EXTENDED) {
        issues.extension(
            PatternCode.TOO_LONG,
            Dialect.CLOUDWATCH.maxLength(),
            text.length(),
            lengthMessage(length, Dialect.CLOUDWATCH.maxLength()));
      } else {
        tooLong(length, Dialect.CLOUDWATCH.maxLength());
      }
    }
    return true;
  }

  private void tooLong(int length, int limit) {
    issues.error(
        PatternCode.TOO_LONG,
        limit,
        text.length(),
        lengthMessage(length, limit),
        "several values with a common start or end are one value with a wildcard");
  }

  private static String lengthMessage(int length, int limit) {
    return String.format(
        Locale.ROOT, "the pattern has %,d characters, at most %,d are allowed", length, limit);
  }

  private boolean closed(char bracket) {
    return end - start > 1 && text.charAt(end - 1) == bracket;
  }

  /** Without its last bracket a pattern is refused, whatever else was found in it. */
  private void expectClosed(char open, char close) {
    if (!closed(close) && !issues.has(PatternCode.TEXT_AFTER_END)) {
      issues.error(
          PatternCode.NOT_CLOSED,
          end,
          end + 1,
          "a pattern that starts with \"" + open + "\" must end with \"" + close + "\"");
    }
  }

  private @Nullable Node regex() {
    int close = text.indexOf('%', start + 1);
    if (close >= 0 && close < end - 1) {
      issues.error(
          PatternCode.REGEX_BESIDE_TERMS,
          close + 1,
          end,
          "a regular expression must be the whole pattern",
          "alternatives stand within one:  %first|second%");
      return null;
    }
    TokenType type = close < 0 ? TokenType.UNCLOSED_REGEX : TokenType.REGEX;
    Regex regex = RegexParser.parse(new Token(type, text.substring(start, end), start), issues);
    return regex == null ? null : RegexSearch.of(regex);
  }
}
