package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.rule.NativeGaps;
import dev.trailwatch.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether rules that mean what an auditor's control means also read as the auditor wants. */
final class AuditCheck {
  private final Map<String, FilterPattern> controls = new LinkedHashMap<>();

  private AuditCheck() {}

  static AuditCheck load() {
    AuditCheck check = new AuditCheck();
    for (JsonNode line : Facts.lines("controls.jsonl")) {
      String name =
          line.required("auditor").textValue() + "'s " + line.required("control").textValue();
      try {
        check.controls.put(name, FilterPattern.compile(line.required("pattern").textValue()));
      } catch (PatternException e) {
        throw new IllegalStateException(name, e);
      }
    }
    return check;
  }

  /** Whether the text is one that an auditor dictates, so that its faults are not the author's. */
  boolean dictated(FilterPattern pattern) {
    return controls.values().stream().anyMatch(each -> each.text().equals(pattern.text()));
  }

  /** Tells the rules of a set that mean a control which no rule of the set writes as wanted. */
  void run(List<Subject> subjects, Warnings warnings) {
    Set<String> texts =
        subjects.stream()
            .map(subject -> NativeGaps.pattern(subject.rule()).text())
            .collect(Collectors.toSet());
    for (Subject subject : subjects) {
      for (Map.Entry<String, FilterPattern> control : controls.entrySet()) {
        boolean written = texts.contains(control.getValue().text());
        if (!written && subject.isJson() && same(subject.rule(), control.getValue())) {
          warnings.pattern(
              subject.rule(),
              Issue.of(
                      Severity.INFO,
                      LintCode.AUDITED_TEXT,
                      control.getKey() + " means the same and passes only with its own text")
                  .hint(
                      "for the audit add a rule of mode: native with  "
                          + control.getValue().text()),
              null);
        }
      }
    }
  }

  private static boolean same(Rule rule, FilterPattern control) {
    FilterPattern pattern = rule.pattern();
    return pattern.equals(control)
        || (Solver.impossible(null, List.of(Claim.that(pattern), Claim.not(control)))
            && Solver.impossible(null, List.of(Claim.that(control), Claim.not(pattern))));
  }
}
