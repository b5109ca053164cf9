package dev.trailwatch.pattern;

/** A pattern that is one regular expression: it is found somewhere in the message. */
public final class RegexSearch extends Node {
  private final Regex regex;

  private RegexSearch(Regex regex) {
    this.regex = regex;
  }

  static RegexSearch of(Regex regex) {
    return new RegexSearch(regex);
  }

  /** What is searched. */
  public Regex regex() {
    return regex;
  }

  @Override
  public <R> R accept(NodeVisitor<R> visitor) {
    return visitor.regexSearch(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegexSearch && regex.equals(((RegexSearch) other).regex);
  }

  @Override
  public int hashCode() {
    return 43 * regex.hashCode();
  }
}
