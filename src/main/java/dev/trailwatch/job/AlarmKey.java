package dev.trailwatch.job;

import dev.trailwatch.rule.Alarm;
import java.util.Arrays;

/** The address of one alarm instance: an alarm, and the values that it is grouped by. */
final class AlarmKey {
  private static final char SEPARATOR = '\u0001';

  private final String key;
  private final String alarmId;
  private final String[] values;
  private final boolean keepsDistribution;

  private AlarmKey(String key, String alarmId, String[] values, boolean keepsDistribution) {
    this.key = key;
    this.alarmId = alarmId;
    this.values = values;
    this.keepsDistribution = keepsDistribution;
  }

  /** The instance of an alarm for some values; an alarm without {@code group_by} has none. */
  static AlarmKey of(Alarm alarm, String... values) {
    StringBuilder key = new StringBuilder(alarm.id());
    for (String value : values) {
      key.append(SEPARATOR).append(value);
    }
    boolean keepsDistribution = alarm.spec().statistic().isPercentile();
    return new AlarmKey(key.toString(), alarm.id(), values, keepsDistribution);
  }

  /** What the stream is keyed by. */
  String key() {
    return key;
  }

  String alarmId() {
    return alarmId;
  }

  String[] values() {
    return values;
  }

  /** Whether the alarm's statistic needs the samples' distribution. */
  boolean keepsDistribution() {
    return keepsDistribution;
  }

  @Override
  public String toString() {
    return alarmId + Arrays.toString(values);
  }
}
