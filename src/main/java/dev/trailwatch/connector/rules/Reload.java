package dev.trailwatch.connector.rules;

import dev.trailwatch.rule.RuleSetDiff;
import dev.trailwatch.wire.RuleSetRecord;
import org.jspecify.annotations.Nullable;

/** What came of files that changed: a set to adopt, or the reason why there is none. */
final class Reload {
  private final @Nullable RuleSetRecord record;
  private final @Nullable RuleSetDiff diff;
  private final String reason;

  private Reload(@Nullable RuleSetRecord record, @Nullable RuleSetDiff diff, String reason) {
    this.record = record;
    this.diff = diff;
    this.reason = reason;
  }

  static Reload adopted(RuleSetRecord record, RuleSetDiff diff) {
    return new Reload(record, diff, "");
  }

  static Reload rejected(String reason) {
    return new Reload(null, null, reason);
  }

  /** The set; null if the files were refused. */
  @Nullable RuleSetRecord record() {
    return record;
  }

  /** What the set changes; null if the files were refused. */
  @Nullable RuleSetDiff diff() {
    return diff;
  }

  /** Why the files were refused; empty if they were not. */
  String reason() {
    return reason;
  }
}
