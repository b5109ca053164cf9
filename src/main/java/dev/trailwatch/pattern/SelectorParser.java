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
    boolean more = first();
    while (more && at < end) {
      more = following();
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
  private boolean first() {
    if (at < end && text.charAt(at) == '[' && !bracketedName(at)) {
      return error(
          PatternCode.SELECTOR_STEP,
          at,
          end,
          "an index needs an array before it, such as $.list[0]",
          null);
    }
    return named();
  }

  private boolean following() {
    char c = text.charAt(at);
    if (c == '.') {
      at++;
      boolean index = at < end && text.charAt(at) == '[' && !bracketedName(at);
      return index ? misplacedDot() : named();
    }
    if (c == '[') {
      return bracketedName(at) ? quotedName() : index();
    }
    return error(
        PatternCode.SELECTOR_STEP,
        at,
        at + Character.charCount(text.codePointAt(at)),
        "unexpected \"" + text.substring(at, Math.min(end, at + 1)) + "\" in a selector",
        "a name with other characters than letters, digits, _ and - is written ['...']");
  }

  private boolean misplacedDot() {
    return error(
        PatternCode.SELECTOR_STEP,
        at - 1,
        at + 1,
        "an index follows its array without a dot, such as $.list[0]",
        null);
  }

  private boolean bracketedName(int position) {
    return text.startsWith("['", position) && position + 1 < end;
  }

  private boolean named() {
    if (bracketedName(at)) {
      return quotedName();
    }
    if (at < end && text.charAt(at) == '*') {
      at++;
      steps.add(SelectorStep.WILDCARD);
      return true;
    }
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
      return emptyStep();
    }
    steps.add(SelectorStep.name(name.toString()));
    return true;
  }

  private boolean emptyStep() {
    boolean none = at >= end || text.charAt(at) == '.';
    return error(
        PatternCode.SELECTOR_STEP,
        none ? at - 1 : at,
        none ? Math.max(at, start + 1) : at + Character.charCount(text.codePointAt(at)),
        none
            ? "expected a name after \".\" in a selector"
            : "a selector's name holds letters, digits, _ and -",
        none ? null : "any other name is written in brackets: ['...']");
  }

  private boolean quotedName() {
    int close = text.indexOf("']", at + 2);
    if (close < 0 || close + 2 > end) {
      return error(
          PatternCode.SELECTOR_BRACKET, at, end, "expected \"']\" at the end of the name", null);
    }
    if (close == at + 2) {
      return error(PatternCode.SELECTOR_STEP, at, close + 2, "a name must not be empty", null);
    }
    String name = text.substring(at + 2, close);
    if (name.indexOf('\'') >= 0) {
      return error(
          PatternCode.SELECTOR_STEP,
          at,
          close + 2,
          "a name in brackets must not hold a single quote",
          null);
    }
    steps.add(SelectorStep.name(name));
    at = close + 2;
    return true;
  }

  private boolean index() {
    int close = text.indexOf(']', at);
    if (close < 0 || close >= end) {
      return error(PatternCode.SELECTOR_BRACKET, at, end, "expected \"]\" after the index", null);
    }
    String index = text.substring(at + 1, close);
    if (index.equals("*")) {
      steps.add(SelectorStep.WILDCARD);
    } else if (isDigits(index) && index.replaceFirst("^0+(?=.)", "").length() <= 9) {
      steps.add(SelectorStep.index(Integer.parseInt(index)));
    } else {
      return error(
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
    at = close + 1;
    return true;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isName(String text) {
    return Character.isLetter(text.codePointAt(text.length() > 1 && text.charAt(0) == '"' ? 1 : 0));
  }

  /** Notes the issue and ends the selector. */
  private boolean error(PatternCode code, int from, int to, String message, @Nullable String hint) {
    if (hint == null) {
      issues.error(code, from, Math.max(to, from + 1), message);
    } else {
      issues.error(code, from, Math.max(to, from + 1), message, hint);
    }
    return false;
  }
}
