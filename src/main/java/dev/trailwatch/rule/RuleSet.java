package dev.trailwatch.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rules and alarms that hold together, with defaults, lists and overrides already applied.
 *
 * <p>Rules and alarms have unique names. Equal content gives an equal {@link #version}, in whatever
 * files and order it stands.
 */
public final class RuleSet {
  private final List<Rule> allRules;
  private final List<Alarm> allAlarms;
  private final List<Rule> rules;
  private final List<Alarm> alarms;
  private final Map<String, List<Rule>> rulesByMetric = new HashMap<>();
  private final Map<String, List<Alarm>> alarmsByMetric = new HashMap<>();

  // digests, which not every command asks for: made when they are first asked for
  private volatile @Nullable Map<String, Alarm> alarmsById;
  private volatile @Nullable String version;

  private RuleSet(List<Rule> allRules, List<Alarm> standalone) {
    this.allRules = List.copyOf(allRules);
    List<Alarm> every = new ArrayList<>();
    List<Alarm> evaluated = new ArrayList<>();
    List<Rule> evaluatedRules = new ArrayList<>();
    for (Rule rule : allRules) {
      every.addAll(rule.alarms());
      if (rule.evaluated()) {
        evaluatedRules.add(rule);
        addEvaluated(rule.alarms(), evaluated);
      }
    }
    every.addAll(standalone);
    addEvaluated(standalone, evaluated);
    this.allAlarms = List.copyOf(every);
    this.rules = List.copyOf(evaluatedRules);
    this.alarms = List.copyOf(evaluated);
    for (Alarm alarm : evaluated) {
      String metric = metric(alarm.namespace(), alarm.metricName());
      alarmsByMetric.computeIfAbsent(metric, each -> new ArrayList<>()).add(alarm);
    }
    for (Rule rule : evaluatedRules) {
      String metric = metric(rule.metric().namespace(), rule.metric().name());
      rulesByMetric.computeIfAbsent(metric, each -> new ArrayList<>()).add(rule);
    }
  }

  private static void addEvaluated(List<Alarm> alarms, List<Alarm> evaluated) {
    for (Alarm alarm : alarms) {
      if (alarm.evaluated()) {
        evaluated.add(alarm);
      }
    }
  }

  /**
   * A set of rules.
   *
   * @param rules all rules, those that are not evaluated included
   * @param standalone the alarms that no rule declares
   */
  public static RuleSet of(List<Rule> rules, List<Alarm> standalone) {
    return new RuleSet(rules, standalone);
  }

  /** The rules that the engine evaluates: enabled, and not native. */
  public List<Rule> rules() {
    return rules;
  }

  /** All rules, in the order of their files. */
  public List<Rule> allRules() {
    return allRules;
  }

  /** The alarms that the engine evaluates. */
  public List<Alarm> alarms() {
    return alarms;
  }

  /** All alarms, those of rules first. */
  public List<Alarm> allAlarms() {
    return allAlarms;
  }

  /** The evaluated alarm of this {@link Alarm#id}; null if the set has none. */
  public @Nullable Alarm alarm(String id) {
    Map<String, Alarm> known = alarmsById;
    if (known == null) {
      known = new HashMap<>();
      for (Alarm alarm : alarms) {
        known.put(alarm.id(), alarm);
      }
      alarmsById = known;
    }
    return known.get(id);
  }

  /** The evaluated alarms that watch the metric which a rule feeds. */
  public List<Alarm> alarmsFedBy(Rule rule) {
    String metric = metric(rule.metric().namespace(), rule.metric().name());
    return List.copyOf(alarmsByMetric.getOrDefault(metric, List.of()));
  }

  /** The evaluated rules that feed the metric which an alarm watches. */
  public List<Rule> rulesFeeding(Alarm alarm) {
    String metric = metric(alarm.namespace(), alarm.metricName());
    return List.copyOf(rulesByMetric.getOrDefault(metric, List.of()));
  }

  /** No name of a namespace or metric holds a line break. */
  private static String metric(String namespace, String name) {
    return namespace + "\n" + name;
  }

  /** The fingerprint of everything effective in the set: 12 hexadecimal digits. */
  public String version() {
    String known = version;
    if (known == null) {
      List<String> parts = new ArrayList<>();
      for (Rule rule : allRules) {
        parts.add("rule " + rule.content());
      }
      for (Alarm alarm : allAlarms) {
        parts.add("alarm " + alarm.content());
      }
      Collections.sort(parts);
      known = new Fingerprint().add("set", parts).hex(12);
      version = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleSet && ((RuleSet) other).version().equals(version());
  }

  @Override
  public int hashCode() {
    return version().hashCode();
  }

  @Override
  public String toString() {
    return allRules.size() + " rules, version " + version();
  }
}
