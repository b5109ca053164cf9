package dev.trailwatch.report;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is known of one alarm after a replay, over all of its instances. */
final class AlarmFindings {
  private final Alarm alarm;
  private final EvidenceCollector evidence = new EvidenceCollector();
  private final TreeMap<Long, Long> events = new TreeMap<>();
  private final List<Story> stories = new ArrayList<>();
  private final Tuning tuning;
  private final @Nullable Noise noise;
  private int instances;
  private long periods;
  private long breaching;
  private double highest = Double.NEGATIVE_INFINITY;

  AlarmFindings(Alarm alarm, List<Rule> feeding, long start) {
    this.alarm = alarm;
    boolean grouped = !alarm.groupBy().isEmpty();
    this.tuning = new Tuning(alarm.spec(), grouped, start);
    MetricTransformation metric = feeding.size() == 1 ? feeding.get(0).metric() : null;
    boolean counts = metric != null && metric.reference() == null && metric.defaultValue() == null;
    this.noise =
        metric != null && counts
            ? new Noise(metric.literal(), new AlarmCount(alarm.spec(), grouped, start))
            : null;
  }

  void add(InstanceHistory instance) {
    instances++;
    for (MinuteSum minute : instance.minutes()) {
      events.merge(minute.start(), minute.events(), Long::sum);
    }
    Evidence all = instance.evidence();
    evidence.add(all);
    NavigableMap<Long, Summary> sums = instance.sums();
    addPeriods(sums);
    tuning.add(sums);
    if (noise != null && !all.isTruncated()) {
      noise.add(instance, all);
    }
    for (AlarmSpan span : instance.spans()) {
      stories.add(story(instance, span, sums));
    }
  }

  private void addPeriods(NavigableMap<Long, Summary> sums) {
    TreeMap<Long, Summary> whole = new TreeMap<>();
    sums.forEach(
        (minute, sum) -> whole.merge(alarm.spec().period().start(minute), sum, Summary::merge));
    periods += whole.size();
    for (Summary sum : whole.values()) {
      double value = value(sum);
      highest = Math.max(highest, value);
      breaching += alarm.spec().breaches(value) ? 1 : 0;
    }
  }

  private Story story(InstanceHistory instance, AlarmSpan span, NavigableMap<Long, Summary> sums) {
    AlarmSpec spec = alarm.spec();
    long reach = spec.evaluationPeriods() * spec.period().millis();
    // the evidence of the whole stay: what went before the ALARM, and what kept it up
    long from = span.from() - reach;
    long to = span.to() == AlarmSpan.OPEN ? Long.MAX_VALUE : span.to();
    EvidenceCollector behind = new EvidenceCollector();
    for (MinuteSum minute : instance.minutes(from, to)) {
      behind.add(minute.evidence());
    }
    return new Story(
        alarm, span, crossing(span, sums), peak(span, from, to, sums), behind.evidence());
  }

  /** The minute in which the threshold was crossed; the ALARM's own moment where none can be. */
  private long crossing(AlarmSpan span, NavigableMap<Long, Summary> sums) {
    AlarmSpec spec = alarm.spec();
    boolean grows =
        spec.statistic().equals(Statistic.SUM) || spec.statistic().equals(Statistic.SAMPLE_COUNT);
    if (grows && spec.operator().isUpward()) {
      Summary sum = null;
      long start = span.from() - spec.period().millis();
      for (Map.Entry<Long, Summary> minute : sums.subMap(start, span.from()).entrySet()) {
        sum = sum == null ? minute.getValue() : sum.merge(minute.getValue());
        if (spec.breaches(value(sum))) {
          return minute.getKey();
        }
      }
    }
    return span.from();
  }

  /** The value farthest beyond the threshold while the ALARM lasted. */
  private double peak(AlarmSpan span, long from, long to, NavigableMap<Long, Summary> sums) {
    long millis = alarm.spec().period().millis();
    TreeMap<Long, Summary> whole = new TreeMap<>();
    sums.subMap(from, to)
        .forEach(
            (start, sum) ->
                whole.merge(Math.floorDiv(start - span.from(), millis), sum, Summary::merge));
    double peak = Double.NaN;
    for (Summary period : whole.values()) {
      double value = value(period);
      boolean farther = alarm.spec().operator().isUpward() ? value > peak : value < peak;
      peak = farther || Double.isNaN(peak) ? value : peak;
    }
    return peak;
  }

  private double value(Summary sum) {
    return alarm.spec().statistic().of(sum);
  }

  Alarm alarm() {
    return alarm;
  }

  /** How many instances had any sample. */
  int instances() {
    return instances;
  }

  /** Every ALARM, instance by instance. */
  List<Story> stories() {
    return Collections.unmodifiableList(stories);
  }

  /** The matching events. */
  Evidence evidence() {
    return evidence.evidence();
  }

  /** How many events matched. */
  long matched() {
    return evidence.count();
  }

  /** How many matched by minute. */
  NavigableMap<Long, Long> events() {
    return Collections.unmodifiableNavigableMap(events);
  }

  /** How many periods have a sample. */
  long periods() {
    return periods;
  }

  /** How many of these breach the threshold. */
  long breaching() {
    return breaching;
  }

  /** The highest value of any period; negative infinity without a sample. */
  double highest() {
    return highest;
  }

  Tuning tuning() {
    return tuning;
  }

  /** Who makes the matches; empty where the metric is more than a count. */
  List<Noise.Source> noisiest(int most) {
    return noise == null ? List.of() : noise.worst(most);
  }
}
