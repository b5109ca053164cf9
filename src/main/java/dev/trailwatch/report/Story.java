package dev.trailwatch.report;

import dev.trailwatch.event.EventSample;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.Tally;
import dev.trailwatch.rule.Alarm;
import java.util.Comparator;
import java.util.List;

/** One ALARM as a person tells it: when, who, from where, what. */
final class Story implements Comparable<Story> {
  private static final Comparator<Story> ORDER =
      Comparator.comparingLong(Story::moment).thenComparing(story -> story.span);
  private static final int SAMPLES = 5;
  private static final int VALUES = 3;

  private final Alarm alarm;
  private final AlarmSpan span;
  private final long crossing;
  private final double peak;
  private final long count;
  private final long firstEvent;
  private final long failed;
  private final Top who;
  private final Top where;
  private final Top what;
  private final List<EventSample> samples;

  /** The most frequent values of a kind, and how many others there are. */
  static final class Top {
    final List<Tally> values;
    final int others;

    Top(List<Tally> all) {
      values = List.copyOf(all.subList(0, Math.min(VALUES, all.size())));
      others = all.size() - values.size();
    }
  }

  Story(Alarm alarm, AlarmSpan span, long crossing, double peak, Evidence evidence) {
    this.alarm = alarm;
    this.span = span;
    this.crossing = crossing;
    this.peak = peak;
    this.count = evidence.count();
    this.firstEvent = evidence.firstEventTime();
    this.who = new Top(evidence.principals());
    this.where = new Top(evidence.sourceIPs());
    this.what = new Top(evidence.eventNames());
    long failures = 0;
    for (Tally tally : evidence.eventNames()) {
      failures += tally.failed();
    }
    this.failed = failures;
    List<EventSample> all = evidence.samples();
    this.samples = List.copyOf(all.subList(0, Math.min(SAMPLES, all.size())));
  }

  Alarm alarm() {
    return alarm;
  }

  AlarmSpan span() {
    return span;
  }

  /** When it began, to the second where the events tell it. */
  long moment() {
    return count == 0 ? crossing : Math.max(crossing, firstEvent);
  }

  /** The minute in which the threshold was crossed. */
  long crossing() {
    return crossing;
  }

  /** The value farthest beyond the threshold; NaN if the ALARM came of missing data. */
  double peak() {
    return peak;
  }

  long count() {
    return count;
  }

  long firstEvent() {
    return firstEvent;
  }

  /** How many of the calls failed. */
  long failed() {
    return failed;
  }

  Top who() {
    return who;
  }

  Top where() {
    return where;
  }

  Top what() {
    return what;
  }

  List<EventSample> samples() {
    return samples;
  }

  @Override
  public int compareTo(Story other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Story && compareTo((Story) other) == 0;
  }

  @Override
  public int hashCode() {
    return span.hashCode();
  }
}
