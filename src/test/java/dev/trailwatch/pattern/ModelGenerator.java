package dev.trailwatch.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Random patterns and events of one small vocabulary, so that they often meet. */
final class ModelGenerator {
  private static final String[] NAMES = {
    "a", "b", "c", "eventName", "a-b", "x_1", "été", "a.b", "k v", "*"
  };
  private static final String[] WORDS = {
    "x",
    "y",
    "xy",
    "Root",
    "AccessDenied",
    "true",
    "1",
    "1.0",
    "01",
    "5",
    "-5",
    "1e3",
    "a b",
    "",
    "x\"y",
    "C:\\t",
    "\\",
    "10.0.0.1",
    "null",
    "café",
    "日本",
    "🔥",
    "x\ny",
    "arn:aws:s3:::b",
    "}",
    "&&",
    "%x%",
    "[",
    "\"",
    "a\\\"b"
  };
  private static final String[] GLOBS = {
    "*", "x*", "*y", "*Denied", "Access*", "*o*", "a*b", "**", "1*", "*0", "*\"*", "*\\*", "A*ss*d",
    "*:::*", "x*y*"
  };
  private static final String[] NUMBERS = {
    "0",
    "1",
    "+1",
    "-1",
    "5",
    "5.",
    ".5",
    "1.0",
    "1.50",
    "1e3",
    "1000",
    "1E3",
    "-0.0",
    "0.1",
    "1e-999",
    "1e309",
    "1e308",
    "9007199254740992",
    "9007199254740993",
    "92233720368547758080",
    "012",
    "-5.0e0",
    "3.14"
  };
  private static final String[] EVENT_NUMBERS = {
    "0",
    "1",
    "-1",
    "5",
    "5.0",
    "0.5",
    "1.0",
    "1.5",
    "1e3",
    "1000",
    "1000.0",
    "-0.0",
    "0.1",
    "1e-999",
    "1e309",
    "-1e309",
    "1e308",
    "9007199254740992",
    "9007199254740993",
    "92233720368547758080",
    "12",
    "-5",
    "3.14",
    "2.0E-3",
    "1e0",
    "1E400"
  };
  private static final String[] REGEXES = {
    "x",
    "^x",
    "y$",
    "^[A-Z]",
    "\\d+",
    "^1",
    "[xy]{1,2}",
    "Denied|Root",
    ".",
    "^$",
    "a.b",
    "\\.0",
    "\\x3A",
    "[^x]",
    "e?",
    "\\s"
  };
  private static final String[] BARE_TERMS = {"x", "ERROR", "Root", "a_b", "10.0", "café", "1"};
  private static final String[] LINE_WORDS = {
    "ERROR",
    "INFO",
    "x",
    "y",
    "404",
    "200",
    "4.04e2",
    "+5",
    "1e400",
    "\"x y\"",
    "[10/Oct 13]",
    "\"\"",
    "[]",
    "\"x",
    "[x",
    "x\"y\"",
    "\"b\"c",
    "-",
    "1.0",
    "0x1",
    "café",
    "\"\"\"",
    "][",
    "{\"a\":1}"
  };
  private static final String[] ORDERS = {"<", "<=", ">", ">="};
  private static final String[] BLANKS = {" ", "  ", "\t", "\n", " \r\n "};

  private final SplittableRandom random;

  ModelGenerator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private <T> T of(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  Model model() {
    return switch (random.nextInt(10)) {
      case 0 -> terms();
      case 1, 2 -> line();
      case 3 -> oneIn(3) ? new Model.Search(of(REGEXES)) : terms();
      default -> {
        stars = 0;
        regexes = 0;
        yield new Model.Json(condition(3));
      }
    };
  }

  private int stars;
  private int regexes;

  private Model.Condition condition(int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind < 2) {
      List<Model.Condition> operands = new ArrayList<>();
      for (int i = 2 + random.nextInt(2); i > 0; i--) {
        operands.add(condition(depth - 1));
      }
      return kind == 0 ? new Model.Any(operands) : new Model.All(operands);
    }
    List<Model.Step> field = field();
    return switch (random.nextInt(8)) {
      case 0 -> new Model.Is(field, of(new String[] {"null", "true", "false"}));
      case 1 -> new Model.NotExists(field);
      case 2 -> new Model.Compare(field, of(ORDERS), Model.Value.number(of(NUMBERS)));
      default -> new Model.Compare(field, oneIn(3) ? "!=" : "=", value());
    };
  }

