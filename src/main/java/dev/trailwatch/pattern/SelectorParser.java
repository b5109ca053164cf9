package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of one selector. */
final class SelectorParser {
  private static final String EXAMPLE = "such as $.name, $.list[0], $.list[*] or $.['any name']";

  private final String text;
  private final int start;
  private final int end;
  private final PatternIssues issues;
  private final List<SelectorStep> steps = new ArrayList<>();
  private int at;

  private SelectorParser(String text, int start, int end, PatternIssues issues) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.issues = issues;
  }

  /** The selector that a stretch of the text is; after an issue, what could be read of it. */
  static Selector parse(String text, int start, int end, PatternIssues issues) {
    SelectorParser parser = new SelectorParser(text, start, end, issues);
    parser.parse();
    return Selector.of(parser.steps);
  }

  private void parse() {
    if (!text.startsWith("$.", start)) {
      issues.error(
          PatternCode.SELECTOR_EXPECTED,
          start,
          Math.max(end, start + 1),
          "a selector starts with \"$.\", " + EXAMPLE,
          "try  " + suggestion());
      return;
    }
    at = start + 2;
    first();
    while (at < end) {
      following();
    }
  }

  private String suggestion() {
    String name = text.substring(text.startsWith("$", start) ? start + 1 : start, end);
    if (name.isEmpty()) {
      return "$.name";
    }
    return name.startsWith("[") && !name.startsWith("['") ? "$.list" + name : "$." + name;
  }

  /** The step after {@code $.}, which is a name, the wildcard or a bracketed name. */
  private void first() {
    if (at < end && text.charAt(at) == '[' && !bracketedName(at)) {
      error(
          PatternCode.SELECTOR_STEP,
          at,
          end,
          "an index needs an array before it, such as $.list[0]",
          null);
    } else {
      named();
    }
  }

  private void following() {
    char c = text.charAt(at);
    if (c == '.') {
      at++;
      if (at < end && text.charAt(at) == '[' && !bracketedName(at)) {
        misplacedDot();
      } else {
        named();
      }
    } else if (c == '[') {
      bracketed();
    } else {
      error(
          PatternCode.SELECTOR_STEP,
          at,
          at + Character.charCount(text.codePointAt(at)),
          "unexpected \"" + text.substring(at, at + 1) + "\" in a selector",
          "a name with other characters than letters, digits, _ and - is written ['...']");
    }
  }

  private void bracketed() {
    if (bracketedName(at)) {
      quotedName();
    } else {
      index();
    }
  }

  private void misplacedDot() {
    error(
        PatternCode.SELECTOR_STEP,
        at - 1,
        at + 1,
        "an index follows its array without a dot, such as $.list[0]",
        null);
  }

  private boolean bracketedName(int position) {
    return text.startsWith("['", position) && position + 1 < end;
  }

  private void named() {
    if (bracketedName(at)) {
      quotedName();
    } else if (at < end && text.charAt(at) == '*') {
      at++;
      steps.add(SelectorStep.WILDCARD);
    } else {
      plainName();
    }
  }

  private void plainName() {
    StringBuilder name = new StringBuilder();
    while (at < end) {
      int c = text.codePointAt(at);
      if (Letters.inName(c)) {
        name.appendCodePoint(c);
        at += Character.charCount(c);
      } else if (c == '\\' && at + 1 < end && text.charAt(at + 1) == '.') {
        name.append('.');
        at += 2;
      } else {
        break;
      }
    }
    if (name.length() == 0) {
      emptyStep();
    } else {
      steps.add(SelectorStep.name(name.toString()));
    }
  }

  private void emptyStep() {
    boolean none = at >= end || text.charAt(at) == '.';
    error(
        PatternCode.SELECTOR_STEP,
        none ? at - 1 : at,
        none ? Math.max(at, start + 1) : at + Character.charCount(text.codePointAt(at)),
        none
            ? "expected a name after \".\" in a selector"
            : "a selector's name holds letters, digits, _ and -",
        none ? null : "any other name is written in brackets: ['...']");
  }

  private void quotedName() {
    int close = text.indexOf("']", at + 2);
    if (close < 0 || close + 2 > end) {
      error(PatternCode.SELECTOR_BRACKET, at, end, "expected \"']\" at the end of the name", null);
    } else if (close == at + 2) {
      error(PatternCode.SELECTOR_STEP, at, close + 2, "a name must not be empty", null);
    } else if (text.substring(at + 2, close).indexOf('\'') >= 0) {
      error(
          PatternCode.SELECTOR_STEP,
          at,
          close + 2,
          "a name in brackets must not hold a single quote",
          null);
    } else {
      steps.add(SelectorStep.name(text.substring(at + 2, close)));
      at = close + 2;
    }
  }

  private void index() {
    int close = text.indexOf(']', at);
    if (close < 0 || close >= end) {
      error(PatternCode.SELECTOR_BRACKET, at, end, "expected \"]\" after the index", null);
      return;
    }
    String index = text.substring(at + 1, close);
    if (index.equals("*")) {
      steps.add(SelectorStep.WILDCARD);
      at = close + 1;
    } else if (isDigits(index) && index.replaceFirst("^0+(?=.)", "").length() <= 9) {
      steps.add(SelectorStep.index(Integer.parseInt(index)));
      at = close + 1;
    } else {
      error(
          PatternCode.SELECTOR_INDEX,
          at,
          close + 1,
          isDigits(index)
              ? "the index is beyond any array"
              : "expected a number from 0, or \"*\", between the brackets",
          isDigits(index) || index.isEmpty() || !isName(index)
              ? null
              : "a name in brackets is quoted: ['" + index.replaceAll("[\"']", "") + "']");
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isName(String text) {
    return Character.isLetter(text.codePointAt(text.length() > 1 && text.charAt(0) == '"' ? 1 : 0));
  }

  /** Notes the issue and ends the selector. */
  private void error(PatternCode code, int from, int to, String message, @Nullable String hint) {
    if (hint == null) {
      issues.error(code, from, Math.max(to, from + 1), message);
    } else {
      issues.error(code, from, Math.max(to, from + 1), message, hint);
    }
    at = end;
  }
}
