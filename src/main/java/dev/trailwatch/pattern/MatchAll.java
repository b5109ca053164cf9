package dev.trailwatch.pattern;

/** The empty pattern: every event matches. */
public final class MatchAll extends Node {
  static final MatchAll INSTANCE = new MatchAll();

  private MatchAll() {}

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.matchAll(this);
  }
}
