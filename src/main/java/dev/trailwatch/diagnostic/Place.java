package dev.trailwatch.diagnostic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where in a file something stands: file, line, column, and what it is part of. */
public final class Place {
  private final String file;
  private final int line;
  private final int column;
  private final @Nullable String part;

  private Place(String file, int line, int column, @Nullable String part) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.part = part;
  }

  /**
   * A place in a file.
   *
   * @param line counted from 1; 0 for the file as a whole
   * @param column counted from 1; 0 for the line as a whole
   * @param part what stands there, such as {@code rule "root-login", pattern}; null if plain
   */
  public static Place of(String file, int line, int column, @Nullable String part) {
    return new Place(file, line, column, part);
  }

  /** The file as a whole. */
  public static Place of(String file) {
    return new Place(file, 0, 0, null);
  }

  /** The file's name as the user gave it. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 for the file as a whole. */
  public int line() {
    return line;
  }

  /** The column, from 1; 0 for the line as a whole. */
  public int column() {
    return column;
  }

  /** What stands there, or null. */
  public @Nullable String part() {
    return part;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Place)) {
      return false;
    }
    Place that = (Place) other;
    return file.equals(that.file)
        && line == that.line
        && column == that.column
        && Objects.equals(part, that.part);
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, line, column, part);
  }

  /** The form that editors open: {@code file:line}, or the file alone. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
