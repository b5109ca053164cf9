package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.ComparisonOperator;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.metric.Statistic;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** An alarm made by chance, over all statistics, operators, windows and ways with missing data. */
record GeneratedAlarm(
    String name,
    AlarmSpec spec,
    boolean grouped,
    Value value,
    Double defaultValue,
    boolean deduplicate,
    int maxSeries,
    int renotifyAfter,
    int cooldown,
    long mutedUntil,
    boolean notifyInitialOk) {

  /** What a match adds. */
  enum Value {
    ONE,
    SIZE,
    SIZE_NEVER_NEGATIVE
  }

  private static final List<Value> VALUES = List.of(Value.values());
  private static final List<String> STATISTICS =
      List.of("Sum", "Sum", "Sum", "SampleCount", "Maximum", "Average", "Minimum", "p50", "p90");
  private static final List<ComparisonOperator> OPERATORS =
      List.of(
          ComparisonOperator.GREATER_THAN,
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO,
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO,
          ComparisonOperator.LESS_THAN,
          ComparisonOperator.LESS_THAN_OR_EQUAL_TO);
  private static final double[] THRESHOLDS = {0, 0.5, 1, 1, 2, 2, 3, 4};

  static GeneratedAlarm random(String name, Random random) {
    boolean grouped = random.nextInt(3) == 0;
    Value value = VALUES.get(random.nextInt(3));
    boolean otherwise = !grouped && random.nextInt(4) == 0;
    return new GeneratedAlarm(
        name,
        spec(random, grouped),
        grouped,
        value,
        otherwise ? (Double) (random.nextInt(3) / 2.0) : null,
        random.nextInt(4) > 0,
        grouped && random.nextInt(2) == 0 ? 1 + random.nextInt(4) : 1_000_000,
        random.nextInt(4) == 0 ? 60 * (1 + random.nextInt(20)) : 0,
        random.nextInt(4) == 0 ? 60 * (1 + random.nextInt(30)) : 0,
        random.nextInt(6) == 0
            ? GeneratedTimeline.START + 1000L * random.nextInt(3600)
            : Long.MIN_VALUE,
        random.nextInt(4) == 0);
  }

  private static AlarmSpec spec(Random random, boolean grouped) {
    int n = 1 + random.nextInt(4);
    Statistic statistic = Statistic.parse(STATISTICS.get(random.nextInt(STATISTICS.size())));
    MissingData missing =
        grouped
            ? List.of(MissingData.MISSING, MissingData.NOT_BREACHING).get(random.nextInt(2))
            : List.of(MissingData.values()).get(random.nextInt(4));
    return AlarmSpec.builder()
        .statistic(statistic)
        .periodSeconds(60 * List.of(1, 1, 2, 5).get(random.nextInt(4)))
        .evaluationPeriods(n)
        .datapointsToAlarm(random.nextBoolean() ? (Integer) (1 + random.nextInt(n)) : null)
        .evaluationRange(random.nextInt(3) == 0 ? n + random.nextInt(3) : 0)
        .operator(OPERATORS.get(random.nextInt(OPERATORS.size())))
        .threshold(THRESHOLDS[random.nextInt(THRESHOLDS.length)])
        .missingData(missing)
        .lowSampleIgnore(statistic.isPercentile() && random.nextInt(3) == 0)
        .evaluationWindow(
            random.nextInt(4) == 0 ? EvaluationWindow.SLIDING : EvaluationWindow.WALL_CLOCK)
        .build();
  }

  /** The same alarm, judged differently: its state is kept. */
  GeneratedAlarm changed(Random random) {
    AlarmSpec other = spec(random, grouped);
    AlarmSpec spec =
        AlarmSpec.builder()
            .statistic(this.spec.statistic())
            .periodSeconds(this.spec.periodSeconds())
            .evaluationWindow(this.spec.evaluationWindow())
            .evaluationPeriods(other.evaluationPeriods())
            .datapointsToAlarm(other.datapointsToAlarm())
            .evaluationRange(other.evaluationRange())
            .operator(other.operator())
            .threshold(other.threshold())
            .missingData(grouped ? this.spec.missingData() : other.missingData())
            .lowSampleIgnore(this.spec.lowSampleIgnore())
            .build();
    return new GeneratedAlarm(
        name,
        spec,
        grouped,
        value,
        defaultValue,
        deduplicate,
        maxSeries,
        renotifyAfter,
        cooldown,
        mutedUntil,
        notifyInitialOk);
  }

  /** The same alarm with room for all its series. */
  GeneratedAlarm withoutBound() {
    return new GeneratedAlarm(
        name,
        spec,
        grouped,
        value,
        defaultValue,
        deduplicate,
        1_000_000,
        renotifyAfter,
        cooldown,
        mutedUntil,
        notifyInitialOk);
  }

  /** The same alarm on a metric without a default value. */
  GeneratedAlarm withoutDefault() {
    return new GeneratedAlarm(
        name,
        spec,
        grouped,
        value,
        null,
        deduplicate,
        maxSeries,
        renotifyAfter,
        cooldown,
        mutedUntil,
        notifyInitialOk);
  }

  /** Whether a Sum of its samples can only grow. */
  boolean monotone() {
    return value != Value.SIZE && (defaultValue == null || defaultValue >= 0);
  }

  /** What an event of a size adds; null for nothing. */
  Double sample(double size) {
    if (value == Value.ONE) {
      return 1.0;
    }
    return value == Value.SIZE || size >= 0 ? (Double) size : null;
  }

  /**
   * The rule as a user would write it.
   *
   * @param hit the kind of event that matches
   */
  private String yaml(String hit) {
    StringBuilder metric = new StringBuilder("name: ").append(name);
    metric.append(value == Value.ONE ? ", value: 1" : ", value: $.size");
    if (value == Value.SIZE_NEVER_NEGATIVE) {
      metric.append(", value_non_negative: true");
    }
    if (defaultValue != null) {
      metric.append(", default_value: ").append(defaultValue);
    }
    if (grouped) {
      metric.append(", dimensions: {Who: $.who}");
    }
    StringBuilder alarm = new StringBuilder();
    String statistic = spec.statistic().awsName();
    alarm.append(spec.statistic().isPercentile() ? "extended_statistic: " : "statistic: ");
    alarm.append(statistic).append(", period: ").append(spec.periodSeconds());
    alarm.append(", evaluation_periods: ").append(spec.evaluationPeriods());
    if (spec.datapointsToAlarm() != null) {
      alarm.append(", datapoints_to_alarm: ").append(spec.datapointsToAlarm());
    }
    alarm.append(", evaluation_range: ").append(spec.evaluationRange());
    alarm.append(", comparison_operator: ").append(spec.operator().awsName());
    alarm.append(", threshold: ").append(spec.threshold());
    alarm.append(", treat_missing_data: ").append(spec.missingData().key());
    alarm.append(", evaluation_window: ").append(spec.evaluationWindow().key());
    if (spec.lowSampleIgnore()) {
      alarm.append(", evaluate_low_sample_count_percentiles: ignore");
    }
    if (grouped) {
      alarm.append(", group_by: [Who], max_series: ").append(maxSeries);
    }
    alarm.append(", renotify_after: ").append(renotifyAfter);
    alarm.append(", cooldown: ").append(cooldown);
    alarm.append(", notify_initial_ok: ").append(notifyInitialOk);
    alarm.append(", alarm_actions: [a], ok_actions: [a], insufficient_data_actions: [a]");
    return "  - name: %s\n".formatted(name)
        + "    pattern: '{ $.t = \"%s\" && $.kind = \"%s\" }'\n".formatted(name, hit)
        + "    deduplicate: %s\n".formatted(deduplicate)
        + "    metric: {%s}\n".formatted(metric)
        + "    alarm: {%s}\n".formatted(alarm);
  }

  /** The file that declares alarms, and mutes some of them. */
  static String file(List<GeneratedAlarm> alarms, String hit) {
    StringBuilder rules = new StringBuilder("version: 1\nrules:\n");
    StringBuilder mutes = new StringBuilder();
    for (GeneratedAlarm alarm : alarms) {
      rules.append(alarm.yaml(hit));
      if (alarm.mutedUntil != Long.MIN_VALUE) {
        mutes.append(
            "  - {rules: [%s], mute: {until: %s, reason: a test}}\n"
                .formatted(alarm.name, Instant.ofEpochMilli(alarm.mutedUntil)));
      }
    }
    return rules + (mutes.length() == 0 ? "" : "overrides:\n" + mutes);
  }
}
