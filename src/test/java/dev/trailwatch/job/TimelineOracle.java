package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.job.Timeline.Event;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the job must answer, worked out the plain way: all samples of each alarm instance first,
 * then period after period. Shares only the evaluator with the job.
 */
final class TimelineOracle {
  /** A rule as the oracle sees it: what it matches, and what one match is worth. */
  record Matcher(Predicate<Event> matches, boolean sizeIsValue, Double otherwise) {}

  private final RuleSet ruleSet;
  private final Map<String, Map<String, Matcher>> matchersBySet;
  private final long switchAt;
  private final Map<String, TreeMap<Long, Summary>> minutes = new TreeMap<>();
  private final Map<String, Alarm> alarms = new TreeMap<>();

  final Set<String> datapoints = new HashSet<>();
  final Set<String> transitions = new HashSet<>();
  final Set<String> alarmPeriods = new HashSet<>();

  /**
   * An oracle.
   *
   * @param ruleSet the newest set: it declares all alarms
   * @param matchersBySet rule name to matcher, under "before" and "after" the switch
   * @param switchAt from this arrival on the second set is in force
   */
  TimelineOracle(RuleSet ruleSet, Map<String, Map<String, Matcher>> matchersBySet, long switchAt) {
    this.ruleSet = ruleSet;
    this.matchersBySet = matchersBySet;
    this.switchAt = switchAt;
  }

  void run(List<Event> events, Map<String, Long> startOf) {
    Set<String> counted = new HashSet<>();
    for (Event event : events) {
      String set = event.arrival() < switchAt ? "before" : "after";
      matchersBySet.get(set).forEach((rule, matcher) -> sample(event, rule, matcher, counted));
    }
    for (Alarm alarm : ruleSet.alarms()) {
      if (alarm.groupBy().isEmpty()) {
        alarms.putIfAbsent(alarm.name(), alarm);
        minutes.putIfAbsent(alarm.name(), new TreeMap<>());
      }
    }
    alarms.forEach((instance, alarm) -> evaluate(instance, alarm, startOf));
  }

  private void sample(Event event, String rule, Matcher matcher, Set<String> counted) {
    boolean matches = matcher.matches().test(event);
    if (!matches && matcher.otherwise() == null) {
      return;
    }
    for (Alarm alarm : ruleSet.alarms()) {
      if (!alarm.metricName().equals(metricOf(rule))) {
        continue;
      }
      String instance = alarm.name();
      if (!alarm.groupBy().isEmpty()) {
        instance += "/" + (event.principal() == null ? "(none)" : event.principal());
      }
      long minute = event.time() / 60_000 * 60_000;
      if (matches && !counted.add(instance + "|" + rule + "|" + minute + "|" + event.id())) {
        continue;
      }
      double value = !matches ? matcher.otherwise() : matcher.sizeIsValue() ? event.size() : 1;
      alarms.put(instance, alarm);
      minutes
          .computeIfAbsent(instance, name -> new TreeMap<>())
          .merge(minute, Summary.of(value), Summary::merge);
    }
  }

  private void evaluate(String instance, Alarm alarm, Map<String, Long> startOf) {
    AlarmSpec spec = alarm.spec();
    TreeMap<Long, Summary> data = minutes.get(instance);
    long period = spec.periodSeconds() * 1000L;
    long step = spec.evaluationWindow() == EvaluationWindow.SLIDING ? 60_000 : period;
    long first = Long.MAX_VALUE;
    if (alarm.groupBy().isEmpty()) {
      first = startOf.get(alarm.name()) / step * step + step;
    }
    if (!data.isEmpty()) {
      first = Math.min(first, data.firstKey() / step * step + step);
    }
    long last = (data.isEmpty() ? first : Math.max(first, data.lastKey())) + 2 * 3_600_000;
    AlarmState state =
        alarm.groupBy().isEmpty()
            ? AlarmState.INSUFFICIENT_DATA
            : spec.restingState(AlarmState.INSUFFICIENT_DATA);
    for (long end = first; end < last; end += step) {
      List<Datapoint> window = new ArrayList<>();
      for (int i = 0; i < spec.evaluationRange(); i++) {
        Summary sum = sum(data, end - (i + 1) * period, end - i * period);
        if (sum != null) {
          window.add(Datapoint.of(end - (i + 1) * period, sum));
        }
      }
      AlarmState next = AlarmEvaluator.evaluate(spec, window, end, state).state();
      if (next == AlarmState.ALARM) {
        alarmPeriods.add(instance + "@" + end);
      }
      if (next != state) {
        transitions.add(instance + "@" + end + " " + state + " " + next);
      }
      state = next;
      Summary newest = sum(data, end - period, end);
      if (newest != null && end % period == 0) {
        String rule = alarm.ruleName() == null ? alarm.name() : alarm.ruleName();
        String who = instance.replace(alarm.name(), rule);
        datapoints.add(datapoint(who, spec.periodSeconds(), end - period, newest));
      }
    }
  }

  private String metricOf(String rule) {
    return ruleSet.rules().stream()
        .filter(known -> known.name().equals(rule))
        .findFirst()
        .orElseThrow()
        .metric()
        .name();
  }

  static String datapoint(String instance, int period, long start, Summary sum) {
    return instance
        + " "
        + period
        + "@"
        + start
        + " "
        + sum.sampleCount()
        + " "
        + sum.sum()
        + " "
        + sum.minimum()
        + " "
        + sum.maximum();
  }

  private static Summary sum(NavigableMap<Long, Summary> data, long from, long to) {
    return data.subMap(from, to).values().stream().reduce(Summary::merge).orElse(null);
  }
}
