package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.Tally;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Who makes an alarm's matches, and how many ALARMs an exception for them would take away. */
final class Noise {
  private static final int CANDIDATES = 3;
  private static final int LONGEST_VALUE = 200;

  private static final String CALL = "$.eventName";
  private static final List<String> FIELDS = List.of("@principal", "$.sourceIPAddress", CALL);

  private final double value;
  private final AlarmCount counter;
  private long matched;
  private final Map<String, Source> sources = new TreeMap<>();

  /** One field's value, and what it did. */
  static final class Source {
    private final String field;
    private final String value;
    private long events;
    private int alarms;

    private Source(String field, String value) {
      this.field = field;
      this.value = value;
    }

    /** The field, as an exception of a rule file names it. */
    String field() {
      return field;
    }

    String value() {
      return value;
    }

    /** How many of the matches it made. */
    long events() {
      return events;
    }

    /** How many ALARMs there would not have been without it. */
    int alarms() {
      return alarms;
    }
  }

  /**
   * The noise of an alarm.
   *
   * @param value what each of its events adds to the metric
   */
  Noise(double value, AlarmCount counter) {
    this.value = value;
    this.counter = counter;
  }

  /** Takes in an instance; one that has no ALARM has nothing to lose. */
  void add(InstanceHistory instance, Evidence all) {
    if (instance.spans().isEmpty()) {
      return;
    }
    matched += all.count();
    int present = counter.over(instance.sums());
    add(FIELDS.get(0), instance, all.principals(), Evidence::principals, present);
    add(FIELDS.get(1), instance, all.sourceIPs(), Evidence::sourceIPs, present);
    add(CALL, instance, all.eventNames(), Evidence::eventNames, present);
  }

  /** The sources whose absence would have spared ALARMs, the most first. */
  List<Source> worst(int most) {
    List<Source> worst = new ArrayList<>(sources.values());
    // to except a rule's only call is to have no rule
    worst.removeIf(
        source -> source.alarms <= 0 || (source.field.equals(CALL) && source.events >= matched));
    worst.sort(
        Comparator.comparingInt((Source source) -> -source.alarms)
            .thenComparing(source -> FIELDS.indexOf(source.field))
            .thenComparingLong(source -> source.events)
            .thenComparing(Source::value));
    return worst.subList(0, Math.min(most, worst.size()));
  }

  private void add(
      String field,
      InstanceHistory instance,
      List<Tally> tallies,
      Function<Evidence, List<Tally>> kind,
      int present) {
    for (Tally tally : tallies.subList(0, Math.min(CANDIDATES, tallies.size()))) {
      String name = tally.value();
      // a value that was cut or could be read as a wildcard would except something else
      if (name.length() <= LONGEST_VALUE && name.indexOf('*') < 0) {
        int left = counter.over(without(name, instance, kind));
        Source source =
            sources.computeIfAbsent(field + '\u0001' + name, key -> new Source(field, name));
        source.events += tally.count();
        source.alarms += present - left;
      }
    }
  }

  private NavigableMap<Long, Summary> without(
      String name, InstanceHistory instance, Function<Evidence, List<Tally>> kind) {
    TreeMap<Long, Summary> left = new TreeMap<>();
    for (MinuteSum minute : instance.minutes()) {
      long events = minute.summary().sampleCount();
      for (Tally tally : kind.apply(minute.evidence())) {
        if (tally.value().equals(name)) {
          events -= tally.count();
        }
      }
      if (events > 0) {
        left.put(minute.start(), Summary.of(value, events, minute.summary().keepsDistribution()));
      }
    }
    return left;
  }
}
