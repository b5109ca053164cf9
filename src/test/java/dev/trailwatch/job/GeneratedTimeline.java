package dev.trailwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The events of one generated alarm: bursts and gaps, out of order, copied, and some far too late.
 */
final class GeneratedTimeline {
  static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  static final long MINUTE = 60_000;

  /** How far behind arrivals time is. */
  static final long LATENESS = 5 * MINUTE;

  /** How much later an event may still raise an ALARM. */
  static final long ALLOWED_LATENESS = 60 * MINUTE;

  /** The length of the stretch in which events happen. */
  static final long LENGTH = 45 * MINUTE;

  private static final double[] SIZES = {-1, 0, 0.5, 1, 1, 2, 4};

  /** One event: what it says, when it happened and when it came in. */
  record Event(String id, String kind, String who, double size, long time, long arrival) {
    String json(String timeline) {
      String named = who == null ? "" : ",\"who\":\"" + who + "\"";
      String json =
          "{\"eventTime\":\"%s\",\"eventID\":\"%s\",\"t\":\"%s\",\"kind\":\"%s\",\"size\":%s%s}";
      return json.formatted(Instant.ofEpochMilli(time), id, timeline, kind, size, named);
    }
  }

  private GeneratedTimeline() {}

  /**
   * Some thirty events in the order of their arrival.
   *
   * @param from the first of them happens about then
   * @param late whether some come after their period has settled
   */
  static List<Event> events(String name, Random random, long from, boolean late) {
    List<Event> events = new ArrayList<>();
    long time = from;
    int number = 0;
    int groups = 1 + random.nextInt(5);
    while (time < from + LENGTH) {
      int burst = random.nextInt(4) == 0 ? 2 + random.nextInt(5) : 1;
      for (int i = 0; i < burst; i++) {
        String who = random.nextInt(12) == 0 ? null : "u" + random.nextInt(groups);
        String kind = random.nextInt(4) == 0 ? "miss" : "hit";
        double size = SIZES[random.nextInt(SIZES.length)];
        long happened = (time + random.nextInt(20_000)) / 1000 * 1000;
        String id = name + "-" + from / 1000 + "-" + number++;
        Event event = new Event(id, kind, who, size, happened, arrival(happened, random, late));
        events.add(event);
        if (random.nextInt(8) == 0) {
          long again =
              late
                  ? onTheGrid(event.arrival + LATENESS + random.nextInt(5_400_000))
                  : Math.min(event.arrival + 1, happened + LATENESS - 1);
          events.add(new Event(id, kind, who, size, happened, again));
        }
      }
      time += random.nextInt(6) == 0 ? random.nextInt(900_000) : random.nextInt(100_000);
    }
    return events;
  }

  private static long arrival(long happened, Random random, boolean late) {
    if (late && random.nextInt(10) == 0) {
      return onTheGrid(happened + LATENESS + random.nextInt(80) * MINUTE);
    }
    return happened + random.nextInt((int) LATENESS - 1);
  }

  /** So that the late events of many timelines come together. */
  private static long onTheGrid(long arrival) {
    return arrival / (5 * MINUTE) * (5 * MINUTE) + 5 * MINUTE;
  }
}
