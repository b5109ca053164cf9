package dev.trailwatch.matcher;

import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Filter patterns of every construct, over few names and values, so that events often hit them. */
final class RandomPatterns {
  static final String[] NAMES = {
    "a", "b", "c", "longerThanEight", "longerThanNine", "é", "x.y", ""
  };

  static final String[] TEXTS = {
    "",
    "a",
    "ab",
    "abc",
    "abcabcabc",
    "AccessDenied",
    "AccessDeniedException",
    "x",
    "é",
    "\uD83D\uDE00",
    "a\"b",
    "a\\b",
    "/slash",
    "1",
    "1.0",
    "-1",
    "01",
    "1e3",
    "null",
    "true",
    "line\nbreak",
    "tab\t",
    "quite a long text that is longer than every buffer word",
    "zAccessDenied",
    "Denied",
    "\u0001"
  };

  static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1",
    "1.0",
    "1.5",
    "2",
    "10",
    "1e3",
    "1000",
    "1E+3",
    "1e-3",
    "0.001",
    "-2.50",
    "9007199254740993",
    "123456789012345678",
    "1234567890123456789012",
    "1e309",
    "-1e400",
    "1e-999"
  };

  private static final String[] GLOBS = {
    "*",
    "a*",
    "*a",
    "*a*",
    "a*c",
    "*b*c*",
    "Access*",
    "*Denied",
    "*Denied*",
    "A*D*",
    "*e*e*",
    "**",
    "*\\\\*",
    "*é*",
    "1*",
    "*0",
    "abc*abc",
    "quite*word",
    "*\uD83D\uDE00"
  };

  private static final String[] WORDS = {"a", "abc", "ERROR", "x.y", "é", "Denied", "b_c", "1"};

  private static final String[] REGEXES = {"%abc%", "%^A.*d$%", "%[0-9]+%", "%\\d\\.\\d%", "%x|y%"};

  private final SplittableRandom random;

  RandomPatterns(SplittableRandom random) {
    this.random = random;
  }

  /** So many patterns. */
  List<FilterPattern> list(int size) {
    List<FilterPattern> patterns = new ArrayList<>();
    while (patterns.size() < size) {
      String text = text();
      try {
        patterns.add(FilterPattern.compile(text, Dialect.EXTENDED));
      } catch (PatternException e) {
        throw new AssertionError(text, e);
      }
    }
    return patterns;
  }

  private String text() {
    int kind = random.nextInt(40);
    if (kind == 0) {
      return "";
    }
    if (kind <= 4) {
      return terms();
    }
    if (kind == 5) {
      return pick(REGEXES);
    }
    if (kind <= 8) {
      return columns();
    }
    regexes = 0;
    return "{ " + condition(random.nextInt(4)) + " }";
  }

  private int regexes;

  private String terms() {
    StringBuilder text = new StringBuilder();
    String[] signs = random.nextInt(3) == 0 ? new String[] {"?"} : new String[] {"", "", "-", "?"};
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      text.append(pick(signs));
      text.append(random.nextBoolean() ? pick(WORDS) : quoted(textOf(TEXTS))).append(' ');
    }
    return text.toString();
  }

  private String textOf(String[] texts) {
    String text;
    do {
      text = pick(texts);
    } while (text.isEmpty());
    return text;
  }

  private String columns() {
    StringBuilder text = new StringBuilder("[");
    int count = random.nextInt(1, 4);
    int ellipsis = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ", ");
      if (i == ellipsis) {
        text.append("...");
        continue;
      }
      String name = "c" + i;
      text.append(name);
      switch (random.nextInt(5)) {
        case 0 -> text.append("");
        case 1 -> text.append(" = ").append(quoted(pick(GLOBS)));
        case 2 -> text.append(" != ").append(quoted(pick(TEXTS)));
        case 3 ->
            text.append(" = ")
                .append(quoted(textOf(TEXTS)))
                .append(" && " + name + " != ")
                .append(quoted(pick(TEXTS)));
        default -> text.append(pick(" > ", " < ", " = ")).append(pick(NUMBERS));
      }
    }
    return text.append("]").toString();
  }

  private String condition(int depth) {
    if (depth == 0) {
      return test();
    }
    String operator = random.nextBoolean() ? " && " : " || ";
    StringBuilder text = new StringBuilder("(");
    String shared = random.nextInt(3) == 0 ? selector() : null;
    for (int i = random.nextInt(2, 4); i > 0; i--) {
      text.append(shared == null ? condition(random.nextInt(depth)) : equality(shared));
      text.append(i == 1 ? ")" : operator);
    }
    return text.toString();
  }

  private String equality(String selector) {
    return selector + pick(" = ", " = ", " != ") + value();
  }

  private String test() {
    String selector = selector();
    return switch (random.nextInt(10)) {
      case 0 -> selector + " NOT EXISTS";
      case 1 -> selector + " IS " + pick("NULL", "TRUE", "FALSE");
      case 2, 3 -> selector + pick(" < ", " <= ", " > ", " >= ") + pick(NUMBERS);
      default -> equality(selector);
    };
  }

  private String value() {
    return switch (random.nextInt(6)) {
      case 0 -> pick(NUMBERS);
      case 1 -> regexes++ < 2 ? pick(REGEXES) : "*";
      case 2 -> quoted(pick(GLOBS));
      default -> quoted(pick(TEXTS));
    };
  }

  private String selector() {
    StringBuilder text = new StringBuilder("$");
    int wildcards = random.nextInt(12) == 0 ? 2 : random.nextInt(3) == 0 ? 1 : 0;
    int steps = random.nextInt(1, 4);
    for (int i = 0; i < steps; i++) {
      int kind = random.nextInt(6);
      if (wildcards > 0 && kind < 3) {
        wildcards--;
        text.append(i == 0 || random.nextBoolean() ? ".*" : "[*]");
      } else if (i > 0 && kind == 3) {
        text.append('[').append(random.nextInt(3)).append(']');
      } else {
        String name = pick(NAMES);
        text.append(name.equals("x.y") ? ".['x.y']" : "." + (name.isEmpty() ? "d" : name));
      }
    }
    return text.toString();
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
