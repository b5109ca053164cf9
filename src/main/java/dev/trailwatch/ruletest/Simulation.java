package dev.trailwatch.ruletest;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.EventId;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The job in pure Java: match, count in minutes by event time, judge periods in order of time.
 *
 * <p>Nothing is late here. For each alarm on its own:
 *
 * <ul>
 *   <li>Every rule that feeds its metric is asked of every event. A match that no exception takes
 *       out adds the metric's value to its minute; an event that is no match adds the default value
 *       where there is one.
 *   <li>Copies of one eventID in one minute of one instance count once for each rule that they
 *       match, unless the rule says otherwise.
 *   <li>A grouped alarm has an instance for each combination of values; a value that the event does
 *       not have is {@code (none)}. What is beyond the bound on live series belongs to the instance
 *       {@code (other)}: who comes first has a place, minute by minute and in a minute by name.
 * </ul>
 */
public final class Simulation {
  /** The value of a dimension that an event does not have. */
  public static final String NONE = "(none)";

  private static final long MINUTE = 60_000;

  private final RuleSet rules;
  private final List<TimedEvent> events;
  private final long start;
  private final long end;

  private Simulation(RuleSet rules, List<TimedEvent> events, long start, long end) {
    this.rules = rules;
    this.events = events;
    this.start = start;
    this.end = end;
  }

  /** Runs the rules over a timeline that starts with its first and ends with its last event. */
  public static SimulationResult run(RuleSet rules, List<TimedEvent> events) {
    long first = events.stream().mapToLong(TimedEvent::time).min().orElse(0);
    long last = events.stream().mapToLong(TimedEvent::time).max().orElse(0);
    return run(rules, events, first, last);
  }

  /**
   * Runs the rules over a timeline.
   *
   * @param events in any order; the result is the same
   * @param start when the rules come into force: an alarm that does not group is first judged at
   *     the end of the period that holds it
   * @param end how far every alarm is judged at least; it is judged on until it rests
   */
  public static SimulationResult run(RuleSet rules, List<TimedEvent> events, long start, long end) {
    List<TimedEvent> ordered = new ArrayList<>(events);
    ordered.sort(
        Comparator.comparingLong(TimedEvent::time).thenComparing(each -> each.event().message()));
    return new Simulation(rules, ordered, start, end).run();
  }

  private SimulationResult run() {
    List<SeriesDatapoint> datapoints = new ArrayList<>();
    List<StateChange> transitions = new ArrayList<>();
    List<StateChange> earlyAlarms = new ArrayList<>();
    for (Alarm alarm : rules.alarms()) {
      for (InstanceHistory history : histories(alarm)) {
        history.judge(start, end);
        datapoints.addAll(history.datapoints());
        transitions.addAll(history.transitions());
        earlyAlarms.addAll(history.earlyAlarms());
      }
    }
    return new SimulationResult(datapoints, transitions, earlyAlarms);
  }

  private List<InstanceHistory> histories(Alarm alarm) {
    Map<Instance, InstanceHistory> histories = new LinkedHashMap<>();
    List<Rule> feeding = rules.rulesFeeding(alarm);
    boolean monotone = feeding.stream().allMatch(rule -> rule.metric().neverNegative());
    if (alarm.groupBy().isEmpty()) {
      Instance only = Instance.of(alarm, Map.of());
      histories.put(only, new InstanceHistory(only, monotone));
    }
    SeriesPlaces places = new SeriesPlaces(alarm);
    List<Sample> samples = samples(alarm, feeding);
    samples.forEach(sample -> places.ask(sample.instance, sample.time));
    for (Sample sample : samples) {
      histories
          .computeIfAbsent(
              places.of(sample.instance, sample.time),
              instance -> new InstanceHistory(instance, monotone))
          .add(sample.time, sample.summary);
    }
    return new ArrayList<>(histories.values());
  }

  private List<Sample> samples(Alarm alarm, List<Rule> feeding) {
    List<Sample> samples = new ArrayList<>();
    Set<String> counted = new HashSet<>();
    for (TimedEvent timed : events) {
      for (Rule rule : feeding) {
        MetricTransformation metric = rule.metric();
        boolean matches = rule.counts(timed.event());
        if (!matches && metric.defaultValue() == null) {
          continue;
        }
        Instance instance = matches ? instance(alarm, rule, timed) : Instance.of(alarm, Map.of());
        Double sample =
            matches ? metric.sample(timed.event(), rule.pattern()) : metric.defaultValue();
        if (sample == null || (matches && copy(rule, timed, instance, counted))) {
          continue;
        }
        Summary summary = Summary.of(sample, alarm.spec().statistic().isPercentile());
        samples.add(new Sample(instance, timed.time(), summary));
      }
    }
    return samples;
  }

  private static Instance instance(Alarm alarm, Rule rule, TimedEvent timed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String dimension : alarm.groupBy()) {
      FieldReference field = rule.metric().dimensions().get(dimension);
      String value = field == null ? null : field.read(timed.event(), rule.pattern());
      values.put(dimension, value == null || value.isEmpty() ? NONE : value);
    }
    return Instance.of(alarm, values);
  }

  private static boolean copy(Rule rule, TimedEvent timed, Instance instance, Set<String> counted) {
    EventId eventId = rule.deduplicate() ? eventId(timed) : null;
    long minute = Math.floorDiv(timed.time(), MINUTE);
    return eventId != null
        && !counted.add(
            minute + "\n" + eventId + "\n" + rule.name() + "\n" + instance.dimensions());
  }

  private static @Nullable EventId eventId(TimedEvent timed) {
    CloudTrailEvent record = CloudTrailEvent.of(timed.event());
    return record == null ? null : record.eventID();
  }

  /** What one event adds to one instance, whether that has a place or not. */
  private static final class Sample {
    private final Instance instance;
    private final long time;
    private final Summary summary;

    Sample(Instance instance, long time, Summary summary) {
      this.instance = instance;
      this.time = time;
      this.summary = summary;
    }
  }
}
