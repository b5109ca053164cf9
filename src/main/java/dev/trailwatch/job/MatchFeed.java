package dev.trailwatch.job;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.matcher.PayloadMatches;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.pattern.ValueReference;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.CompiledRuleSet;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rules that hold for an event into samples of the alarms that watch their metrics.
 *
 * <p>After the User Guide's "Creating metrics from log events using filters": one sample a matching
 * event; a metric's default value is one sample for each event that doesn't match. Two rules that
 * feed one metric and match one event emit two samples.
 */
final class MatchFeed {
  /** The instance of events that lack a grouped field: they belong to it, never to nobody. */
  static final String NONE = "(none)";

  private static final String[] NO_VALUES = {};

  private final EventClock clock;
  private final SampleSums sums;
  private final JobMetrics metrics;
  private final RuleCounters perRule;
  private final Map<Misses, long[]> misses = new HashMap<>();

  /** How often the present event has been counted in each instance that several rules feed. */
  private final Map<String, Integer> fed = new HashMap<>();

  private final boolean everyTime;
  private final JobOptions options;
  private final @Nullable EventProfile profile;
  private int[] found = {};
  private long earliest = Long.MAX_VALUE;

  /**
   * A feed.
   *
   * @param profile learns when how many events came; null unless asked for
   */
  MatchFeed(
      JobOptions options, SampleSums sums, @Nullable EventProfile profile, JobMetrics metrics) {
    this.clock = new EventClock(options.eventTime());
    this.sums = sums;
    this.metrics = metrics;
    this.perRule = new RuleCounters(options.ruleMetrics(), metrics.group());
    this.everyTime = options.bounded();
    this.options = options;
    this.profile = profile;
  }

  /**
   * Takes the events of a record.
   *
   * @param events what the matcher of the set found
   * @param arrival when the record arrived
   * @param setNumber the number of the set in force then
   */
  void take(PayloadMatches events, long arrival, long setNumber, CompiledRuleSet set) {
    if (found.length < set.size()) {
      found = new int[set.size()];
    }
    metrics.eventsIn.inc(events.eventCount());
    int next = 0;
    int passed = 0;
    for (int event = 0; event < events.eventCount(); event++) {
      boolean matches = next < events.matchingCount() && events.matchingEvent(next) == event;
      if (!matches && !everyTime && !set.hasDefaults()) {
        passed++;
        continue;
      }
      long time = clock.claimed(events.eventTime(event), events.timestamp(event), arrival);
      // an archive's files may be dated anyhow: what they were copied or unpacked with
      boolean future = !options.bounded() && EventClock.future(time, arrival);
      time = future ? arrival : time;
      if (!options.takes(time)) {
        next += matches ? 1 : 0;
        metrics.eventsIn.dec();
        metrics.eventsOutside.inc();
        continue;
      }
      earliest = Math.min(earliest, time);
      int count = 0;
      if (matches) {
        LogEvent logEvent = events.event(event);
        count = counting(set, events, next, logEvent);
        next++;
        if (count > 0) {
          metrics.futureEvents.inc(future ? 1 : 0);
          sample(logEvent, time, setNumber, set, count);
        }
      }
      if (profile != null) {
        profile.add(time, count > 0);
      }
      passed += count == 0 ? 1 : 0;
      if (set.hasDefaults()) {
        countMisses(set, setNumber, minute(time), count);
      }
    }
    metrics.eventsUnmatched.inc(passed);
  }

  /** Lists the rules that count an event whose pattern they match: no exception takes it out. */
  private int counting(CompiledRuleSet set, PayloadMatches events, int place, LogEvent event) {
    int count = 0;
    for (int i = 0; i < events.patternCount(place); i++) {
      int rule = events.pattern(place, i);
      if (!set.rule(rule).excepted(event)) {
        found[count++] = rule;
      }
    }
    return count;
  }

