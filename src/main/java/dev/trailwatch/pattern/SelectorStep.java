package dev.trailwatch.pattern;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step of a selector: a name, an array index, or the wildcard. */
public final class SelectorStep {
  static final SelectorStep WILDCARD = new SelectorStep(null, -1);

  private final @Nullable String name;
  private final int index;

  private SelectorStep(@Nullable String name, int index) {
    this.name = name;
    this.index = index;
  }

  static SelectorStep name(String name) {
    return new SelectorStep(name, -1);
  }

  static SelectorStep index(int index) {
    return new SelectorStep(null, index);
  }

  /** The key that it reads of an object; null if it is no name. */
  public @Nullable String name() {
    return name;
  }

  /** The position that it reads of an array, from 0; -1 if it is no index. */
  public int index() {
    return index;
  }

  /** Whether it reads all elements of an array and all values of an object. */
  public boolean isWildcard() {
    return name == null && index < 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SelectorStep
        && index == ((SelectorStep) other).index
        && Objects.equals(name, ((SelectorStep) other).name);
  }

  @Override
  public int hashCode() {
    return name == null ? index : name.hashCode();
  }

  /** The step as it is written after another one. */
  @Override
  public String toString() {
    if (isWildcard()) {
      return "[*]";
    }
    return name == null ? "[" + index + "]" : "." + Quoting.name(name);
  }
}
