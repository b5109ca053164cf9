package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the inside of a columns pattern's brackets. */
final class ColumnsParser extends ConditionParser {
  private final ValueParser values;
  private final List<Column> columns = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable String name;

  ColumnsParser(String text, List<Token> tokens, PatternIssues issues) {
    super(tokens, issues);
    this.values = new ValueParser(text, issues);
  }

  /** The columns; null after noting what is wrong with them. */
  @Nullable Node parse() {
    if (!peek().is(TokenType.END)) {
      entry();
      while (peek().is(TokenType.COMMA)) {
        next();
        entry();
      }
    }
    return issues.any() ? null : Columns.of(columns);
  }

  private void entry() {
    Token first = peek();
    if (first.is(TokenType.COMMA) || first.is(TokenType.END)) {
      columns.add(Column.UNNAMED);
      return;
    }
    if (first.is(TokenType.WORD) && first.text().equals("...")) {
      ellipsis();
      return;
    }
    name = null;
    Node condition = or();
    String named = name;
    if (named != null) {
      if (!names.add(named)) {
        issues.error(
            PatternCode.COLUMN_TWICE,
            first.start(),
            tokens.get(Math.max(0, at - 1)).end(),
            "there is a column \"" + named + "\" already");
      }
      columns.add(Column.of(named, condition));
    }
    endOfEntry();
  }

  private void ellipsis() {
    Token token = next();
    if (columns.contains(Column.ELLIPSIS)) {
      issues.error(
          PatternCode.ELLIPSIS_TWICE,
          token.start(),
          token.end(),
          "only one \"...\" may stand in a pattern");
    }
    columns.add(Column.ELLIPSIS);
    endOfEntry();
  }

  private void endOfEntry() {
    Token token = peek();
    if (token.is(TokenType.COMMA) || token.is(TokenType.END)) {
      return;
    }
    if (token.is(TokenType.BRACKET)) {
      issues.error(
          PatternCode.TEXT_AFTER_END,
          token.start(),
          Math.max(token.end(), tokens.get(tokens.size() - 1).start()),
          "the pattern ends at the first \"]\" outside quotes, but more follows");
      at = tokens.size() - 1;
      return;
    }
    issues.error(
        token.is(TokenType.CLOSE) ? PatternCode.NOT_OPENED : PatternCode.CONNECTIVE_EXPECTED,
        token.start(),
        token.end(),
        token.is(TokenType.CLOSE)
            ? "this \")\" closes nothing"
            : "expected \",\" or the end of the columns");
    while (!peek().is(TokenType.COMMA) && !peek().is(TokenType.END)) {
      next();
    }
  }

  @Override
  boolean startsTest(Token token) {
    return token.is(TokenType.WORD) && token.text().equals(name);
  }

  @Override
  String adviceForNull(String word) {
    return "a column is always text; the text is written " + Quoting.quoted(word);
  }

  @Override
  String example() {
    return (name == null ? "column" : name) + " = \"value\"";
  }

  @Override
  @Nullable Node test() {
    Token token = peek();
    if (token.is(TokenType.BRACKET)) {
      return null;
    }
    next();
    if (!token.is(TokenType.WORD) || !Letters.isColumnName(token.text())) {
      issues.error(
          PatternCode.COLUMN_NAME,
          token.start(),
          token.end(),
          "a column's name holds ASCII letters, digits and _, and starts with no digit",
          "such as  [ip, user, status_code = 404, ...]");
      skipToEndOfTest();
      return null;
    }
    checkName(token);
    if (peek().is(TokenType.OPERATOR)) {
      Token operatorToken = next();
      Operator operator = Operators.parse(operatorToken, issues);
      Literal literal = values.parse(this, operator, operatorToken);
      expectEndOfTest();
      return literal == null ? null : ColumnComparison.of(token.text(), operator, literal);
    }
    expectNoWords();
    return null;
  }

  private void checkName(Token token) {
    if (name == null) {
      name = token.text();
    } else if (!name.equals(token.text())) {
      issues.error(
          PatternCode.OTHER_COLUMN,
          token.start(),
          token.end(),
          "the condition of column \"" + name + "\" must not name \"" + token.text() + "\"",
          "conditions on other columns stand with those columns");
    }
  }

  private void expectNoWords() {
    Token token = peek();
    if (token.is(TokenType.WORD) && !isConnective(token)) {
      skipToEndOfTest();
      issues.error(
          PatternCode.OPERATOR_EXPECTED,
          token.start(),
          tokens.get(at - 1).end(),
          "expected an operator, \",\" or \"]\" after the column's name",
          "IS and NOT EXISTS are for JSON patterns; a column compares by = != < <= > >=");
    } else {
      expectEndOfTest();
    }
  }
}
