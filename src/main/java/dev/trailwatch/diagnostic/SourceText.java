package dev.trailwatch.diagnostic;

import java.util.Arrays;

/** A named text whose positions can be told as line and column, both counted from 1. */
public final class SourceText {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  private SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /** The text under a name that a person recognises, usually a file's path. */
  public static SourceText of(String name, String text) {
    return new SourceText(name, text);
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The line that holds the position; the text's end belongs to the last line. */
  public int line(int position) {
    int found = Arrays.binarySearch(lineStarts, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of the position in its line. */
  public int column(int position) {
    return position - lineStarts[line(position) - 1] + 1;
  }

  /** A line's text without its line break. */
  public String lineText(int line) {
    return text.substring(lineStart(line), lineEnd(line));
  }

  /** The number of lines; an empty text has one. */
  public int lines() {
    return lineStarts.length;
  }

  /** The position of a line's first character. */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /** The position behind a line's last character, its line break not counted. */
  public int lineEnd(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = end + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  @Override
  public String toString() {
    return name;
  }
}
