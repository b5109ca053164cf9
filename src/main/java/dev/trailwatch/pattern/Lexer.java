package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the inside of a JSON or columns pattern into tokens.
 *
 * <p>It never fails: what is malformed becomes a token too, so that the parser can say what is
 * wrong and go on. Words are taken wider than the language allows, up to the next character with a
 * meaning of its own, so that one unquoted ARN is one fault.
 */
final class Lexer {
  private static final String OPERATORS = "=!<>~";
  private static final String FOREIGN_OPENING = "'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab";

  private final String text;
  private final int end;
  private final char bracket;
  private final boolean selectors;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text, int start, int end, char bracket) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.bracket = bracket;
    this.selectors = bracket == '}';
  }

  /**
   * The tokens of a stretch of the text; the last one is {@link TokenType#END}.
   *
   * @param bracket what ends the whole pattern: a brace if it is a JSON pattern, else a bracket
   */
  static List<Token> tokens(String text, int start, int end, char bracket) {
    Lexer lexer = new Lexer(text, start, end, bracket);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(TokenType.END, end);
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < end && Letters.isBlank(text.charAt(at))) {
      at++;
    }
    return at < end;
  }

  private void add(TokenType type, int tokenEnd) {
    tokens.add(new Token(type, text.substring(at, tokenEnd), at));
    at = tokenEnd;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '"') {
      quoted();
    } else if (c == '%') {
      regex();
    } else if (FOREIGN_OPENING.indexOf(c) >= 0) {
      foreignQuoted();
    } else if (c == '$' && selectors) {
      add(TokenType.SELECTOR, selectorEnd());
    } else if (OPERATORS.indexOf(c) >= 0) {
      add(TokenType.OPERATOR, runEnd(OPERATORS));
    } else if (c == '&') {
      add(TokenType.AND, runEnd("&"));
    } else if (c == '|') {
      add(TokenType.OR, runEnd("|"));
    } else if (c == '(') {
      add(TokenType.OPEN, at + 1);
    } else if (c == ')') {
      add(TokenType.CLOSE, at + 1);
    } else if (c == ',') {
      add(TokenType.COMMA, at + 1);
    } else if (c == bracket) {
      add(TokenType.BRACKET, at + 1);
    } else {
      add(TokenType.WORD, wordEnd(at));
    }
  }

  private void quoted() {
    int i = at + 1;
    while (i < end && text.charAt(i) != '"') {
      // of a backslash's successors only these two are escaped, but no other can end the text
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    if (i < end) {
      add(TokenType.QUOTED, i + 1);
    } else {
      add(TokenType.UNCLOSED_QUOTE, end);
    }
  }

  private void regex() {
    int close = text.indexOf('%', at + 1);
    if (close >= 0 && close < end) {
      add(TokenType.REGEX, close + 1);
    } else {
      add(TokenType.UNCLOSED_REGEX, end);
    }
  }

  /** A quote of another kind runs to its partner, or like a word if it has none. */
  private void foreignQuoted() {
    char open = text.charAt(at);
    String partners = open == '\'' || open == '`' ? String.valueOf(open) : closing(open);
    int i = at + 1;
    while (i < end && partners.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    add(TokenType.FOREIGN_QUOTED, i < end ? i + 1 : wordEnd(at + 1));
  }

  private static String closing(char open) {
    switch (open) {
      case '\u2018':
      case '\u2019':
      case '\u201a':
        return "\u2018\u2019'";
      case '\u00ab':
        return "\u00bb";
      default:
        return "\u201c\u201d\"";
    }
  }

  private int runEnd(String characters) {
    int i = at;
    while (i < end && characters.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < end && !endsWord(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private boolean endsWord(char c) {
    return Letters.isBlank(c)
        || OPERATORS.indexOf(c) >= 0
        || "&|(),\"%".indexOf(c) >= 0
        || FOREIGN_OPENING.indexOf(c) >= 0
        || c == bracket;
  }

  private int selectorEnd() {
    int i = at;
    while (i < end && !endsWord(text.charAt(i))) {
      char c = text.charAt(i);
      if (c == '[') {
        i = bracketEnd(i);
      } else {
        i += c == '\\' && i + 1 < end ? 2 : 1;
      }
    }
    return Math.min(i, end);
  }

  /** The position after the bracket that closes the one at {@code open}, or the end of a word. */
  private int bracketEnd(int open) {
    boolean quoted = open + 1 < end && text.charAt(open + 1) == '\'';
    int close = quoted ? text.indexOf("']", open + 2) : text.indexOf(']', open);
    if (quoted && close >= 0) {
      close++;
    }
    if (close >= 0 && close < end && (quoted || text.substring(open, close).indexOf(' ') < 0)) {
      return close + 1;
    }
    int i = open + 1;
    while (i < end && !Letters.isBlank(text.charAt(i)) && text.charAt(i) != bracket) {
      i++;
    }
    return i;
  }
}
