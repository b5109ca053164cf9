package dev.trailwatch.lint;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an alarm can fire, can clear, and tells whom it names. */
final class AlarmCheck {
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  private final @Nullable Rule rule;
  private final Alarm alarm;
  private final AlarmSpec spec;
  private final DatapointRange range;
  private final boolean hasDefault;
  private final Warnings warnings;

  private AlarmCheck(
      @Nullable Rule rule, Alarm alarm, List<MetricTransformation> feeds, Warnings warnings) {
    this.rule = rule;
    this.alarm = alarm;
    this.spec = alarm.spec();
    this.range = DatapointRange.of(spec.statistic(), feeds);
    this.hasDefault = feeds.stream().anyMatch(feed -> feed.defaultValue() != null);
    this.warnings = warnings;
  }

  /**
   * Checks an alarm.
   *
   * @param rule the rule that declares it; null if it stands on its own
   * @param feeds what feeds the metric that it watches
   */
  static void run(
      @Nullable Rule rule, Alarm alarm, List<MetricTransformation> feeds, Warnings warnings) {
    AlarmCheck check = new AlarmCheck(rule, alarm, feeds, warnings);
    check.returnsToOk();
    check.period();
    check.threshold();
    check.actions();
  }

  private void tell(String key, Issue issue) {
    warnings.alarm(rule, alarm, key, issue);
  }

  private void returnsToOk() {
    if (!spec.operator().isUpward() || hasDefault) {
      return;
    }
    if (spec.missingData() == MissingData.MISSING) {
      tell(
          "treat_missing_data",
          Issue.warning(
                  LintCode.NEVER_OK,
                  "silence is missing data: after a match the alarm goes to INSUFFICIENT_DATA, and"
                      + " OK is never sent")
              .hint("set  treat_missing_data: notBreaching  (or the metric's default_value: 0)"));
    } else if (spec.missingData() == MissingData.IGNORE && range.allBreach(spec)) {
      tell(
          "treat_missing_data",
          Issue.warning(
                  LintCode.NEVER_OK,
                  "silence is ignored and every datapoint breaches: once in ALARM it stays there")
              .hint("set  treat_missing_data: notBreaching"));
    }
  }

  private void period() {
    int period = spec.periodSeconds();
    long hold = (long) period * spec.evaluationPeriods();
    boolean one = spec.datapoints() == 1 && spec.operator().isUpward() && range.allBreach(spec);
    if (one && hold >= HOUR && alarm.renotifyAfterSeconds() == 0) {
      boolean day = hold >= DAY;
      tell(
          period >= HOUR ? "period" : "evaluation_periods",
          Issue.of(
                  day ? Severity.WARNING : Severity.INFO,
                  LintCode.PERIOD,
                  spec.evaluationPeriods()
                      + " x "
                      + period
                      + " s with one datapoint: a single match holds ALARM for up to "
                      + duration(hold)
                      + ", and further ones are not told")
              .hint("use a period of 300 s, or set renotify_after"));
    }
    if (period == MINUTE) {
      tell(
          "period",
          Issue.of(
                  Severity.INFO,
                  LintCode.PERIOD,
                  "a period of 60 s: trails deliver in lumps of some minutes, for which"
                      + " CloudWatch's own alarms need 300 s or more; the engine goes by the"
                      + " events' own time")
              .hint("a threshold above 1 counts more of a burst with 300 s"));
    }
  }

  private static String duration(long seconds) {
    return seconds % DAY == 0
        ? (seconds == DAY ? "a day" : seconds / DAY + " days")
        : (seconds == HOUR ? "an hour" : seconds / HOUR + " hours");
  }

  private void threshold() {
    String said =
        spec.statistic().awsName()
            + " "
            + spec.operator().awsName()
            + " "
            + number(spec.threshold());
    if (range.noneBreaches(spec) && spec.missingData() != MissingData.BREACHING) {
      tell(
          "threshold",
          Issue.error(
                  LintCode.UNREACHABLE,
                  "no datapoint can breach: " + said + ", and the statistic is " + range)
              .hint("the alarm never fires; lower the threshold, or use statistic: Sum"));
    } else if (hasDefault && range.allBreach(spec)) {
      tell(
          "threshold",
          Issue.warning(
                  LintCode.ALWAYS_BREACHING,
                  "every datapoint breaches, that of default_value included: " + said)
              .hint("the alarm is always on; raise the threshold"));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private void actions() {
    boolean tellsSomebody =
        !alarm.alarmActions().isEmpty()
            || !alarm.okActions().isEmpty()
            || !alarm.insufficientDataActions().isEmpty();
    if (tellsSomebody && !alarm.actionsEnabled()) {
      idle("actions_enabled", "actions_enabled is false: no action of this alarm ever runs", "");
      return;
    }
    if (!alarm.insufficientDataActions().isEmpty() && spec.missingData() != MissingData.MISSING) {
      idle(
          "insufficient_data_actions",
          "insufficient_data_actions never run: with treat_missing_data "
              + spec.missingData().key()
              + " the alarm never goes to INSUFFICIENT_DATA",
          "leave them out, or set  treat_missing_data: missing");
    }
    boolean quiet =
        spec.missingData() == MissingData.MISSING || spec.missingData() == MissingData.IGNORE;
    boolean breaching =
        spec.missingData() == MissingData.BREACHING && !hasDefault && spec.operator().isUpward();
    if (!alarm.okActions().isEmpty() && (quiet || breaching) && range.allBreach(spec)) {
      idle(
          "ok_actions",
          "ok_actions never run: every datapoint breaches and silence does not lead to OK",
          "set  treat_missing_data: notBreaching");
    }
  }

  private void idle(String key, String message, String hint) {
    Issue issue = Issue.warning(LintCode.IDLE_ACTION, message);
    tell(key, hint.isEmpty() ? issue : issue.hint(hint));
  }
}
