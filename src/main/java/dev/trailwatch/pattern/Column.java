package dev.trailwatch.pattern;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry of a columns pattern: a field of the line, or the {@code ...} that skips some. */
public final class Column {
  static final Column ELLIPSIS = new Column("...", null);
  static final Column UNNAMED = new Column(null, null);

  private final @Nullable String name;
  private final @Nullable Node condition;

  private Column(@Nullable String name, @Nullable Node condition) {
    this.name = name;
    this.condition = condition;
  }

  static Column of(String name, @Nullable Node condition) {
    return new Column(name, condition);
  }

  /** Whether it stands for any number of fields, none included. */
  public boolean isEllipsis() {
    return "...".equals(name);
  }

  /** Its name; null for an unnamed field and for {@code ...}. */
  public @Nullable String name() {
    return isEllipsis() ? null : name;
  }

  /** What the field's text must satisfy: of {@link Or}, {@link And}, {@link ColumnComparison}. */
  public @Nullable Node condition() {
    return condition;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column
        && Objects.equals(name, ((Column) other).name)
        && Objects.equals(condition, ((Column) other).condition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, condition);
  }

  @Override
  public String toString() {
    if (condition != null) {
      return condition.toString();
    }
    return name == null ? "" : name;
  }
}
