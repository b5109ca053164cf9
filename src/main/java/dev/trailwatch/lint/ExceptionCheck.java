package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleException;
import java.time.LocalDate;
import java.util.List;

/** Whether exceptions leave something to count, take something out, and hold for a while yet. */
final class ExceptionCheck {
  private static final int SOON_DAYS = 30;

  private ExceptionCheck() {}

  static void run(Subject subject, LocalDate today, Warnings warnings) {
    Rule rule = subject.rule();
    if (subject.isJson() && !rule.exceptions().isEmpty()) {
      boolean counts = !Solver.impossible(subject.world(), subject.counts());
      if (!counts) {
        warnings.rule(
            rule,
            "except",
            Issue.error(
                    LintCode.ALL_EXCEPTED,
                    "the exceptions take out everything that the pattern matches: the rule never"
                        + " counts")
                .hint("narrow the exceptions, or disable the rule"));
      }
      for (RuleException exception : rule.exceptions()) {
        idle(subject, exception, warnings);
      }
    }
    for (RuleException exception : rule.exceptions()) {
      LocalDate end = exception.expires();
      if (end != null && !exception.expired(today) && end.isBefore(today.plusDays(SOON_DAYS))) {
        warnings.rule(
            rule,
            "except",
            Issue.of(
                    Severity.INFO,
                    LintCode.EXPIRES_SOON,
                    "an exception (" + exception.reason() + ") expires on " + end)
                .hint("what it takes out counts again from the next day on"));
      }
    }
  }

  private static void idle(Subject subject, RuleException exception, Warnings warnings) {
    FilterPattern pattern = Exceptions.pattern(exception);
    if (pattern == null) {
      return;
    }
    List<Claim> both = List.of(Claim.that(subject.rule().pattern()), Claim.that(pattern));
    if (Solver.impossible(subject.world(), both)) {
      warnings.rule(
          subject.rule(),
          "except",
          Issue.warning(
                  LintCode.IDLE_EXCEPTION,
                  "the exception " + pattern + " takes nothing out: no event matches both")
              .hint("take it out, or correct it"));
    }
  }
}
