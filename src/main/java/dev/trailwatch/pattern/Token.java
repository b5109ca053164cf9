package dev.trailwatch.pattern;

/** A stretch of a JSON or columns pattern that belongs together. Produced by {@link Lexer}. */
final class Token {
  private final TokenType type;
  private final String text;
  private final int start;

  Token(TokenType type, String text, int start) {
    this.type = type;
    this.text = text;
    this.start = start;
  }

  TokenType type() {
    return type;
  }

  boolean is(TokenType other) {
    return type == other;
  }

  /** Whether it is the word, in any case. */
  boolean isWord(String word) {
    return type == TokenType.WORD && text.equalsIgnoreCase(word);
  }

  /** The text as written, quotes included. */
  String text() {
    return text;
  }

  /** The text between the delimiters of a quoted text or a regular expression. */
  String inside() {
    return text.substring(1, text.length() - 1);
  }

  int start() {
    return start;
  }

  int end() {
    return start + text.length();
  }

  @Override
  public String toString() {
    return type + " " + text;
  }
}
