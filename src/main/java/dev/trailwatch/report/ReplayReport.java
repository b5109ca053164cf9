package dev.trailwatch.report;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have done on a trail, as one HTML page.
 *
 * <p>Histories come in one by one; what is kept of them grows with the rules, their ALARMs and the
 * minutes in which anything matched. The page itself is bounded: see {@link #html}.
 */
public final class ReplayReport {
  private final RuleSet rules;
  private final ReplayTotals totals;
  private final Map<String, AlarmFindings> findings = new LinkedHashMap<>();
  private @Nullable Comparison comparison;

  /** A report without any history yet. */
  public ReplayReport(RuleSet rules, ReplayTotals totals) {
    this.rules = rules;
    this.totals = totals;
    long start = totals.events().isEmpty() ? 0 : totals.events().firstKey();
    for (Alarm alarm : rules.alarms()) {
      findings.put(alarm.id(), new AlarmFindings(alarm, rules.rulesFeeding(alarm), start));
    }
  }

  /** Takes in what one alarm instance lived through. */
  public void add(InstanceHistory instance) {
    AlarmFindings alarm = findings.get(instance.alarm().id());
    if (alarm == null) {
      throw new IllegalArgumentException("no alarm of these rules: " + instance.alarm().name());
    }
    alarm.add(instance);
  }

  /** Shows a comparison as well. */
  public void compare(Comparison with) {
    comparison = with;
  }

  /**
   * The page: no script, nothing from elsewhere, and its size depends on the rules and not on the
   * number of events.
   */
  public String html() {
    return new ReportPage(totals, ruleFindings(), comparison, rules.version()).html();
  }

  private List<RuleFindings> ruleFindings() {
    Map<String, RuleFindings> byName = new LinkedHashMap<>();
    for (Rule rule : rules.rules()) {
      byName.put(rule.name(), new RuleFindings(rule.name(), byName.size() + 1, rule));
    }
    for (AlarmFindings alarm : findings.values()) {
      String owner = alarm.alarm().ruleName();
      String name = owner == null ? alarm.alarm().name() : owner;
      RuleFindings rule = byName.get(name);
      if (rule == null) {
        rule = new RuleFindings(name, byName.size() + 1, null);
        byName.put(name, rule);
      }
      rule.add(alarm);
    }
    List<RuleFindings> all = new ArrayList<>(byName.values());
    Collections.sort(all);
    return all;
  }
}
