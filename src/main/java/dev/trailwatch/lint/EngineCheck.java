package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.rule.NativeGaps;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import java.util.List;

/** What only the engine can do: good to know, and a fault where CloudWatch is to do it. */
final class EngineCheck {
  private EngineCheck() {}

  static void run(Subject subject, Warnings warnings) {
    Rule rule = subject.rule();
    List<String> gaps = NativeGaps.of(rule);
    if (gaps.isEmpty() || rule.mode() == RuleMode.SHADOW) {
      return;
    }
    boolean twin = rule.mode() == RuleMode.NATIVE;
    warnings.rule(
        rule,
        "name",
        Issue.of(
                twin ? Severity.ERROR : Severity.INFO,
                LintCode.ENGINE_ONLY,
                (twin ? "the rule is native, but CloudWatch cannot do it: " : "only the engine: ")
                    + String.join("; ", gaps))
            .hint(
                twin
                    ? "use mode: live, or take out what CloudWatch cannot do"
                    : "export terraform leaves the rule out and says so"));
  }
}
