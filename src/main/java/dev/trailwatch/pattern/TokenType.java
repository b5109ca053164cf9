package dev.trailwatch.pattern;

/** What a {@link Token} is. */
enum TokenType {
  /** {@code $...} up to a blank or an operator, brackets included. */
  SELECTOR,
  /** A bare value, a number, a keyword, a column's name. */
  WORD,
  /** A text in double quotes. */
  QUOTED,
  /** The same without its closing quote. */
  UNCLOSED_QUOTE,
  /** A text in single or typographic quotes, which the language does not know. */
  FOREIGN_QUOTED,
  /** A regular expression in percent signs. */
  REGEX,
  /** The same without its closing percent sign. */
  UNCLOSED_REGEX,
  /** A run of {@code = ! < > ~}. */
  OPERATOR,
  /** A run of {@code &}. */
  AND,
  /** A run of {@code |}. */
  OR,
  /** An opening parenthesis. */
  OPEN,
  /** A closing parenthesis. */
  CLOSE,
  /** A comma. */
  COMMA,
  /** The bracket that would end the pattern, found before its end. */
  BRACKET,
  /** The end of the pattern's inside. */
  END
}