  private List<Model.Step> field() {
    List<Model.Step> steps = new ArrayList<>();
    boolean star = false;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      if (!star && stars < 3 && oneIn(6)) {
        star = true;
        stars++;
        steps.add(new Model.Step(null, -1));
      } else if (!steps.isEmpty() && oneIn(4)) {
        steps.add(new Model.Step(null, random.nextInt(3)));
      } else {
        steps.add(new Model.Step(oneIn(3) ? of(NAMES) : NAMES[random.nextInt(3)], -1));
      }
    }
    return steps;
  }

  private Model.Value value() {
    int kind = random.nextInt(6);
    if (kind == 0) {
      return Model.Value.number(of(NUMBERS));
    }
    if (kind == 1 && regexes < 2) {
      regexes++;
      return Model.Value.regex(of(REGEXES));
    }
    return Model.Value.text(kind < 3 ? of(GLOBS) : of(WORDS));
  }

  private Model terms() {
    List<Model.SignedTerm> terms = new ArrayList<>();
    boolean optional = oneIn(3);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      char sign = optional || oneIn(6) ? '?' : oneIn(3) ? '-' : ' ';
      String text = oneIn(2) ? of(BARE_TERMS) : of(WORDS);
      terms.add(new Model.SignedTerm(sign, text.isEmpty() ? " " : text));
    }
    return new Model.TermList(terms);
  }

  private Model line() {
    regexes = 0;
    List<Model.Entry> entries = new ArrayList<>();
    int ellipsis = oneIn(2) ? random.nextInt(4) : -1;
    for (int i = random.nextInt(5); i > 0; i--) {
      if (entries.size() == ellipsis) {
        entries.add(new Model.Entry("...", null));
      } else if (oneIn(5)) {
        entries.add(new Model.Entry(null, null));
      } else {
        entries.add(new Model.Entry("c" + entries.size(), oneIn(3) ? null : columnCondition(2)));
      }
    }
    boolean unnamedAlone = entries.size() == 1 && entries.get(0).name() == null;
    return new Model.Line(unnamedAlone ? List.of() : entries);
  }

  private Model.Condition columnCondition(int depth) {
    if (depth > 0 && oneIn(3)) {
      List<Model.Condition> operands =
          List.of(columnCondition(depth - 1), columnCondition(depth - 1));
      return oneIn(2) ? new Model.Any(operands) : new Model.All(operands);
    }
    if (oneIn(4)) {
      return new Model.Compare(List.of(), of(ORDERS), Model.Value.number(of(NUMBERS)));
    }
    return new Model.Compare(List.of(), oneIn(3) ? "!=" : "=", value());
  }

  /** A log event: JSON, nearly JSON, or a line of words. */
  String event() {
    if (oneIn(3)) {
      StringBuilder line = new StringBuilder(oneIn(5) ? " " : "");
      for (int i = random.nextInt(6); i > 0; i--) {
        line.append(of(LINE_WORDS)).append(oneIn(8) ? "\u3000" : oneIn(20) ? "" : of(BLANKS));
      }
      return line.toString();
    }
    StringBuilder json = new StringBuilder();
    object(json, 3);
    if (oneIn(12)) {
      json.insert(
          random.nextInt(json.length()),
          of(new String[] {"}", "\"", ",", "x", " ", "\u0000", "\\"}));
    }
    return json.toString();
  }

  private void object(StringBuilder out, int depth) {
    out.append('{');
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = oneIn(3) ? of(NAMES) : NAMES[random.nextInt(3)];
      out.append(quoted(name)).append(oneIn(4) ? " : " : ":");
      node(out, depth - 1);
      out.append(i > 1 ? "," : "");
    }
    out.append('}');
  }

  private void node(StringBuilder out, int depth) {
    int kind = random.nextInt(depth == 0 ? 7 : 10);
    if (kind == 0) {
      out.append(of(new String[] {"null", "true", "false"}));
    } else if (kind < 3) {
      out.append(of(EVENT_NUMBERS));
    } else if (kind < 7) {
      out.append(quoted(oneIn(4) ? of(NUMBERS) : of(WORDS)));
    } else if (kind == 7) {
      object(out, depth);
    } else {
      out.append('[');
      for (int i = random.nextInt(4); i > 0; i--) {
        node(out, depth - 1);
        out.append(i > 1 ? "," : "");
      }
      out.append(']');
    }
  }

  private String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || oneIn(30)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** The model as somebody might have written it. */
  String text(Model model) {
    if (model instanceof Model.Json json) {
      return "{" + gap() + text(json.condition(), "", 0) + gap() + "}";
    }
    if (model instanceof Model.Search search) {
      return "%" + search.regex() + "%";
    }
    StringBuilder out = new StringBuilder();
    if (model instanceof Model.TermList list) {
      for (Model.SignedTerm term : list.terms()) {
        boolean bare = oneIn(2) && term.text().matches("[\\p{L}\\p{N}_.]+");
        boolean blank = term.sign() == ' ' || oneIn(2);
        out.append(blank ? of(BLANKS) : "").append(term.sign() == ' ' ? "" : term.sign());
        out.append(bare ? term.text() : literal(term.text()));
      }
      return out.toString();
    }
    List<String> entries = new ArrayList<>();
    for (Model.Entry entry : ((Model.Line) model).entries()) {
      String written = entry.name() == null ? "" : entry.name();
      if (entry.condition() != null) {
        written = text(entry.condition(), entry.name(), 0);
      }
      entries.add(gap() + written + gap());
    }
    return "[" + String.join(",", entries) + "]";
  }

  private String gap() {
    return oneIn(3) ? of(BLANKS) : "";
  }

  /** A condition; level 0 may stand anywhere, 1 within an AND. */
  private String text(Model.Condition condition, String column, int level) {
    if (condition instanceof Model.Any any) {
      String inner = join(any.operands(), "||", column, 0);
      return level > 0 || oneIn(4) ? "(" + gap() + inner + gap() + ")" : inner;
    }
    if (condition instanceof Model.All all) {
      String inner = join(all.operands(), "&&", column, 1);
      return oneIn(3) ? "(" + gap() + inner + gap() + ")" : inner;
    }
    String text;
    if (condition instanceof Model.Is is) {
      text = selector(is.field()) + of(BLANKS) + cased("is") + of(BLANKS) + cased(is.constant());
    } else if (condition instanceof Model.NotExists absent) {
      text = selector(absent.field()) + of(BLANKS) + cased("not") + of(BLANKS) + cased("exists");
    } else {
      Model.Compare compare = (Model.Compare) condition;
      String field = column.isEmpty() ? selector(compare.field()) : column;
      text = field + gap() + compare.operator() + gap() + value(compare.value());
    }
    return oneIn(3) ? "(" + gap() + text + gap() + ")" : text;
  }

  private String join(List<Model.Condition> operands, String word, String column, int level) {
    StringBuilder out = new StringBuilder();
    for (Model.Condition operand : operands) {
      out.append(out.length() == 0 ? "" : gap() + word + gap());
      out.append(text(operand, column, level));
    }
    return out.toString();
  }

  private String cased(String word) {
    return oneIn(2) ? word.toUpperCase(Locale.ROOT) : word;
  }

  private String selector(List<Model.Step> steps) {
    StringBuilder out = new StringBuilder("$");
    for (Model.Step step : steps) {
      boolean first = out.length() == 1;
      if (step.star()) {
        out.append(first || oneIn(2) ? ".*" : "[*]");
      } else if (step.name() == null) {
        out.append('[').append(oneIn(5) ? "0" : "").append(step.index()).append(']');
      } else if (step.name().matches("[\\p{L}\\p{N}_-]+") && !oneIn(4)) {
        out.append('.').append(step.name());
      } else if (step.name().equals("a.b") && oneIn(2)) {
        out.append(".a\\.b");
      } else {
        out.append(first || oneIn(2) ? "." : "").append("['").append(step.name()).append("']");
      }
    }
    return out.toString();
  }

  private String value(Model.Value value) {
    if (value.number() != null) {
      return value.number();
    }
    if (value.regex() != null) {
      return "%" + value.regex() + "%";
    }
    boolean bare =
        oneIn(2)
            && value.text().matches("[\\p{L}\\p{N}_.*-]+")
            && !value.text().equals("null")
            && !value.text().matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    return bare ? value.text() : literal(value.text());
  }

  private String literal(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
