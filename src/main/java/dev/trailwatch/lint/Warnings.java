package dev.trailwatch.lint;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.diagnostic.Span;
import dev.trailwatch.pattern.Node;
import dev.trailwatch.rule.AcceptedWarning;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what the checks find in rules; what a rule's author accepts is left out. */
final class Warnings {
  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> accepted = new LinkedHashSet<>();
  private final Set<String> given = new LinkedHashSet<>();

  /** Adds an issue about a construct of a rule's pattern, or about the pattern as a whole. */
  void pattern(Rule rule, Issue issue, @Nullable Node node) {
    String text = rule.pattern().text();
    span(rule, issue, node == null ? Span.of(0, text.length()) : Locator.span(text, node));
  }

  /** Adds an issue about a stretch of a rule's pattern. */
  void span(Rule rule, Issue issue, Span span) {
    Place key = rule.origins().getOrDefault("pattern", rule.place());
    Place place =
        Place.of(key.file(), key.line(), key.column(), "rule \"" + rule.name() + "\", pattern");
    add(rule, issue.at(SourceText.of("pattern", rule.pattern().text()), span).at(place));
  }

  /** Adds an issue about a key of a rule. */
  void rule(Rule rule, String key, Issue issue) {
    Place at = rule.origins().getOrDefault(key, rule.place());
    add(
        rule,
        issue.at(Place.of(at.file(), at.line(), at.column(), "rule \"" + rule.name() + "\"")));
  }

  /** Adds an issue about a key of an alarm. */
  void alarm(@Nullable Rule rule, Alarm alarm, String key, Issue issue) {
    Place at = alarm.origins().getOrDefault(key, alarm.place());
    Issue placed =
        issue.at(Place.of(at.file(), at.line(), at.column(), "alarm \"" + alarm.name() + "\""));
    if (rule == null) {
      issues.add(placed);
    } else {
      add(rule, placed);
    }
  }

  private void add(Rule rule, Issue issue) {
    String code = issue.code().id();
    boolean meant = rule.accepted().stream().anyMatch(each -> each.code().equals(code));
    if (meant) {
      accepted.add(rule.name() + "\n" + code);
    } else {
      given.add(rule.name() + "\n" + code);
      issues.add(issue);
    }
  }

  /** Whether a rule has an issue of this code, accepted or not. */
  boolean has(Rule rule, LintCode code) {
    String key = rule.name() + "\n" + code.id();
    return given.contains(key) || accepted.contains(key);
  }

  /** Tells the acceptances of a rule that nothing needed. */
  void idleAcceptances(Rule rule) {
    for (AcceptedWarning each : rule.accepted()) {
      boolean ours = each.code().startsWith("W3");
      if (ours && !accepted.contains(rule.name() + "\n" + each.code())) {
        rule(
            rule,
            "accept",
            Issue.of(
                    Severity.INFO,
                    LintCode.IDLE_ACCEPTANCE,
                    "the rule accepts " + each.code() + ", which is not given")
                .hint("take the entry out, so that the next one is seen"));
      }
    }
  }

  List<Issue> all() {
    return issues;
  }
}
