package dev.trailwatch.wire;

import org.jspecify.annotations.Nullable;

/** What came of rule files that changed: a set to adopt, or why there is none; for the audit. */
public final class ReloadRecord {
  /** The set that was adopted; null if the files were refused. */
  public @Nullable RuleSetRecord set;

  /** The version that was in force before, and still is if the files were refused. */
  public String before = "";

  /** Why the files were refused, for people, each line ended by a line break; empty if not. */
  public String reason = "";

  /** What the set changes, in one line. */
  public String summary = "";

  /** The audit's line of JSON: versions, and each rule that changed with its fingerprints. */
  public String audit = "";

  /** When it was decided, epoch milliseconds. */
  public long at;

  /** For Flink. */
  public ReloadRecord() {}
}
