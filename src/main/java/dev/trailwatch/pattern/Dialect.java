package dev.trailwatch.pattern;

/** Which patterns are accepted. */
public enum Dialect {
  /** Exactly what CloudWatch Logs accepts. */
  CLOUDWATCH(1024),
  /**
   * CloudWatch's language without its limits on length and on wildcards in selectors. Native metric
   * filters refuse such a pattern; {@link FilterPattern#extensions()} says why.
   */
  EXTENDED(65_536);

  private final int maxLength;

  Dialect(int maxLength) {
    this.maxLength = maxLength;
  }

  /** The most characters that a pattern may have. */
  public int maxLength() {
    return maxLength;
  }
}
