package dev.trailwatch.job;

import dev.trailwatch.wire.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A generated hour of events that arrive up to nine minutes late, with gaps and bursts. */
final class Timeline {
  static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  static final long LATENESS = 10 * 60_000;

  /** One event: what the rules look at, when it happened and when it came in. */
  record Event(String id, String name, String principal, double size, long time, long arrival) {
    String json() {
      String identity =
          principal == null ? "{}" : "{\"type\":\"IAMUser\",\"arn\":\"%s\"}".formatted(principal);
      return ("{\"eventTime\":\"%s\",\"eventID\":\"%s\",\"eventName\":\"%s\",\"size\":%s,"
              + "\"userIdentity\":%s}")
          .formatted(Instant.ofEpochMilli(time), id, name, size, identity);
    }
  }

  private final List<Event> events;

  private Timeline(List<Event> events) {
    this.events = events;
  }

  /** Some four hundred events, a tenth of them copied. */
  static Timeline random(long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    long time = START;
    int number = 0;
    while (time < START + 3_600_000) {
      time += random.nextInt(12) == 0 ? random.nextInt(600_000) : random.nextInt(15_000);
      int burst = random.nextInt(10) == 0 ? 5 : 1;
      for (int i = 0; i < burst; i++) {
        Event event = event("e-" + number++, random, time / 1000 * 1000);
        events.add(event);
        if (random.nextInt(10) == 0) {
          events.add(
              new Event(
                  event.id,
                  event.name,
                  event.principal,
                  event.size,
                  event.time,
                  event.time + random.nextInt(540_000)));
        }
      }
    }
    events.sort(Comparator.comparingLong(Event::arrival));
    return new Timeline(events);
  }

  private static Event event(String id, Random random, long time) {
    String name = "Call" + (char) ('A' + random.nextInt(4));
    int who = random.nextInt(7);
    String principal = who == 0 ? null : "arn:aws:iam::111122223333:user/u" + who;
    return new Event(
        id, name, principal, random.nextInt(20) / 4.0, time, time + random.nextInt(540_000));
  }

  List<Event> events() {
    return events;
  }

  /** The arrival in the middle of the hour: where the rules change. */
  long middle() {
    return events.get(events.size() / 2).arrival();
  }

  /** The events, a record each, and last one that moves time past them all. */
  List<RawRecord> records() {
    List<RawRecord> records = new ArrayList<>();
    for (Event event : events) {
      records.add(record(event.json() + "\n", event.arrival()));
    }
    records.add(record("", end() + LATENESS));
    return records;
  }

  /** When everything has come to rest. */
  long end() {
    return START + 2 * 3_600_000;
  }

  private static RawRecord record(String lines, long arrival) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return RawRecord.of(bytes, RawRecord.LINES, arrival, "shard", Long.toString(arrival));
  }
}
