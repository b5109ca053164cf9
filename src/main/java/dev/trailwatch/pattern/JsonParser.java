package dev.trailwatch.pattern;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses the inside of a JSON pattern's braces. */
final class JsonParser extends ConditionParser {
  private static final int MAX_WILDCARDS = 3;

  private final Dialect dialect;
  private final ValueParser values;
  private final String text;
  private int wildcards;

  JsonParser(String text, List<Token> tokens, Dialect dialect, PatternIssues issues) {
    super(tokens, issues);
    this.text = text;
    this.dialect = dialect;
    this.values = new ValueParser(text, issues);
  }

  /** The whole condition; null after noting what is wrong with it. */
  @Nullable Node parse() {
    Node node = or();
    while (!peek().is(TokenType.END)) {
      Token token = next();
      if (token.is(TokenType.BRACKET)) {
        Token last = tokens.get(tokens.size() - 1);
        issues.error(
            PatternCode.TEXT_AFTER_END,
            token.start(),
            Math.max(token.end(), last.start()),
            "the pattern ends at the first \"}\" outside quotes, but more follows");
        return null;
      }
      boolean close = token.is(TokenType.CLOSE);
      issues.error(
          close ? PatternCode.NOT_OPENED : PatternCode.UNKNOWN_CONNECTIVE,
          token.start(),
          token.end(),
          close
              ? "this \")\" closes nothing"
              : "conditions are joined by \"&&\" or \"||\", not by \"" + token.text() + "\"");
      if (isConnective(peek())) {
        next();
      }
      if (!peek().is(TokenType.END) && !peek().is(TokenType.CLOSE)) {
        or();
      }
    }
    return node;
  }

  @Override
  boolean startsTest(Token token) {
    return token.is(TokenType.SELECTOR);
  }

  @Override
  String adviceForNull(String word) {
    return "ask for it with IS NULL; the text is written " + Quoting.quoted(word);
  }

  @Override
  String example() {
    return "$.field = \"value\"";
  }

  @Override
  @Nullable Node test() {
    Token token = peek();
    if (token.isWord("NOT") || token.is(TokenType.OPERATOR)) {
      next();
      issues.error(
          PatternCode.UNKNOWN_OPERATOR,
          token.start(),
          token.end(),
          "there is no \"" + token.text() + "\" before a condition",
          "use != or NOT EXISTS after the field; a whole condition cannot be negated");
      return peek().is(TokenType.OPEN) || startsTest(peek()) ? testAfterNegation() : skipped();
    }
    Selector selector = selector();
    if (selector == null) {
      return skipped();
    }
    Node node = testOf(selector);
    expectEndOfTest();
    return node;
  }

  private @Nullable Node testAfterNegation() {
    return peek().is(TokenType.OPEN) ? skipped() : test();
  }

  private @Nullable Node skipped() {
    skipToEndOfTest();
    return null;
  }

  private @Nullable Selector selector() {
    Token token = peek();
    if (token.is(TokenType.SELECTOR)) {
      next();
      Selector selector = SelectorParser.parse(text, token.start(), token.end(), issues);
      countWildcards(selector, token);
      return selector;
    }
    if (token.is(TokenType.BRACKET)) {
      issues.error(
          PatternCode.CONDITION_EXPECTED,
          token.start(),
          token.end(),
          "expected a condition, such as  " + example());
      return null;
    }
    if (peek(1).is(TokenType.OPERATOR) && peek(2).is(TokenType.SELECTOR)) {
      issues.error(
          PatternCode.SELECTOR_EXPECTED,
          token.start(),
          token.end(),
          "the field stands left of the operator",
          "write  " + peek(2).text() + " " + peek(1).text() + " " + token.text());
      return null;
    }
    next();
    boolean name =
        token.is(TokenType.WORD)
            || token.is(TokenType.QUOTED)
            || token.is(TokenType.FOREIGN_QUOTED);
    String wanted = name ? token.text().replaceAll("^[\"'@.$]+|[\"']+$", "") : "field";
    issues.error(
        PatternCode.SELECTOR_EXPECTED,
        token.start(),
        token.end(),
        "a condition starts with a field's selector, which starts with \"$.\"",
        "write  $." + (wanted.isEmpty() ? "field" : wanted));
    return Selector.of(List.of(SelectorStep.name("field")));
  }

