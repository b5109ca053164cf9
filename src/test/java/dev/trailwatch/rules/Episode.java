package dev.trailwatch.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.ruletest.Instance;
import dev.trailwatch.ruletest.Simulation;
import dev.trailwatch.ruletest.SimulationResult;
import dev.trailwatch.ruletest.StateChange;
import dev.trailwatch.ruletest.TimedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One alarm from its ALARM to its OK, and the events that it holds. */
final class Episode {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Instance instance;
  private final long told;
  private final Set<String> eventIds;

  private Episode(Instance instance, long told, Set<String> eventIds) {
    this.instance = instance;
    this.told = told;
    this.eventIds = eventIds;
  }

  /** What the rules that tell somebody make of the events. */
  static List<Episode> of(RuleSet rules, List<TimedEvent> events) throws IOException {
    SimulationResult result = Simulation.run(rules, events);
    List<Episode> episodes = new ArrayList<>();
    List<StateChange> changes = result.transitions();
    for (int i = 0; i < changes.size(); i++) {
      StateChange alarm = changes.get(i);
      if (alarm.newState() != AlarmState.ALARM
          || alarm.instance().alarm().mode() != RuleMode.LIVE) {
        continue;
      }
      // an instance's changes follow each other, and every alarm rests in the end
      long end = changes.get(i + 1).periodEnd();
      long start = alarm.periodEnd() - alarm.instance().alarm().spec().periodSeconds() * 1000L;
      long told =
          result.told(alarm.instance()).stream()
              .filter(each -> each.newState() == AlarmState.ALARM)
              .filter(each -> each.periodEnd() == alarm.periodEnd())
              .mapToLong(StateChange::time)
              .min()
              .orElseThrow();
      Set<String> held = held(rules, alarm.instance(), events, start, end);
      episodes.add(new Episode(alarm.instance(), told, held));
    }
    return episodes;
  }

  private static Set<String> held(
      RuleSet rules, Instance instance, List<TimedEvent> events, long start, long end)
      throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (TimedEvent event : events) {
      for (Rule rule : rules.rulesFeeding(instance.alarm())) {
        if (event.time() >= start
            && event.time() < end
            && rule.counts(event.event())
            && belongs(event, rule, instance)) {
          ids.add(JSON.readTree(event.event().message()).path("eventID").asText());
        }
      }
    }
    return ids;
  }

  private static boolean belongs(TimedEvent event, Rule rule, Instance instance) {
    for (String dimension : instance.alarm().groupBy()) {
      FieldReference field = rule.metric().dimensions().get(dimension);
      String value = field == null ? null : field.read(event.event(), rule.pattern());
      if (!instance.dimensions().get(dimension).equals(value == null ? Simulation.NONE : value)) {
        return false;
      }
    }
    return true;
  }

  Alarm alarm() {
    return instance.alarm();
  }

  /** The rule, by name. */
  String rule() {
    String rule = instance.alarm().ruleName();
    return rule == null ? instance.alarm().name() : rule;
  }

  boolean pages() {
    return ShippedRules.pages(instance.alarm());
  }

  /** When a subscriber is told. */
  long told() {
    return told;
  }

  Set<String> eventIds() {
    return eventIds;
  }

  boolean holdsAnyOf(Set<String> ids) {
    return eventIds.stream().anyMatch(ids::contains);
  }
}
