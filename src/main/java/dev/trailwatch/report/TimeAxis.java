package dev.trailwatch.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The stretch of time that the report's charts show, cut into at most {@value #MOST} columns. */
final class TimeAxis {
  private static final int MOST = 240;
  private static final int LABELS = 7;
  private static final long MINUTE = 60_000;
  private static final long DAY = 1440 * MINUTE;
  private static final int[] MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};

  private final long from;
  private final long to;
  private final long column;

  private TimeAxis(long from, long to, long column) {
    this.from = from;
    this.to = to;
    this.column = column;
  }

  /** An axis that shows both moments. */
  static TimeAxis of(long first, long last) {
    long width = unit(last - first + MINUTE, MOST);
    long from = Math.floorDiv(first, width) * width;
    long to = (Math.floorDiv(last, width) + 1) * width;
    // a lone minute in the middle of nothing is hard to see
    long room = Math.max(0, 10 * width - (to - from));
    return new TimeAxis(
        from - room / 2 / width * width, to + room - room / 2 / width * width, width);
  }

  /** The shortest round stretch of which there are not too many. */
  private static long unit(long span, int most) {
    for (int minutes : MINUTES) {
      if (span / (minutes * MINUTE) < most) {
        return minutes * MINUTE;
      }
    }
    long days = 1;
    while (span / (days * DAY) >= most) {
      days *= days % 3 == 0 ? 2 : 3;
    }
    return days * DAY;
  }

  /** The length of a column, milliseconds. */
  long column() {
    return column;
  }

  /** The start of a moment's column. */
  long columnOf(long moment) {
    return Math.floorDiv(Math.max(from, Math.min(to - 1, moment)), column) * column;
  }

  /** Where a moment lies, as a share of the axis. */
  String at(long moment) {
    return percent(Math.max(from, Math.min(to, moment)) - from);
  }

  /** How long a stretch is, as a share of the axis. */
  String width(long start, long end) {
    return percent(
        Math.max(0, Math.max(from, Math.min(to, end)) - Math.max(from, Math.min(to, start))));
  }

  /** The width of a column's bar. */
  String bar() {
    return percent(column * 6 / 7);
  }

  /** The moments that get a label. */
  List<Long> labels() {
    long unit = Math.max(column, unit(to - from, LABELS));
    List<Long> labels = new ArrayList<>();
    for (long at = -Math.floorDiv(-from, unit) * unit; at < to; at += unit) {
      labels.add(at);
    }
    return labels;
  }

  /** A label's words. */
  String label(long moment) {
    if (to - from >= 7 * DAY) {
      return format("MM-dd", moment);
    }
    return to - from >= DAY ? format("MM-dd HH:mm", moment) : format("HH:mm", moment);
  }

  /** Whether the date must be said with each time. */
  boolean manyDays() {
    return Math.floorDiv(from, DAY) != Math.floorDiv(to - 1, DAY);
  }

  /** A moment as the tables write it: to the second, with the date where it is needed. */
  String time(long moment) {
    return format(manyDays() ? "yyyy-MM-dd HH:mm:ss" : "HH:mm:ss", moment);
  }

  static String format(String pattern, long moment) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(moment));
  }

  private String percent(long part) {
    return String.format(Locale.ROOT, "%.3f%%", 100.0 * part / (to - from));
  }
}
