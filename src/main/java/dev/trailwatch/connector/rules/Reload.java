package dev.trailwatch.connector.rules;

import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleSetDiff;
import dev.trailwatch.wire.RuleSetRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of files that changed: a set to adopt, or the reason why there is none. */
final class Reload {
  private final @Nullable RuleSetRecord record;
  private final @Nullable RuleSetDiff diff;
  private final String reason;
  private final String audit;
  private final Duration compiling;

  private Reload(
      @Nullable RuleSetRecord record,
      @Nullable RuleSetDiff diff,
      String reason,
      String audit,
      Duration compiling) {
    this.record = record;
    this.diff = diff;
    this.reason = reason;
    this.audit = audit;
    this.compiling = compiling;
  }

  static Reload adopted(RuleSetRecord record, RuleSet before, RuleSet next, Duration compiling) {
    RuleSetDiff diff = RuleSetDiff.between(before, next);
    return new Reload(record, diff, "", ReloadAudit.adopted(before, next, diff), compiling);
  }

  static Reload rejected(String inForce, String reason) {
    return new Reload(null, null, reason, ReloadAudit.rejected(inForce, reason), Duration.ZERO);
  }

  /** The set; null if the files were refused. */
  @Nullable RuleSetRecord record() {
    return record;
  }

  /** What the set changes; null if the files were refused. */
  @Nullable RuleSetDiff diff() {
    return diff;
  }

  /** How long it took to compile the set, and so about how long the matchers will need. */
  Duration compiling() {
    return compiling;
  }

  /** The audit's line of JSON. */
  String audit() {
    return audit;
  }

  /** Why the files were refused; empty if they were not. */
  String reason() {
    return reason;
  }
}
