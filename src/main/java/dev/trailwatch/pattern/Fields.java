package dev.trailwatch.pattern;

import java.util.Arrays;

/**
 * A line cut into fields at white space. A field that starts with a quote or a bracket runs to the
 * next closing one; without one, the mark is ordinary text.
 */
final class Fields {
  private final String line;

  /** Three positions for each field: where it starts, where its value starts and ends. */
  private int[] bounds = new int[24];

  private int count;

  private Fields(String line) {
    this.line = line;
  }

  /** The first fields of the line, at most {@code limit} of them. */
  static Fields split(String line, int limit) {
    Fields fields = new Fields(line);
    fields.split(limit);
    return fields;
  }

  private void split(int limit) {
    int length = line.length();
    // once a mark's partner was not found, none follows: no second search to the end of the line
    boolean quotes = true;
    boolean brackets = true;
    int at = 0;
    while (count < limit) {
      while (at < length && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      if (at == length) {
        return;
      }
      char c = line.charAt(at);
      int close = -1;
      if (c == '"' && quotes) {
        close = line.indexOf('"', at + 1);
        quotes = close >= 0;
      } else if (c == '[' && brackets) {
        close = line.indexOf(']', at + 1);
        brackets = close >= 0;
      }
      int end = close;
      if (close < 0) {
        end = at;
        while (end < length && !Character.isWhitespace(line.charAt(end))) {
          end++;
        }
        add(at, at, end);
      } else {
        add(at, at + 1, close);
        end++;
      }
      at = end;
    }
  }

  private void add(int start, int valueStart, int valueEnd) {
    if (count * 3 == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[count * 3] = start;
    bounds[count * 3 + 1] = valueStart;
    bounds[count * 3 + 2] = valueEnd;
    count++;
  }

  int count() {
    return count;
  }

  /** The value of a field, without its delimiters. */
  String value(int field) {
    return line.substring(bounds[field * 3 + 1], bounds[field * 3 + 2]);
  }

  /** The line from a field's start to the very end, delimiters included. */
  String rest(int field) {
    return line.substring(bounds[field * 3]);
  }
}
