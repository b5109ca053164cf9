package dev.trailwatch.report;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.ComparisonOperator;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How many ALARMs there would have been at other thresholds and in other periods. */
final class Tuning {
  private static final int[] FACTORS = {1, 2, 3, 5, 10, 20, 50};

  private final AlarmSpec spec;
  private final List<Double> thresholds;
  private final List<Integer> periods;
  private final @Nullable AlarmCount[][] counters;
  private final int[][] alarms;

  /** The alarm with the lowest threshold; null where CloudWatch has no such alarm. */
  private final @Nullable AlarmSpec lowest;

  Tuning(AlarmSpec spec, boolean grouped, long start) {
    this.spec = spec;
    this.thresholds = thresholds(spec);
    TreeSet<Integer> lengths = new TreeSet<>(List.of(60, 300, 900, 3600));
    lengths.add(spec.periodSeconds());
    this.periods = new ArrayList<>(lengths);
    this.counters = new @Nullable AlarmCount[periods.size()][thresholds.size()];
    this.alarms = new int[periods.size()][thresholds.size()];
    this.lowest = with(spec, spec.periodSeconds(), thresholds.get(0));
    for (int p = 0; p < periods.size(); p++) {
      for (int t = 0; t < thresholds.size(); t++) {
        AlarmSpec other = with(spec, periods.get(p), thresholds.get(t));
        counters[p][t] = other == null ? null : new AlarmCount(other, grouped, start);
      }
    }
  }

  void add(NavigableMap<Long, Summary> minutes) {
    boolean rises = spec.operator().isUpward() && spec.missingData() != MissingData.BREACHING;
    if (rises && staysBelow(minutes)) {
      return;
    }
    for (int p = 0; p < alarms.length; p++) {
      for (int t = 0; t < alarms[p].length; t++) {
        AlarmCount counter = counters[p][t];
        int more = counter == null ? 0 : counter.over(minutes);
        alarms[p][t] += more;
        if (more == 0 && rises && counter != null) {
          // what a threshold lets pass, a higher one does
          break;
        }
      }
    }
  }

  /** Whether no period of any length can breach even the lowest threshold. */
  private boolean staysBelow(NavigableMap<Long, Summary> minutes) {
    if (lowest == null || minutes.isEmpty()) {
      return false;
    }
    Summary all = null;
    for (Summary minute : minutes.values()) {
      all = all == null ? minute : all.merge(minute);
    }
    if (all == null || (spec.statistic().equals(Statistic.SUM) && all.minimum() < 0)) {
      return false;
    }
    boolean adds =
        spec.statistic().equals(Statistic.SUM) || spec.statistic().equals(Statistic.SAMPLE_COUNT);
    return !lowest.breaches(adds ? spec.statistic().of(all) : all.maximum());
  }

  List<Double> thresholds() {
    return thresholds;
  }

  List<Integer> periods() {
    return periods;
  }

  /** The number of ALARMs; -1 where CloudWatch has no such alarm. */
  int alarms(int period, int threshold) {
    return counters[period][threshold] == null ? -1 : alarms[period][threshold];
  }

  boolean isPresent(int period, int threshold) {
    return periods.get(period) == spec.periodSeconds()
        && thresholds.get(threshold) == spec.threshold();
  }

  /** The present threshold, half of it, and its multiples; of whole numbers whole ones. */
  private static List<Double> thresholds(AlarmSpec spec) {
    double present = spec.threshold();
    TreeSet<Double> all = new TreeSet<>();
    all.add(present);
    // "more than 5" is "at least 6": its multiples are 12 and 18
    boolean above = spec.operator() == ComparisonOperator.GREATER_THAN;
    double base = above && present == Math.rint(present) ? present + 1 : present;
    double offset = base - present;
    for (int factor : FACTORS) {
      all.add(base * factor - offset);
    }
    double half = base == Math.rint(base) ? Math.ceil(base / 2) : base / 2;
    all.add(half - offset);
    return new ArrayList<>(all);
  }

  private static @Nullable AlarmSpec with(AlarmSpec spec, int period, double threshold) {
    try {
      return AlarmSpec.builder()
          .statistic(spec.statistic())
          .periodSeconds(period)
          .evaluationPeriods(spec.evaluationPeriods())
          .datapointsToAlarm(spec.datapointsToAlarm())
          .evaluationRange(spec.evaluationRange())
          .operator(spec.operator())
          .threshold(threshold)
          .missingData(spec.missingData())
          .lowSampleIgnore(spec.lowSampleIgnore())
          .evaluationWindow(spec.evaluationWindow())
          .build();
    } catch (IllegalArgumentException e) {
      // an alarm can't look back that far
      return null;
    }
  }
}
