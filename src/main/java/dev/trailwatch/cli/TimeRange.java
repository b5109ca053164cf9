package dev.trailwatch.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The stretch of time that {@code --from} and {@code --to} name, the end exclusive. */
final class TimeRange {
  private final long from;
  private final long to;

  private TimeRange(long from, long to) {
    this.from = from;
    this.to = to;
  }

  static TimeRange of(@Nullable String from, @Nullable String to) {
    long start = from == null ? Long.MIN_VALUE : moment("--from", from);
    long end = to == null ? Long.MAX_VALUE : moment("--to", to);
    if (start >= end) {
      throw CommandFailure.usage("--from " + from + " is not before --to " + to);
    }
    return new TimeRange(start, end);
  }

  /** The start, epoch milliseconds. */
  long from() {
    return from;
  }

  /** The end, epoch milliseconds, exclusive. */
  long to() {
    return to;
  }

  private static long moment(String option, String text) {
    try {
      Instant moment =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return moment.toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw CommandFailure.usage(
          option
              + " takes a day or a time with its zone, such as 2026-11-21 or"
              + " 2026-11-21T08:00:00Z, not \""
              + text
              + "\"");
    }
  }
}
