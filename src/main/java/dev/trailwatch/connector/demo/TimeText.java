package dev.trailwatch.connector.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Writes times as CloudTrail does: UTC, whole seconds. Remembers the day it wrote last. */
final class TimeText {
  private static final long DAY = 86_400;

  private long day = Long.MIN_VALUE;
  private int year;
  private int month;
  private int dayOfMonth;

  /** Writes {@code 2026-01-31T12:00:00Z}. */
  void put(long epochSecond, EventBuffer out) {
    putDate(epochSecond, out);
    int second = (int) Math.floorMod(epochSecond, DAY);
    out.put('T');
    out.putDecimal(second / 3600, 2);
    out.put(':');
    out.putDecimal(second / 60 % 60, 2);
    out.put(':');
    out.putDecimal(second % 60, 2);
    out.put('Z');
  }

  private void putDate(long epochSecond, EventBuffer out) {
    long today = Math.floorDiv(epochSecond, DAY);
    if (today != day) {
      ZonedDateTime date = Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC);
      day = today;
      year = date.getYear();
      month = date.getMonthValue();
      dayOfMonth = date.getDayOfMonth();
    }
    out.putDecimal(year, 4);
    out.put('-');
    out.putDecimal(month, 2);
    out.put('-');
    out.putDecimal(dayOfMonth, 2);
  }
}
