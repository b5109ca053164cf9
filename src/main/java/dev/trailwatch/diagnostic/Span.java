package dev.trailwatch.diagnostic;

/** A stretch of a text: from {@code start} inclusive to {@code end} exclusive, in UTF-16 units. */
public final class Span {
  private final int start;
  private final int end;

  private Span(int start, int end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + ".." + end);
    }
    this.start = start;
    this.end = end;
  }

  /** The span from {@code start} to {@code end}; equal ends mark the gap before {@code start}. */
  public static Span of(int start, int end) {
    return new Span(start, end);
  }

  /** The first position. */
  public int start() {
    return start;
  }

  /** The position after the last. */
  public int end() {
    return end;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Span && ((Span) other).start == start && ((Span) other).end == end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  @Override
  public String toString() {
    return start + ".." + end;
  }
}
