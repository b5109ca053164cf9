package dev.trailwatch.diagnostic;

/**
 * The stable id of one kind of issue, such as {@code P104}.
 *
 * <p>Each package that finds issues has an enum of its own. A code is never given a second meaning:
 * scripts and suppressions rely on it.
 */
public interface Code {
  /** The id, a capital letter and three digits. */
  String id();

  /** What the code stands for, one line without a full stop. */
  String summary();
}
