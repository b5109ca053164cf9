package dev.trailwatch.pattern;

/** What {@code IS} asks for. */
public enum Constant {
  /** JSON's null; also an array that directly contains one, as CloudWatch has it. */
  NULL,
  /** JSON's true. */
  TRUE,
  /** JSON's false. */
  FALSE
}
