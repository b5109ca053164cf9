package dev.trailwatch.pattern;

import dev.trailwatch.diagnostic.Code;

/** What can be wrong with a filter pattern. The errors page tells each at length. */
public enum PatternCode implements Code {
  TOO_LONG("P101", "the pattern is too long"),
  NOT_CLOSED("P102", "the pattern does not end with the bracket that it started with"),
  TEXT_AFTER_END("P103", "text follows the end of the pattern"),
  CONDITION_EXPECTED("P104", "a condition is missing"),
  OPERATOR_EXPECTED("P105", "an operator is missing"),
  UNKNOWN_OPERATOR("P106", "there is no such operator"),
  VALUE_EXPECTED("P107", "a value is missing"),
  CONNECTIVE_EXPECTED("P108", "two conditions stand side by side"),
  UNKNOWN_CONNECTIVE("P109", "conditions are joined by something other than && and ||"),
  NOT_OPENED("P110", "a parenthesis is closed that was not opened"),
  PARENTHESIS_NOT_CLOSED("P111", "a parenthesis is not closed"),
  TOO_DEEP("P112", "parentheses are nested too deeply"),
  SELECTOR_EXPECTED("P113", "a field is not named by a selector"),
  SELECTOR_STEP("P114", "a step of a selector is malformed"),
  SELECTOR_INDEX("P115", "an array index is malformed"),
  SELECTOR_BRACKET("P116", "a bracket of a selector is not closed"),
  UNQUOTED_CHARACTER("P117", "a value holds a character that needs quotes"),
  QUOTE_NOT_CLOSED("P118", "a quoted text is not closed"),
  FOREIGN_QUOTES("P119", "a text is quoted by something other than double quotes"),
  NULL_VALUE("P120", "null is compared like a value"),
  ORDER_NEEDS_NUMBER("P121", "an order operator has no number to compare with"),
  NUMBER_OUT_OF_RANGE("P122", "a number's exponent is out of range"),
  NO_BLANK("P123", "a blank is missing"),
  IS_WHAT("P124", "IS is not followed by NULL, TRUE or FALSE"),
  NOT_WHAT("P125", "NOT is not followed by EXISTS"),
  REGEX_NOT_CLOSED("P130", "a regular expression is not closed"),
  REGEX_EMPTY("P131", "a regular expression is empty"),
  REGEX_CHARACTER("P132", "a character is not allowed in a regular expression"),
  REGEX_ESCAPE("P133", "an escape is not allowed in a regular expression"),
  REGEX_MALFORMED("P134", "a regular expression is malformed"),
  REGEX_TOO_LARGE("P135", "a regular expression is too large"),
  TOO_MANY_REGEXES("P136", "there are more than two regular expressions"),
  WILDCARDS_IN_SELECTOR("P140", "a selector has more than one wildcard"),
  WILDCARDS_IN_PATTERN("P141", "a pattern has more than three selectors with a wildcard"),
  TERM_CHARACTER("P150", "a term holds a character that needs quotes"),
  TERM_EMPTY("P151", "a quoted term is empty"),
  SIGN_WITHOUT_TERM("P152", "a sign has no term"),
  TERMS_TOUCH("P153", "two terms touch"),
  REGEX_BESIDE_TERMS("P154", "a regular expression stands beside terms"),
  COLUMN_NAME("P160", "a column's name is malformed"),
  COLUMN_TWICE("P161", "two columns have the same name"),
  OTHER_COLUMN("P162", "a column's condition names another column"),
  ELLIPSIS_TWICE("P163", "there is more than one ellipsis"),
  VALUE_REFERENCE("P170", "the place of a value is malformed");

  private final String id;
  private final String summary;

  PatternCode(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String summary() {
    return summary;
  }
}
