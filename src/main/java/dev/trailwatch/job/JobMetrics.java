package dev.trailwatch.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The job's counters, in the group that Managed Flink hands on to CloudWatch.
 *
 * <p>They are identities, not hints: {@code recordsIn = recordsDecoded + recordsControl +
 * recordsUndecodable}, {@code eventsIn = eventsMatched + eventsUnmatched + eventsRejected}.
 */
final class JobMetrics {
  final Counter recordsIn;
  final Counter recordsDecoded;
  final Counter recordsControl;
  final Counter recordsUndecodable;
  final Counter eventsIn;
  final Counter eventsMatched;
  final Counter eventsUnmatched;
  final Counter eventsRejected;
  final Counter eventsOutside;
  final Counter futureEvents;
  final Counter lateEvents;
  final Counter tooLateEvents;
  final Counter orphanEvents;
  final Counter duplicateEvents;
  final Counter uncheckedEvents;
  final Counter eventsBeyondBound;
  final Counter ruleSetLate;
  final Counter transitions;
  final Counter alarms;

  private final MetricGroup group;
  private final Map<String, Counter> counters = new LinkedHashMap<>();

  JobMetrics(MetricGroup operator) {
    group = operator.addGroup("kinesisanalytics");
    recordsIn = counter("recordsIn");
    recordsDecoded = counter("recordsDecoded");
    recordsControl = counter("recordsControl");
    recordsUndecodable = counter("recordsUndecodable");
    eventsIn = counter("eventsIn");
    eventsMatched = counter("eventsMatched");
    eventsUnmatched = counter("eventsUnmatched");
    eventsRejected = counter("eventsRejected");
    eventsOutside = counter("eventsOutside");
    futureEvents = counter("futureEvents");
    lateEvents = counter("lateEvents");
    tooLateEvents = counter("tooLateEvents");
    orphanEvents = counter("orphanEvents");
    duplicateEvents = counter("duplicateEvents");
    uncheckedEvents = counter("uncheckedEvents");
    eventsBeyondBound = counter("eventsBeyondBound");
    ruleSetLate = counter("ruleSetLate");
    transitions = counter("transitions");
    alarms = counter("alarms");
  }

  MetricGroup group() {
    return group;
  }

  /** Hands the counts on as accumulators, which outlive the job that counted. */
  void publish(RuntimeContext context) {
    counters.forEach((name, counter) -> context.getLongCounter(name).add(counter.getCount()));
  }

  /** All counts by name. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
    return counts;
  }

  /** Adds what was counted before; names that nothing counts are left aside. */
  void add(Map<String, Long> counts) {
    counters.forEach((name, counter) -> counter.inc(counts.getOrDefault(name, 0L)));
  }

  private Counter counter(String name) {
    Counter counter = group.counter(name);
    counters.put(name, counter);
    return counter;
  }
}
