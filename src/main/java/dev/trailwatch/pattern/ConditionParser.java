package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar that JSON and columns patterns share: tests joined by {@code &&}, {@code ||} and
 * parentheses.
 *
 * <p>A fault is noted and the parser goes on behind it, at the next place where a condition can
 * start, so that one run finds every fault. A null node stands for a faulty condition, and in
 * columns also for one that always holds.
 */
abstract class ConditionParser {
  /** No sensible pattern comes near; it bounds the stack. */
  private static final int MAX_DEPTH = 520;

  /** The same for walking the tree; CloudWatch's length allows some 110. */
  private static final int MAX_TREE_DEPTH = 200;

  final PatternIssues issues;
  final List<Token> tokens;
  int at;
  private int depth;

  ConditionParser(List<Token> tokens, PatternIssues issues) {
    this.tokens = tokens;
    this.issues = issues;
  }

  /** Parses one test. */
  abstract @Nullable Node test();

  /** Whether a test can start at the token. */
  abstract boolean startsTest(Token token);

  /** How to ask for null, or for the word, where it was taken for a value. */
  abstract String adviceForNull(String word);

  /** What a missing condition should look like. */
  abstract String example();

  final Token peek() {
    return tokens.get(at);
  }

  final Token peek(int further) {
    return tokens.get(Math.max(0, Math.min(at + further, tokens.size() - 1)));
  }

  final Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  /**
   * Alternatives of conjunctions, up to where neither connective follows.
   *
   * <p>Both levels stand in one method so that an open parenthesis costs two frames of the stack.
   */
  final @Nullable Node or() {
    List<@Nullable Node> alternatives = new ArrayList<>();
    List<@Nullable Node> conjuncts = new ArrayList<>();
    boolean more = true;
    while (more) {
      conjuncts.add(operand());
      if (!joins(TokenType.AND, "&&", "AND") && !joinedByNothing()) {
        alternatives.add(all(conjuncts));
        conjuncts = new ArrayList<>();
        more = joins(TokenType.OR, "||", "OR");
      }
    }
    return any(alternatives);
  }

  /** What always holds makes alternatives always hold. */
  private @Nullable Node any(List<@Nullable Node> operands) {
    List<Node> flat = new ArrayList<>();
    for (Node operand : operands) {
      if (operand == null) {
        return null;
      }
      flat.addAll(operand instanceof Or ? ((Or) operand).operands() : List.of(operand));
    }
    return flat.size() == 1 ? flat.get(0) : checked(Or.of(flat));
  }

  /** What always holds may be left out of a conjunction. */
  private @Nullable Node all(List<@Nullable Node> operands) {
    List<Node> flat = new ArrayList<>();
    for (Node operand : operands) {
      if (operand != null) {
        flat.addAll(operand instanceof And ? ((And) operand).operands() : List.of(operand));
      }
    }
    if (flat.isEmpty()) {
      return null;
    }
    return flat.size() == 1 ? flat.get(0) : checked(And.of(flat));
  }

  /** Refuses a tree so deep that walking it could exhaust a small stack. */
  private @Nullable Node checked(Node node) {
    if (node.depth() <= MAX_TREE_DEPTH) {
      return node;
    }
    Token last = tokens.get(Math.max(0, at - 1));
    issues.error(
        PatternCode.TOO_DEEP,
        last.start(),
        last.end(),
        "alternatives and conjunctions are nested more than " + MAX_TREE_DEPTH + " deep");
    return null;
  }

  /** Consumes a connective, also one that is only meant as such. */
  private boolean joins(TokenType type, String symbol, String word) {
    Token token = peek();
    if (token.is(type) && token.text().equals(symbol)) {
      next();
      return true;
    }
    if (token.is(type) || token.isWord(word)) {
      issues.error(
          PatternCode.UNKNOWN_CONNECTIVE,
          token.start(),
          token.end(),
          "conditions are joined by \"&&\" or \"||\", not by \"" + token.text() + "\"",
          "write  " + symbol);
      next();
      return true;
    }
    return false;
  }

  private boolean joinedByNothing() {
    Token token = peek();
    if (!startsTest(token) && !token.is(TokenType.OPEN)) {
      return false;
    }
    issues.error(
        PatternCode.CONNECTIVE_EXPECTED,
        token.start(),
        token.end(),
        "expected \"&&\" or \"||\" between two conditions");
    return true;
  }

  private @Nullable Node operand() {
    Token token = peek();
    if (token.is(TokenType.OPEN)) {
      return parenthesised();
    }
    if (isConnective(token)
        || token.is(TokenType.CLOSE)
        || token.is(TokenType.END)
        || token.is(TokenType.COMMA)) {
      conditionExpected(token);
      return null;
    }
    return test();
  }

  private @Nullable Node parenthesised() {
    Token open = next();
    if (depth == MAX_DEPTH) {
      issues.error(
          PatternCode.TOO_DEEP,
          open.start(),
          open.end(),
          "at most " + MAX_DEPTH + " parentheses may be open at once");
      at = tokens.size() - 1;
      return null;
    }
    depth++;
    Node inner = or();
    depth--;
    if (peek().is(TokenType.CLOSE)) {
      next();
    } else if (!issues.has(PatternCode.TOO_DEEP)) {
      issues.error(
          PatternCode.PARENTHESIS_NOT_CLOSED,
          open.start(),
          open.end(),
          "expected \")\" for this \"(\"");
    }
    return inner;
  }

  private void conditionExpected(Token token) {
    String message;
    if (at == 0) {
      message = "expected a condition";
    } else {
      message = "expected a condition after \"" + tokens.get(at - 1).text() + "\"";
    }
    issues.error(
        PatternCode.CONDITION_EXPECTED,
        token.start(),
        Math.max(token.end(), token.start() + 1),
        message + ", such as  " + example());
  }

  static boolean isConnective(Token token) {
    return token.is(TokenType.AND)
        || token.is(TokenType.OR)
        || token.isWord("AND")
        || token.isWord("OR");
  }

  /** Skips to where a condition ends: a connective, a closing parenthesis, a comma, the end. */
  final void skipToEndOfTest() {
    int open = 0;
    while (!peek().is(TokenType.END)) {
      Token token = peek();
      if (token.is(TokenType.OPEN)) {
        open++;
      } else if (open == 0 && endsTest(token)) {
        return;
      } else if (token.is(TokenType.CLOSE)) {
        open--;
      }
      next();
    }
  }

  /** Whether a test may end before the token. */
  final boolean endsTest(Token token) {
    return isConnective(token)
        || token.is(TokenType.CLOSE)
        || token.is(TokenType.COMMA)
        || token.is(TokenType.BRACKET)
        || token.is(TokenType.END);
  }

  /** Notes what else stands between a test and the next connective, and skips it. */
  final void expectEndOfTest() {
    Token token = peek();
    if (endsTest(token) || startsTest(token) || token.is(TokenType.OPEN)) {
      return;
    }
    skipToEndOfTest();
    issues.error(
        PatternCode.CONNECTIVE_EXPECTED,
        token.start(),
        tokens.get(at - 1).end(),
        "expected \"&&\", \"||\" or the end of the condition");
  }
}
