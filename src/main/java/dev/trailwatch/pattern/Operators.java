package dev.trailwatch.pattern;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which runs of symbols are operators, and what is probably meant by the others. */
final class Operators {
  private static final List<String> FOREIGN_WORDS =
      List.of(
          "EXISTS",
          "EXIST",
          "IN",
          "LIKE",
          "CONTAINS",
          "MATCHES",
          "EQUALS",
          "EQ",
          "NE",
          "GT",
          "LT",
          "GE",
          "LE",
          "STARTSWITH",
          "ENDSWITH",
          "BETWEEN",
          "ISNULL",
          "NOTEXISTS");

  private static final Map<String, Operator> MEANT =
      Map.of(
          "==", Operator.EQUAL,
          "===", Operator.EQUAL,
          "<>", Operator.NOT_EQUAL,
          "=!", Operator.NOT_EQUAL,
          "!==", Operator.NOT_EQUAL,
          "!", Operator.NOT_EQUAL,
          "=>", Operator.GREATER_OR_EQUAL,
          "=<", Operator.LESS_OR_EQUAL,
          "~", Operator.EQUAL,
          "=~", Operator.EQUAL);

  private Operators() {}

  /** The operator of a token; of an unknown one, after noting it, what is probably meant. */
  static Operator parse(Token token, PatternIssues issues) {
    for (Operator operator : Operator.values()) {
      if (operator.symbol().equals(token.text())) {
        return operator;
      }
    }
    Operator meant = MEANT.getOrDefault(token.text(), Operator.EQUAL);
    boolean regex = token.text().indexOf('~') >= 0;
    issues.error(
        PatternCode.UNKNOWN_OPERATOR,
        token.start(),
        token.end(),
        "there is no operator \"" + token.text() + "\"",
        regex
            ? "a regular expression is compared by =, between percent signs:  = %regex%"
            : "write  " + meant.symbol());
    return meant;
  }

  static boolean isWordOfAnotherLanguage(String word) {
    return FOREIGN_WORDS.contains(word.toUpperCase(Locale.ROOT));
  }

  /** What to write in place of another language's operator. */
  static String adviceFor(String word, String field) {
    switch (word) {
      case "EXISTS":
      case "EXIST":
        return "\"there is a text or number\" is written  " + field + " = \"*\"";
      case "NOTEXISTS":
        return "write  NOT EXISTS";
      case "ISNULL":
        return "write  IS NULL";
      case "IN":
        return "alternatives repeat the field:  (" + field + " = 1 || " + field + " = 2)";
      case "LIKE":
      case "CONTAINS":
        return "a text that contains another:  " + field + " = \"*part*\"";
      case "STARTSWITH":
        return "write  " + field + " = \"start*\"";
      case "ENDSWITH":
        return "write  " + field + " = \"*end\"";
      case "MATCHES":
        return "write  " + field + " = %regex%";
      default:
        return "the operators are = != < <= > >= IS, NOT EXISTS";
    }
  }
}
