package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.notification.AlarmConfiguration;
import dev.trailwatch.notification.Notification;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.SeriesBound;
import java.util.List;
import java.util.Map;

/** The engine's own alarm, to {@code topic.health}, while a grouped alarm is at its bound. */
final class BoundNotice {
  /** The topic's name, as in {@code topic.health}. */
  static final String TOPIC = "health";

  private static final String NAME = "trailwatch-max-series";
  private static final String ADVICE =
      "Raise max_series, or group by something that nobody can choose at will. Until then what is"
          + " beyond the bound is counted and alarmed together, as the instance "
          + SeriesBound.OTHER
          + ", whose evidence names the principals.";

  private BoundNotice() {}

  /**
   * The notification.
   *
   * @param alarm the grouped alarm that is at its bound, or has just left it
   * @param state ALARM at the bound, OK below it
   * @param updated since when the alarm is configured as it is, epoch milliseconds
   * @param version the rule set's fingerprint
   */
  static Notification of(Alarm alarm, AlarmState state, long moment, long updated, String version) {
    AlarmSpec spec =
        AlarmSpec.builder()
            .statistic(Statistic.MAXIMUM)
            .periodSeconds(alarm.spec().periodSeconds())
            .threshold((double) alarm.maxSeries())
            .build();
    List<String> topics = List.of(TOPIC);
    AlarmConfiguration configuration =
        AlarmConfiguration.builder(NAME, spec)
            .id(NAME + "/" + alarm.id())
            .description(ADVICE)
            .rule(alarm.ruleName())
            .severity("high")
            .metric("Trailwatch", "LiveSeries", null)
            .actions(topics, topics, List.of())
            .updated(updated)
            .ruleSetVersion(version)
            .build();
    AlarmState before = state == AlarmState.ALARM ? AlarmState.OK : AlarmState.ALARM;
    return Notification.builder(configuration)
        .dimensions(Map.of("Alarm", alarm.name()))
        .transition(before, state, reason(alarm, state))
        .times(moment, moment)
        .evidence(Evidence.none())
        .build();
  }

  private static String reason(Alarm alarm, AlarmState state) {
    String bound = "its bound of " + alarm.maxSeries() + " live series (max_series)";
    return state == AlarmState.ALARM
        ? "Alarm \"" + alarm.name() + "\" has reached " + bound + "; others are judged together."
        : "Alarm \"" + alarm.name() + "\" is below " + bound + " again.";
  }
}
