package dev.trailwatch.matcher;

import java.util.SplittableRandom;

/**
 * Messages over the names and values of {@link RandomPatterns}: JSON written in all the ways that
 * it can be written in, doubled keys, broken JSON, and plain lines.
 */
final class RandomMessages {
  private static final String DAMAGE = "\\\"{}[]:, 0aA1.-e\nn\u00e9";

  private final SplittableRandom random;

  RandomMessages(SplittableRandom random) {
    this.random = random;
  }

  String next() {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return line();
    }
    StringBuilder out = new StringBuilder();
    blanks(out);
    object(out, 0);
    blanks(out);
    if (kind <= 3) {
      return damaged(out);
    }
    if (kind == 4 && random.nextInt(4) == 0) {
      out.append(random.nextBoolean() ? "x" : "{}");
    }
    return out.toString();
  }

  private String damaged(StringBuilder out) {
    if (random.nextInt(4) == 0) {
      out.setLength(random.nextInt(out.length() + 1));
    }
    for (int i = random.nextInt(4); i > 0 && out.length() > 0; i--) {
      int at = random.nextInt(out.length());
      char c = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
      if (random.nextInt(3) == 0) {
        out.insert(at, c);
      } else if (random.nextBoolean()) {
        out.deleteCharAt(at);
      } else {
        out.setCharAt(at, c);
      }
    }
    return out.toString();
  }

  private String line() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      String text = pick(RandomPatterns.TEXTS);
      int quote = random.nextInt(8);
      out.append(quote == 0 ? "\"" + text + "\"" : quote == 1 ? "[" + text + "]" : text);
      out.append(random.nextInt(5) == 0 ? "" : " ");
    }
    return out.toString();
  }

  private void object(StringBuilder out, int depth) {
    out.append('{');
    blanks(out);
    int fields = random.nextInt(depth == 0 ? 7 : 4);
    for (int i = 0; i < fields; i++) {
      String name = pick(RandomPatterns.NAMES);
      string(out, name.isEmpty() && random.nextBoolean() ? "d" : name);
      blanks(out);
      out.append(':');
      blanks(out);
      value(out, depth + 1);
      blanks(out);
      if (i < fields - 1) {
        out.append(',');
        blanks(out);
      }
    }
    out.append('}');
  }

  private void array(StringBuilder out, int depth) {
    out.append('[');
    blanks(out);
    int elements = random.nextInt(4);
    for (int i = 0; i < elements; i++) {
      value(out, depth + 1);
      blanks(out);
      if (i < elements - 1) {
        out.append(',');
        blanks(out);
      }
    }
    out.append(']');
  }

  private void value(StringBuilder out, int depth) {
    int kind = random.nextInt(depth > 4 ? 6 : 10);
    switch (kind) {
      case 0 -> out.append(pick("true", "false", "null"));
      case 1, 2 -> number(out);
      case 6, 7 -> object(out, depth);
      case 8 -> array(out, depth);
      default -> string(out, pick(RandomPatterns.TEXTS));
    }
  }

  private void number(StringBuilder out) {
    if (random.nextInt(200) == 0) {
      int digits = random.nextInt(300, 1100);
      out.append("1".repeat(digits)).append(pick("", ".5", "e1"));
    } else if (random.nextInt(200) == 0) {
      out.append("1e").append(pick("", "-")).append("9".repeat(random.nextInt(1, 14)));
    } else {
      out.append(pick(RandomPatterns.NUMBERS));
    }
  }

  private void string(StringBuilder out, String text) {
    out.append('"');
    int style = random.nextInt(6);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (style == 0 && random.nextInt(3) == 0) {
        out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
      } else if (c == '"' || c == '\\' || (c == '/' && random.nextBoolean())) {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    if (style == 1 && random.nextInt(20) == 0) {
      out.append(pick("\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\ud83dx\\ude00", "\\b\\f\\r"));
    }
    out.append('"');
  }

  private void blanks(StringBuilder out) {
    if (random.nextInt(12) == 0) {
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        out.append(random.nextInt(3) > 0 ? " " : pick("\n", "\t", "\r"));
      }
    }
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
