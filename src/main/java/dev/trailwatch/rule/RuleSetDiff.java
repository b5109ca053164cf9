package dev.trailwatch.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a reload changes, by name, for the audit: rules and alarms that are added, changed, removed.
 *
 * <p>Only what is evaluated counts: a rule that is switched off is removed.
 */
public final class RuleSetDiff {
  private final List<String> addedRules = new ArrayList<>();
  private final List<String> changedRules = new ArrayList<>();
  private final List<String> removedRules = new ArrayList<>();
  private final List<String> addedAlarms = new ArrayList<>();
  private final List<String> changedAlarms = new ArrayList<>();
  private final List<String> restartedAlarms = new ArrayList<>();
  private final List<String> removedAlarms = new ArrayList<>();

  private RuleSetDiff(RuleSet before, RuleSet after) {
    Map<String, Rule> oldRules = byName(before.rules(), Rule::name);
    Map<String, Rule> newRules = byName(after.rules(), Rule::name);
    newRules.forEach(
        (name, rule) -> {
          Rule old = oldRules.get(name);
          if (old == null) {
            addedRules.add(name);
          } else if (!old.content().equals(rule.content())) {
            changedRules.add(name);
          }
        });
    oldRules.keySet().stream()
        .filter(name -> !newRules.containsKey(name))
        .forEach(removedRules::add);
    Map<String, Alarm> oldAlarms = byName(before.alarms(), Alarm::name);
    Map<String, Alarm> newAlarms = byName(after.alarms(), Alarm::name);
    newAlarms.forEach(
        (name, alarm) -> {
          Alarm old = oldAlarms.get(name);
          if (old == null) {
            addedAlarms.add(name);
          } else if (!old.id().equals(alarm.id())) {
            restartedAlarms.add(name);
          } else if (!old.equals(alarm)) {
            changedAlarms.add(name);
          }
        });
    oldAlarms.keySet().stream()
        .filter(name -> !newAlarms.containsKey(name))
        .forEach(removedAlarms::add);
  }

  /** What changes from one set to the next. */
  public static RuleSetDiff between(RuleSet before, RuleSet after) {
    return new RuleSetDiff(before, after);
  }

  private static <T> Map<String, T> byName(Collection<T> all, Function<T, String> name) {
    Map<String, T> map = new TreeMap<>();
    all.forEach(each -> map.put(name.apply(each), each));
    return map;
  }

  /** Names of rules that are new. */
  public List<String> addedRules() {
    return List.copyOf(addedRules);
  }

  /** Names of rules that count or say something else than before. */
  public List<String> changedRules() {
    return List.copyOf(changedRules);
  }

  /** Names of rules that are gone or no longer evaluated. */
  public List<String> removedRules() {
    return List.copyOf(removedRules);
  }

  /** Names of alarms that are new. */
  public List<String> addedAlarms() {
    return List.copyOf(addedAlarms);
  }

  /** Names of alarms that changed and keep their state. */
  public List<String> changedAlarms() {
    return List.copyOf(changedAlarms);
  }

  /** Names of alarms that watch another series than before, and so start anew. */
  public List<String> restartedAlarms() {
    return List.copyOf(restartedAlarms);
  }

  /** Names of alarms that are gone or no longer evaluated. */
  public List<String> removedAlarms() {
    return List.copyOf(removedAlarms);
  }

  /** Whether nothing that is evaluated changes. */
  public boolean isEmpty() {
    return addedRules.isEmpty()
        && changedRules.isEmpty()
        && removedRules.isEmpty()
        && addedAlarms.isEmpty()
        && changedAlarms.isEmpty()
        && restartedAlarms.isEmpty()
        && removedAlarms.isEmpty();
  }

  /** One line, as {@code rules +2 ~1 -0 (+ a, + b, ~ c)}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    part(out, "rules", addedRules, changedRules, removedRules);
    List<String> changed = new ArrayList<>(changedAlarms);
    changed.addAll(restartedAlarms);
    part(out.append("; "), "alarms", addedAlarms, changed, removedAlarms);
    return out.toString();
  }

  private static void part(
      StringBuilder out, String what, List<String> added, List<String> changed, List<String> gone) {
    out.append(what).append(" +").append(added.size());
    out.append(" ~").append(changed.size()).append(" -").append(gone.size());
    List<String> all = new ArrayList<>();
    added.forEach(name -> all.add("+ " + name));
    changed.forEach(name -> all.add("~ " + name));
    gone.forEach(name -> all.add("- " + name));
    if (!all.isEmpty()) {
      out.append(" (").append(String.join(", ", all)).append(')');
    }
  }
}