  /** Adds what an event adds to the metrics of the rules that were found. */
  private void sample(LogEvent event, long time, long setNumber, CompiledRuleSet set, int count) {
    sums.begin(event, time, setNumber);
    fed.clear();
    boolean rejected = false;
    boolean sampled = false;
    boolean profiled = profile == null;
    for (int i = 0; i < count; i++) {
      perRule.count(set, found[i]);
      Rule rule = set.rule(found[i]);
      List<Alarm> alarms = set.alarms(found[i]);
      Double value = rule.metric().sample(event, rule.pattern());
      if (value == null) {
        rejected |= negative(rule, event);
        continue;
      }
      sampled = true;
      if (!profiled && !alarms.isEmpty()) {
        sums.profile();
        profiled = true;
      }
      boolean counted = true;
      boolean shared = count > 1 && set.sharesMetric(found[i]);
      for (int a = 0; a < alarms.size(); a++) {
        Alarm alarm = alarms.get(a);
        String[] values = values(alarm, rule, event);
        // each rule emits a sample of its own; of the event itself there is evidence once
        int before = shared ? fed.merge(alarm.seriesAddress(values), 1, Integer::sum) - 1 : 0;
        counted &= sums.add(alarm, values, value, rule.deduplicate(), before, a == 0);
      }
      if (!counted) {
        metrics.duplicateEvents.inc();
      }
    }
    if (rejected && !sampled) {
      metrics.eventsRejected.inc();
    } else {
      metrics.eventsMatched.inc();
    }
  }

  /** Sends the default values of the events that did not match since the last flush. */
  void flush() {
    misses.forEach(
        (where, number) -> {
          MetricTransformation metric = where.set.rule(where.rule).metric();
          Double value = metric.defaultValue();
          if (value != null) {
            for (Alarm alarm : where.set.alarms(where.rule)) {
              Summary samples =
                  Summary.of(value, number[0], alarm.spec().statistic().isPercentile());
              sums.addSamples(alarm, where.minute, where.setNumber, samples);
            }
          }
        });
    misses.clear();
  }

  /** Events have been seen before, the earliest of them then. */
  void startedAt(long time) {
    earliest = Math.min(earliest, time);
  }

  /** The earliest event time seen; {@link Long#MAX_VALUE} if none. */
  long earliest() {
    return earliest;
  }

  private void countMisses(CompiledRuleSet set, long setNumber, long minute, int count) {
    for (int rule : set.withDefault()) {
      boolean matched = false;
      for (int i = 0; i < count && !matched; i++) {
        matched = found[i] == rule;
      }
      if (!matched) {
        misses.computeIfAbsent(new Misses(set, setNumber, rule, minute), key -> new long[1])[0]++;
      }
    }
  }

  private static long minute(long time) {
    return Math.floorDiv(time, MinuteTable.MINUTE) * MinuteTable.MINUTE;
  }

  /** A sample that {@code value_non_negative} refuses: it would make early alarms uncertain. */
  private static boolean negative(Rule rule, LogEvent event) {
    ValueReference reference = rule.metric().reference();
    Double number = reference == null ? null : reference.number(event, rule.pattern());
    return rule.valueNonNegative() && number != null && number < 0;
  }

  private static String[] values(Alarm alarm, Rule rule, LogEvent event) {
    List<String> groupBy = alarm.groupBy();
    if (groupBy.isEmpty()) {
      return NO_VALUES;
    }
    String[] values = new String[groupBy.size()];
    for (int i = 0; i < values.length; i++) {
      FieldReference field = rule.metric().dimensions().get(groupBy.get(i));
      String value = field == null ? null : field.read(event, rule.pattern());
      values[i] = value == null || value.isEmpty() ? NONE : value;
    }
    return values;
  }

  private static final class Misses {
    private final CompiledRuleSet set;
    private final long setNumber;
    private final int rule;
    private final long minute;

    Misses(CompiledRuleSet set, long setNumber, int rule, long minute) {
      this.set = set;
      this.setNumber = setNumber;
      this.rule = rule;
      this.minute = minute;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Misses)) {
        return false;
      }
      Misses that = (Misses) other;
      return setNumber == that.setNumber && rule == that.rule && minute == that.minute;
    }

    @Override
    public int hashCode() {
      return (Long.hashCode(setNumber) * 31 + rule) * 31 + Long.hashCode(minute);
    }
  }
}
