package dev.trailwatch.rulefile;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.ComparisonOperator;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.AlarmBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an alarm says about itself; the limits are those of PutMetricAlarm. */
final class AlarmReader {
  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;
  private static final int MOST_ACTIONS = 5;
  private static final long LONGEST_WAIT = 30L * DAY;
  private static final List<String> STATISTICS =
      List.of("Sum", "SampleCount", "Average", "Minimum", "Maximum");

  private final Findings findings;

  AlarmReader(Findings findings) {
    this.findings = findings;
  }

  /** How the alarm judges its metric; null if that cannot be said. */
  @Nullable AlarmSpec spec(Section section) {
    int before = findings.errors();
    AlarmSpec.Builder spec = AlarmSpec.builder();
    statistic(section, spec);
    int period = period(section);
    long n = orElse(section.whole("evaluation_periods", 1, 7 * DAY), 1);
    Long m = section.whole("datapoints_to_alarm", 1, 7 * DAY);
    if (m != null && m > n) {
      section.error(
          RuleFileCode.CONFLICT,
          "datapoints_to_alarm",
          "datapoints_to_alarm " + m + " is more than evaluation_periods " + n);
    }
    long longest = period < HOUR ? DAY : 7 * DAY;
    if (n * period > longest) {
      section.error(
          RuleFileCode.BAD_PERIOD,
          section.has("evaluation_periods") ? "evaluation_periods" : "period",
          n + " periods of " + period + " s are more than " + (longest == DAY ? "a day" : "7 days"),
          "CloudWatch looks back at most a day, and 7 days with periods of an hour or more");
    }
    Long range = section.whole("evaluation_range", 1, 14 * DAY);
    if (range != null && range < n) {
      section.error(
          RuleFileCode.CONFLICT,
          "evaluation_range",
          "evaluation_range " + range + " is less than evaluation_periods " + n);
    } else if (range != null && range * period > 2 * longest) {
      section.error(
          RuleFileCode.BAD_PERIOD,
          "evaluation_range",
          range
              + " periods of "
              + period
              + " s are a range of more than "
              + (longest == DAY ? "2 days" : "14 days"));
    }
    ComparisonOperator operator =
        section.choice(
            "comparison_operator", ComparisonOperator.values(), ComparisonOperator::awsName);
    MissingData missing =
        section.choice("treat_missing_data", MissingData.values(), MissingData::key);
    EvaluationWindow window =
        section.choice("evaluation_window", EvaluationWindow.values(), EvaluationWindow::key);
    Double threshold = section.number("threshold");
    if (findings.errors() != before) {
      return null;
    }
    spec.periodSeconds(period).evaluationPeriods((int) n);
    spec.datapointsToAlarm(m == null ? null : m.intValue());
    spec.evaluationRange(range == null ? 0 : range.intValue());
    spec.threshold(threshold == null ? 1 : threshold);
    if (operator != null) {
      spec.operator(operator);
    }
    if (missing != null) {
      spec.missingData(missing);
    }
    if (window != null) {
      spec.evaluationWindow(window);
    }
    return spec.build();
  }

  private void statistic(Section section, AlarmSpec.Builder spec) {
    Statistic plain =
        section.choice(
            "statistic",
            name -> STATISTICS.contains(name) ? Statistic.parse(name) : null,
            STATISTICS);
    Statistic extended =
        section.choice("extended_statistic", AlarmReader::percentile, List.of("p0 to p100"));
    if (section.has("statistic") && section.has("extended_statistic")) {
      section.error(
          RuleFileCode.CONFLICT, "extended_statistic", "statistic excludes extended_statistic");
    }
    if (plain != null) {
      spec.statistic(plain);
    } else if (extended != null) {
      spec.statistic(extended);
    }
    String low =
        section.choice(
            "evaluate_low_sample_count_percentiles",
            word -> word.equals("evaluate") || word.equals("ignore") ? word : null,
            List.of("evaluate", "ignore"));
    spec.lowSampleIgnore("ignore".equals(low));
  }

  private int period(Section section) {
    Long period = section.whole("period", 1, 7 * DAY);
    if (period == null) {
      return 300;
    }
    if (period == 10 || period == 20 || period == 30) {
      section.error(
          RuleFileCode.BAD_PERIOD,
          "period",
          "a period of " + period + " s, expected a multiple of 60",
          "log metrics have one-minute datapoints; 10, 20 and 30 s are for evaluate-alarm only");
      return 300;
    }
    if (period % 60 != 0) {
      section.error(
          RuleFileCode.BAD_PERIOD,
          "period",
          "a period of " + period + " s, expected a multiple of 60");
      return 300;
    }
    return period.intValue();
  }

  /** Reads whom the alarm tells and how often. */
  void actions(Section section, AlarmBuilder alarm) {
    alarm.alarmActions(topics(section, "alarm_actions"));
    alarm.okActions(topics(section, "ok_actions"));
    alarm.insufficientDataActions(topics(section, "insufficient_data_actions"));
    alarm.actionsEnabled(section.flag("actions_enabled", true));
    alarm.notifyInitialOk(section.flag("notify_initial_ok", false));
    alarm.renotifyAfterSeconds(orElse(section.whole("renotify_after", 0, LONGEST_WAIT), 0));
    alarm.cooldownSeconds(orElse(section.whole("cooldown", 0, LONGEST_WAIT), 0));
    alarm.maxSeries(orElse(section.whole("max_series", 1, 100_000_000), Alarm.DEFAULT_MAX_SERIES));
  }

  private List<String> topics(Section section, String key) {
    List<String> topics = new ArrayList<>();
    for (YamlNode item : section.items(key)) {
      if (!item.is(YamlNode.Kind.STRING)) {
        findings.add(
            item.error(
                RuleFileCode.WRONG_TYPE,
                "expected the name of a topic, found " + Shape.found(item)));
      } else if (Names.checkTopic(item, findings)) {
        if (topics.contains(item.text())) {
          findings.add(
              item.error(RuleFileCode.CONFLICT, "topic \"" + item.text() + "\" stands twice"));
        }
        topics.add(item.text());
      }
    }
    if (topics.size() > MOST_ACTIONS) {
      section.error(
          RuleFileCode.BAD_VALUE,
          key,
          "\"" + key + "\" has more than 5 topics, as many as CloudWatch takes");
    }
    return topics;
  }

  private static long orElse(@Nullable Long value, long otherwise) {
    return value == null ? otherwise : value;
  }

  private static @Nullable Statistic percentile(String name) {
    try {
      return name.startsWith("p") ? Statistic.parse(name) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
