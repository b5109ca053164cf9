package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.StrictJson;
import dev.trailwatch.pattern.Form;
import dev.trailwatch.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** Which rules of a set mean the same. */
final class TwinCheck {
  private TwinCheck() {}

  static void run(List<Subject> subjects, Warnings warnings) {
    List<Subject> first = new ArrayList<>();
    List<LogEvent> samples = new ArrayList<>();
    for (Subject subject : subjects) {
      if (subject.rule().pattern().form() == Form.ALL) {
        continue;
      }
      LogEvent sample = sample(subject);
      int twin = twin(subject, sample, first, samples);
      if (twin >= 0) {
        tell(subject.rule(), first.get(twin).rule(), warnings);
        continue;
      }
      first.add(subject);
      samples.add(sample);
    }
  }

  /** An event that the pattern matches; an empty one if none was found. */
  private static LogEvent sample(Subject subject) {
    if (!subject.isJson()) {
      return LogEvent.of("");
    }
    List<ObjectNode> events = Solver.events(null, List.of(Claim.that(subject.rule().pattern())), 1);
    LogEvent sample = LogEvent.of(events.isEmpty() ? "" : StrictJson.text(events.get(0)));
    return subject.rule().pattern().matches(sample) ? sample : LogEvent.of("");
  }

  private static int twin(
      Subject subject, LogEvent sample, List<Subject> others, List<LogEvent> samples) {
    Rule rule = subject.rule();
    for (int i = 0; i < others.size(); i++) {
      Rule other = others.get(i).rule();
      boolean comparable =
          rule.mode() == other.mode()
              && rule.pattern().form() == other.pattern().form()
              && rule.exceptions().equals(other.exceptions());
      // one event that only one of them matches settles most pairs
      boolean alike =
          comparable
              && (!subject.isJson() || (mayMatch(rule, samples.get(i)) && mayMatch(other, sample)));
      if (alike && same(rule, other, subject.isJson())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean mayMatch(Rule rule, LogEvent sample) {
    return sample.message().isEmpty() || rule.pattern().matches(sample);
  }

  private static boolean same(Rule rule, Rule other, boolean json) {
    if (rule.pattern().equals(other.pattern())) {
      return true;
    }
    return json
        && Solver.impossible(null, List.of(Claim.that(rule.pattern()), Claim.not(other.pattern())))
        && Solver.impossible(null, List.of(Claim.that(other.pattern()), Claim.not(rule.pattern())));
  }

  private static void tell(Rule rule, Rule other, Warnings warnings) {
    boolean metric =
        rule.metric().feedsSameMetric(other.metric().namespace(), other.metric().name());
    String twice = metric ? ", and feed the same metric: each event counts twice" : "";
    warnings.pattern(
        rule,
        Issue.of(
                metric ? Severity.WARNING : Severity.INFO,
                LintCode.SAME_MEANING,
                "the rule matches the same events as \""
                    + other.name()
                    + "\" in "
                    + other.place()
                    + twice)
            .hint(
                metric
                    ? "keep one of them"
                    : "one rule may have several alarms; keep two if both names are needed"),
        null);
  }
}
