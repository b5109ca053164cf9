package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Span;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Examines rules that can be read for what they probably do not mean.
 *
 * <p>An error is certain: the rule, or a part of it, cannot do what it says. A warning asks for a
 * look, an info is good to know. What a rule accepts with a reason is not told.
 */
public final class Linter {
  private final Knowledge knowledge = Knowledge.load();
  private final AuditCheck audits = AuditCheck.load();

  private Linter() {}

  /** A linter with what is known of CloudTrail. */
  public static Linter create() {
    return new Linter();
  }

  /**
   * Examines all rules of a set that are switched on.
   *
   * @param today the day that expiries are held against
   */
  public List<Issue> lint(RuleSet rules, LocalDate today) {
    Warnings warnings = new Warnings();
    List<Subject> subjects = new ArrayList<>();
    for (Rule rule : rules.allRules()) {
      if (rule.enabled()) {
        Subject subject = Subject.of(rule, knowledge);
        subjects.add(subject);
        pattern(subject, warnings);
        ExceptionCheck.run(subject, today, warnings);
        EngineCheck.run(subject, warnings);
        rule.alarms().forEach(alarm -> alarm(rules, rule, alarm, warnings));
      }
    }
    TwinCheck.run(subjects, warnings);
    audits.run(subjects, warnings);
    for (Alarm alarm : rules.allAlarms()) {
      if (alarm.ruleName() == null && alarm.enabled()) {
        AlarmCheck.run(null, alarm, feeds(rules, alarm), warnings);
      }
    }
    subjects.forEach(subject -> warnings.idleAcceptances(subject.rule()));
    return warnings.all();
  }

  private void pattern(Subject subject, Warnings warnings) {
    if (!subject.isJson()) {
      return;
    }
    Rule rule = subject.rule();
    if (subject.cloudTrail()) {
      ValueCheck.run(subject, warnings);
    }
    MatchCheck.run(subject, warnings);
    Span mixed = Nesting.surprise(rule.pattern().text());
    if (mixed != null) {
      warnings.span(
          rule,
          Issue.warning(
                  LintCode.NEEDS_PARENTHESES,
                  "&& binds tighter than ||: what follows the last || is narrowed, what stands"
                      + " before it is not")
              .hint("say what is meant:  (a || b) && c  or  a || (b && c)"),
          mixed);
    }
    boolean hopeless =
        warnings.has(rule, LintCode.NEVER_MATCHES) || warnings.has(rule, LintCode.ALWAYS_MATCHES);
    boolean twin = rule.mode() == RuleMode.NATIVE && audits.dictated(rule.pattern());
    if (subject.cloudTrail() && !hopeless && !twin) {
      EventCheck.run(subject, warnings);
      HabitCheck.run(subject, warnings);
    }
  }

  private static void alarm(RuleSet rules, Rule rule, Alarm alarm, Warnings warnings) {
    if (alarm.enabled()) {
      AlarmCheck.run(rule, alarm, feeds(rules, alarm), warnings);
    }
  }

  private static List<MetricTransformation> feeds(RuleSet rules, Alarm alarm) {
    List<MetricTransformation> feeds = new ArrayList<>();
    for (Rule rule : rules.allRules()) {
      if (rule.enabled() && alarm.watches(rule.metric())) {
        feeds.add(rule.metric());
      }
    }
    return feeds;
  }

  /** Examines one pattern, without a rule around it. */
  public List<Issue> lint(FilterPattern pattern) {
    Rule rule =
        Rule.builder("pattern", pattern, MetricTransformation.named("pattern").build()).build();
    Warnings warnings = new Warnings();
    pattern(Subject.of(rule, knowledge), warnings);
    return warnings.all();
  }
}
