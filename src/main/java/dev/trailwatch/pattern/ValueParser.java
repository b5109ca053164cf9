package dev.trailwatch.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the value on the right of an operator, and counts what a pattern may hold only so often.
 */
final class ValueParser {
  private static final int MAX_REGEXES = 2;
  private static final String EXAMPLES = "such as \"text\", 1 or %regex%";

  private final String text;
  private final PatternIssues issues;
  private int regexes;

  ValueParser(String text, PatternIssues issues) {
    this.text = text;
    this.issues = issues;
  }

  /** The literal after an operator; null after noting what is wrong with it. */
  @Nullable Literal parse(ConditionParser parser, Operator operator, Token operatorToken) {
    Token token = parser.peek();
    int before = issues.count();
    Literal literal = literal(parser, operatorToken);
    if (literal != null && operator.isOrder() && !(literal instanceof NumberLiteral)) {
      boolean quotedNumber =
          literal instanceof TextLiteral && Decimal.parse(((TextLiteral) literal).text()) != null;
      issues.error(
          PatternCode.ORDER_NEEDS_NUMBER,
          token.start(),
          token.end(),
          "\"" + operator.symbol() + "\" compares with a bare number only",
          quotedNumber
              ? "without quotes:  " + operator.symbol() + " " + ((TextLiteral) literal).text()
              : "texts have no order; use = or != with a wildcard or a regular expression");
    }
    return issues.count() == before ? literal : null;
  }

  private @Nullable Literal literal(ConditionParser parser, Token operator) {
    Token token = parser.peek();
    switch (token.type()) {
      case QUOTED:
        parser.next();
        requireBlank(parser, token);
        return TextLiteral.of(Quoting.unescape(token.inside()));
      case REGEX:
      case UNCLOSED_REGEX:
        parser.next();
        return regex(parser, token);
      case WORD:
        return word(parser);
      case UNCLOSED_QUOTE:
        parser.next();
        issues.error(
            PatternCode.QUOTE_NOT_CLOSED,
            token.start(),
            token.end(),
            "expected a closing \" for this text",
            token.text().indexOf("\\\"") >= 0
                ? "\\\" is a quote inside the text; a backslash at its end is written \\\\"
                : "a quote inside a text is written \\\"");
        return null;
      case FOREIGN_QUOTED:
        parser.next();
        foreignQuotes(token);
        requireBlank(parser, token);
        return null;
      case SELECTOR:
        parser.next();
        issues.error(
            PatternCode.VALUE_EXPECTED,
            token.start(),
            token.end(),
            "a field is compared with a literal, not with another field",
            "a text that starts with $ needs quotes");
        return null;
      default:
        valueExpected(parser, token, operator);
        return null;
    }
  }

  private void valueExpected(ConditionParser parser, Token token, Token operator) {
    boolean list = token.is(TokenType.OPEN);
    issues.error(
        PatternCode.VALUE_EXPECTED,
        token.start(),
        Math.max(token.end(), token.start() + 1),
        "expected a value after \"" + operator.text() + "\", " + EXAMPLES,
        list
            ? "alternatives repeat the field:  ($.a = 1 || $.a = 2)"
            : "the empty text is written \"\"");
    if (!parser.endsTest(token)) {
      parser.skipToEndOfTest();
    }
  }

  void foreignQuotes(Token token) {
    String inside = token.text().replaceAll("^.|[^\\p{L}\\p{N}*]$", "");
    issues.error(
        PatternCode.FOREIGN_QUOTES,
        token.start(),
        token.end(),
        "a text is quoted by \", not by " + token.text().charAt(0),
        "write  " + Quoting.quoted(inside));
  }

  private @Nullable Literal regex(ConditionParser parser, Token token) {
    regexes++;
    if (regexes == MAX_REGEXES + 1) {
      issues.error(
          PatternCode.TOO_MANY_REGEXES,
          token.start(),
          token.end(),
          "a pattern has at most " + MAX_REGEXES + " regular expressions",
          "join alternatives within one:  %first|second%");
    }
    Regex regex = RegexParser.parse(token, issues);
    if (token.is(TokenType.REGEX)) {
      requireBlank(parser, token);
    }
    return regex == null ? null : RegexLiteral.of(regex);
  }

  /** After a closing quote or percent sign, a value has ended. */
  private void requireBlank(ConditionParser parser, Token token) {
    Token following = parser.peek();
    if (following.start() == token.end() && !endsValue(following)) {
      issues.error(
          PatternCode.NO_BLANK,
          following.start(),
          following.end(),
          "expected a blank or the end of the condition after the value");
      parser.skipToEndOfTest();
    }
  }

  private static boolean endsValue(Token token) {
    switch (token.type()) {
      case AND:
      case OR:
      case CLOSE:
      case COMMA:
      case BRACKET:
      case END:
        return true;
      default:
        return false;
    }
  }

  private @Nullable Literal word(ConditionParser parser) {
    Token first = parser.next();
    int end = first.end();
    while (parser.peek().start() == end && !endsValue(parser.peek())) {
      end = parser.next().end();
    }
    String word = text.substring(first.start(), end);
    Decimal number = Decimal.parse(word);
    if (number != null) {
      return number(first, word, number);
    }
    if (word.equalsIgnoreCase("null")) {
      issues.error(
          PatternCode.NULL_VALUE,
          first.start(),
          end,
          "null is no value to compare with",
          parser.adviceForNull(word));
      return null;
    }
    if (!Letters.allInValue(word)) {
      unquoted(first.start(), end, word);
      return null;
    }
    return TextLiteral.of(word);
  }

  private @Nullable Literal number(Token token, String word, Decimal number) {
    int e = Math.max(word.indexOf('e'), word.indexOf('E'));
    if (e >= 0) {
      try {
        Integer.parseInt(word.substring(e + 1));
      } catch (NumberFormatException tooLarge) {
        issues.error(
            PatternCode.NUMBER_OUT_OF_RANGE,
            token.start(),
            token.end(),
            "the exponent of a number has at most 32 bits",
            "the text is written " + Quoting.quoted(word));
        return null;
      }
    }
    return NumberLiteral.of(word, number);
  }

  private void unquoted(int start, int end, String word) {
    int bad = 0;
    while (Letters.inValue(word.codePointAt(bad))) {
      bad += Character.charCount(word.codePointAt(bad));
    }
    issues.error(
        PatternCode.UNQUOTED_CHARACTER,
        start,
        end,
        "\""
            + Character.toString(word.codePointAt(bad))
            + "\" needs quotes: a bare value holds letters, digits, _ . - and *",
        "write  " + Quoting.quoted(word));
  }
}
