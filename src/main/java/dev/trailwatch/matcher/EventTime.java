package dev.trailwatch.matcher;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The times that CloudTrail writes into its records, read from bytes. */
final class EventTime {
  private static final byte[] FORM = Utf8.encode("dddd-dd-ddTdd:dd:ddZ");
  private static final long DAY = 86_400_000L;

  private EventTime() {}

  /** A time in milliseconds since the epoch; {@link PayloadMatches#NO_TIME} if it is none. */
  static long parse(byte[] bytes, int from, int to) {
    if (!hasForm(bytes, from, to)) {
      return parse(Utf8.decode(bytes, from, to));
    }
    int year = pair(bytes, from) * 100 + pair(bytes, from + 2);
    int month = pair(bytes, from + 5);
    int day = pair(bytes, from + 8);
    int hour = pair(bytes, from + 11);
    int minute = pair(bytes, from + 14);
    int second = pair(bytes, from + 17);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28) {
      return rare(year, month, day, hour, minute, second);
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return PayloadMatches.NO_TIME;
    }
    return epochDay(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000L;
  }

  private static long parse(String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return PayloadMatches.NO_TIME;
    }
  }

  private static long rare(int year, int month, int day, int hour, int minute, int second) {
    try {
      LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, second);
      return time.toEpochSecond(ZoneOffset.UTC) * 1000;
    } catch (DateTimeException e) {
      return PayloadMatches.NO_TIME;
    }
  }

  private static boolean hasForm(byte[] bytes, int from, int to) {
    if (to - from != FORM.length) {
      return false;
    }
    for (int i = 0; i < FORM.length; i++) {
      byte value = bytes[from + i];
      if (FORM[i] == 'd' ? value < '0' || value > '9' : value != FORM[i]) {
        return false;
      }
    }
    return true;
  }

  private static int pair(byte[] bytes, int at) {
    return (bytes[at] - '0') * 10 + (bytes[at + 1] - '0');
  }

  /**
   * Days since the epoch, as {@link java.time.LocalDate#toEpochDay} counts them, for any day up to
   * 28.
   */
  private static long epochDay(int year, int month, int day) {
    // years from March on, so that the leap day is the last one
    long years = month > 2 ? year : year - 1;
    long days = years * 365 + years / 4 - years / 100 + years / 400;
    int monthFromMarch = (month + 9) % 12;
    return days + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468;
  }
}