  private void countWildcards(Selector selector, Token token) {
    int inSelector = selector.wildcards();
    if (inSelector > 1) {
      limit(PatternCode.WILDCARDS_IN_SELECTOR, token, "a selector has at most one wildcard");
    }
    boolean within = wildcards <= MAX_WILDCARDS;
    wildcards += Math.min(inSelector, 1);
    if (within && wildcards > MAX_WILDCARDS) {
      limit(
          PatternCode.WILDCARDS_IN_PATTERN,
          token,
          "a pattern has at most " + MAX_WILDCARDS + " selectors with a wildcard");
    }
  }

  private void limit(PatternCode code, Token token, String message) {
    if (dialect == Dialect.EXTENDED) {
      issues.extension(code, token.start(), token.end(), message);
    } else {
      issues.error(code, token.start(), token.end(), message);
    }
  }

  private @Nullable Node testOf(Selector selector) {
    Token token = peek();
    if (token.is(TokenType.OPERATOR)) {
      next();
      return comparison(selector, token);
    }
    if (token.isWord("IS")) {
      next();
      return constantTest(selector, token);
    }
    if (token.isWord("NOT")) {
      next();
      return notExists(selector);
    }
    return noOperator(selector, token);
  }

  private @Nullable Node comparison(Selector selector, Token token) {
    Operator operator = Operators.parse(token, issues);
    Literal literal = values.parse(this, operator, token);
    return literal == null ? null : Comparison.of(selector, operator, literal);
  }

  private @Nullable Node constantTest(Selector selector, Token is) {
    Token token = peek();
    for (Constant constant : Constant.values()) {
      if (token.isWord(constant.name())) {
        next();
        return ConstantTest.of(selector, constant);
      }
    }
    boolean not = token.isWord("NOT");
    issues.error(
        PatternCode.IS_WHAT,
        is.start(),
        endsTest(token) ? is.end() : token.end(),
        "IS asks for NULL, TRUE or FALSE only",
        not
            ? "\"present and not null\" is written  "
                + selector
                + " = \"*\"  for strings and numbers"
            : "another value is compared by =");
    return skipped();
  }

  private @Nullable Node notExists(Selector selector) {
    Token token = peek();
    if (token.isWord("EXISTS")) {
      next();
      return NotExists.of(selector);
    }
    issues.error(
        PatternCode.NOT_WHAT,
        peek(-1).start(),
        endsTest(token) ? peek(-1).end() : token.end(),
        "expected EXISTS after NOT",
        "absent:  " + selector + " NOT EXISTS");
    return skipped();
  }

  private @Nullable Node noOperator(Selector selector, Token token) {
    if (endsTest(token) || startsTest(token) || token.is(TokenType.OPEN)) {
      Token before = peek(-1);
      issues.error(
          PatternCode.OPERATOR_EXPECTED,
          before.start(),
          before.end(),
          "expected an operator and a value after \"" + before.text() + "\"",
          "to ask whether the field holds any text or number:  " + selector + " = \"*\"");
      return null;
    }
    if (token.is(TokenType.WORD) && Operators.isWordOfAnotherLanguage(token.text())) {
      issues.error(
          PatternCode.UNKNOWN_OPERATOR,
          token.start(),
          token.end(),
          "there is no operator \"" + token.text() + "\"",
          Operators.adviceFor(token.text().toUpperCase(Locale.ROOT), selector.toString()));
    } else {
      issues.error(
          PatternCode.OPERATOR_EXPECTED,
          token.start(),
          token.end(),
          "expected one of = != < <= > >= IS, NOT EXISTS after the field",
          "write  " + withOperator(peek(-1).text(), token));
    }
    return skipped();
  }

  /** What is probably meant by a field and a token that is no operator. */
  private String withOperator(String field, Token token) {
    for (String keyword : List.of("IS", "NOT")) {
      int cut = field.length() - keyword.length();
      boolean glued = cut > 2 && field.substring(cut).equalsIgnoreCase(keyword);
      if (glued && token.is(TokenType.WORD)) {
        return field.substring(0, cut) + " " + keyword + " " + token.text();
      }
    }
    if (token.is(TokenType.WORD) && peek(1).is(TokenType.OPERATOR) && field.startsWith("$.")) {
      return "$.['" + field.substring(2) + " " + token.text() + "']";
    }
    return field + " = " + (token.is(TokenType.WORD) ? Quoting.quoted(token.text()) : token.text());
  }
}
