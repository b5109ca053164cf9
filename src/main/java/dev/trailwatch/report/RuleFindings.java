package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule with what its alarms did; an alarm that stands alone is told like a rule. */
final class RuleFindings implements Comparable<RuleFindings> {
  private final String name;
  private final int number;
  private final @Nullable Rule rule;
  private final List<AlarmFindings> alarms = new ArrayList<>();
  private List<Story> stories = List.of();

  RuleFindings(String name, int number, @Nullable Rule rule) {
    this.name = name;
    this.number = number;
    this.rule = rule;
  }

  void add(AlarmFindings alarm) {
    alarms.add(alarm);
    List<Story> all = new ArrayList<>(stories);
    all.addAll(alarm.stories());
    Collections.sort(all);
    stories = all;
  }

  String name() {
    return name;
  }

  /** The name of its place in the page. */
  String anchor() {
    return "rule-" + number;
  }

  @Nullable Rule rule() {
    return rule;
  }

  List<AlarmFindings> alarms() {
    return Collections.unmodifiableList(alarms);
  }

  /** Every ALARM of it, in order. */
  List<Story> stories() {
    return Collections.unmodifiableList(stories);
  }

  /** How many events matched: all alarms of a rule see the same ones. */
  long matched() {
    return evidence().count();
  }

  Evidence evidence() {
    Evidence most = Evidence.none();
    for (AlarmFindings alarm : alarms) {
      if (alarm.matched() > most.count()) {
        most = alarm.evidence();
      }
    }
    return most;
  }

  /** How many events matched by minute. */
  NavigableMap<Long, Long> events() {
    NavigableMap<Long, Long> most = new TreeMap<>();
    long count = 0;
    for (AlarmFindings alarm : alarms) {
      if (alarm.matched() > count) {
        count = alarm.matched();
        most = alarm.events();
      }
    }
    return most;
  }

  /** Those that alarmed by their first ALARM, then those that matched, the most first. */
  @Override
  public int compareTo(RuleFindings other) {
    long mine = stories.isEmpty() ? Long.MAX_VALUE : stories.get(0).moment();
    long theirs = other.stories.isEmpty() ? Long.MAX_VALUE : other.stories.get(0).moment();
    int byTime = Long.compare(mine, theirs);
    int byCount = byTime != 0 ? byTime : Long.compare(other.matched(), matched());
    return byCount != 0 ? byCount : name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
