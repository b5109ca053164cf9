package dev.trailwatch.job;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.SeriesBound;
import dev.trailwatch.wire.PartialSum;
import java.util.Arrays;

/** The address of one alarm instance: an alarm, and the values that it is grouped by. */
final class AlarmKey {
  private final String key;
  private final String[] values;
  private final Alarm alarm;

  private AlarmKey(String key, Alarm alarm, String[] values) {
    this.key = key;
    this.alarm = alarm;
    this.values = values;
  }

  /** The instance of an alarm for some values; an alarm without {@code group_by} has none. */
  static AlarmKey of(Alarm alarm, String... values) {
    return new AlarmKey(alarm.seriesAddress(values), alarm, values);
  }

  /** Addresses a sum to the instance that takes what is beyond its alarm's bound on series. */
  static PartialSum beyond(PartialSum partial) {
    partial.values = new String[partial.values.length];
    Arrays.fill(partial.values, SeriesBound.OTHER);
    partial.key = Alarm.seriesAddress(partial.alarmId, partial.values);
    partial.beyond = true;
    return partial;
  }

  /** What the stream is keyed by. */
  String key() {
    return key;
  }

  String alarmId() {
    return alarm.id();
  }

  String[] values() {
    return values;
  }

  /** Whether the alarm's statistic needs the samples' distribution. */
  boolean keepsDistribution() {
    return alarm.spec().statistic().isPercentile();
  }

  /** Writes the address on a partial sum. */
  void address(PartialSum partial) {
    partial.key = key;
    partial.alarmId = alarm.id();
    partial.values = values;
    partial.keepDistribution = keepsDistribution();
    partial.part = alarm.seriesBound().part(key);
    partial.share = alarm.seriesBound().share();
    partial.lifetime = alarm.seriesBound().lifetime();
  }

  @Override
  public String toString() {
    return alarm.id() + Arrays.toString(values);
  }
}
