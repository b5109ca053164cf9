package dev.trailwatch.report;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What one alarm instance lived through: its non-empty minutes and its stays in ALARM. */
public final class InstanceHistory {
  private final Alarm alarm;
  private final List<String> values;
  private final TreeMap<Long, MinuteSum> minutes = new TreeMap<>();
  private final Evidence evidence;
  private final List<AlarmSpan> spans;

  private InstanceHistory(
      Alarm alarm,
      List<String> values,
      List<MinuteSum> minutes,
      Evidence evidence,
      List<AlarmSpan> spans) {
    this.alarm = alarm;
    this.evidence = evidence;
    this.values = List.copyOf(values);
    minutes.forEach(minute -> this.minutes.put(minute.start(), minute));
    this.spans = List.copyOf(spans);
  }

  /**
   * A history.
   *
   * @param values the values of the alarm's {@code group_by} dimensions
   * @param minutes in any order; with their evidence if there is any ALARM
   * @param evidence of all minutes
   * @param spans oldest first
   */
  public static InstanceHistory of(
      Alarm alarm,
      List<String> values,
      List<MinuteSum> minutes,
      Evidence evidence,
      List<AlarmSpan> spans) {
    return new InstanceHistory(alarm, values, minutes, evidence, spans);
  }

  Alarm alarm() {
    return alarm;
  }

  List<String> values() {
    return values;
  }

  /** All minutes, oldest first. */
  Collection<MinuteSum> minutes() {
    return minutes.values();
  }

  /** The minutes from one moment to another, exclusive. */
  Collection<MinuteSum> minutes(long from, long to) {
    return minutes.subMap(from, to).values();
  }

  /** Who was behind all of it. */
  Evidence evidence() {
    return evidence;
  }

  List<AlarmSpan> spans() {
    return spans;
  }

  NavigableMap<Long, Summary> sums() {
    TreeMap<Long, Summary> sums = new TreeMap<>();
    minutes.forEach((start, minute) -> sums.put(start, minute.summary()));
    return sums;
  }
}
