package dev.trailwatch.pattern;

/** {@code NOT EXISTS}: the selector selects nothing. A value null exists. */
public final class NotExists extends Node {
  private final Selector selector;

  private NotExists(Selector selector) {
    this.selector = selector;
  }

  static NotExists of(Selector selector) {
    return new NotExists(selector);
  }

  /** Which value. */
  public Selector selector() {
    return selector;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.notExists(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NotExists && selector.equals(((NotExists) other).selector);
  }

  @Override
  public int hashCode() {
    return 41 * selector.hashCode();
  }
}
