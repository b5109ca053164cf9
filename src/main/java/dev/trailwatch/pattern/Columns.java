package dev.trailwatch.pattern;

import java.util.List;

/**
 * A space-delimited line. Without {@code ...} the last column takes the rest of the line; with it,
 * the columns before bind from the left and those after from the right.
 */
public final class Columns extends Node {
  private final List<Column> columns;
  private final int ellipsis;

  private Columns(List<Column> columns) {
    this.columns = columns;
    this.ellipsis = columns.indexOf(Column.ELLIPSIS);
  }

  static Columns of(List<Column> columns) {
    return new Columns(List.copyOf(columns));
  }

  /** The entries in their order, {@code ...} included; none means that every event matches. */
  public List<Column> columns() {
    return columns;
  }

  /** The place of {@code ...} in {@link #columns()}, -1 without one. */
  public int ellipsis() {
    return ellipsis;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.columns(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Columns && columns.equals(((Columns) other).columns);
  }

  @Override
  public int hashCode() {
    return 53 * columns.hashCode();
  }
}
