package dev.trailwatch.rulefile;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times, dates and durations from the text that stands in the file. */
final class Times {
  private static final Pattern DURATION =
      Pattern.compile("(?:([0-9]{1,5})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private Times() {}

  /** A day such as 2027-12-31; null if it is none, and then a finding says so. */
  static @Nullable LocalDate date(YamlNode node, Findings findings) {
    try {
      return LocalDate.parse(node.text());
    } catch (DateTimeException e) {
      findings.add(
          node.error(
              RuleFileCode.BAD_TIME,
              "expected a day such as 2027-12-31, found " + Shape.found(node)));
      return null;
    }
  }

  /** A moment such as 2026-12-01T06:00:00Z, or a day, which means its start in UTC. */
  static @Nullable Instant instant(YamlNode node, Findings findings) {
    String text = node.text();
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      findings.add(
          node.error(
              RuleFileCode.BAD_TIME,
              "expected a time such as 2026-12-01T06:00:00Z, found " + Shape.found(node)));
      return null;
    }
  }

  /** A duration such as 90s, 5m or 1h30m, or a number of seconds; null if it is none. */
  static @Nullable Duration duration(YamlNode node, Findings findings) {
    String text = node.text();
    Matcher units = DURATION.matcher(text);
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    if (text.isEmpty() || !units.matches()) {
      findings.add(
          node.error(
              RuleFileCode.BAD_TIME,
              "expected a duration such as 90s, 5m or 1h30m, found " + Shape.found(node)));
      return null;
    }
    return Duration.ofDays(part(units.group(1)))
        .plusHours(part(units.group(2)))
        .plusMinutes(part(units.group(3)))
        .plusSeconds(part(units.group(4)));
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
