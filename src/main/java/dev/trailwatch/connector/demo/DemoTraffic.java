package dev.trailwatch.connector.demo;

import dev.trailwatch.wire.RawRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The demo's stream as a function of time: everyday events at a rate, the attack, the records that
 * CloudWatch Logs would make of them.
 */
final class DemoTraffic {
  /** How long after its start an attack shows its intruders at least once more, each. */
  private static final long LURK_MILLIS = 300;

  /** The most log events of one record. */
  private static final int EVENTS_PER_RECORD = 500;

  private final TrailGenerator generator;
  private final double rate;
  private final long start;
  private final EventBuffer buffer = new EventBuffer();
  private long everyday;
  private int steps;
  private int turns;
  private long records;
  private long now;

  /**
   * Traffic that begins, or goes on, at a time.
   *
   * @param rate everyday events a second
   * @param start when the traffic began, epoch milliseconds
   * @param from the time up to which everything is out already
   * @param events how many events are out already
   */
  DemoTraffic(long seed, double rate, long start, long from, long events) {
    this.generator = TrailGenerator.resumed(seed, events);
    this.rate = rate;
    this.start = start;
    this.now = from;
    long elapsed = from - start;
    this.everyday = (long) (elapsed * rate / 1000);
    this.turns = (int) (elapsed / LURK_MILLIS);
    for (AttackStory.Step step : generator.story().steps()) {
      steps += step.offset() < elapsed ? 1 : 0;
    }
  }

  /** The next record of what is due until a time; null when all of it is out. */
  @Nullable RawRecord next(long until) throws IOException {
    long elapsed = until - start;
    SubscriptionPayload payload =
        SubscriptionPayload.data(generator.accountId(), generator.homeRegion());
    boolean more = true;
    while (more && payload.events() < EVENTS_PER_RECORD) {
      more = addNext(payload, elapsed, until);
    }
    now = until;
    return payload.events() == 0 ? null : record(payload.finish(), until);
  }

  /** A check of the destination. */
  RawRecord control(long time) throws IOException {
    return record(SubscriptionPayload.control(time), time);
  }

  /** Events written so far. */
  long events() {
    return generator.events();
  }

  /** The time until which all is out. */
  long now() {
    return now;
  }

  private boolean addNext(SubscriptionPayload payload, long elapsed, long time) throws IOException {
    if (steps < generator.story().steps().size()) {
      AttackStory.Step step = generator.story().steps().get(steps);
      if (step.offset() <= elapsed) {
        steps++;
        generator.step(time, step, buffer);
        add(payload, time);
        return true;
      }
    }
    if (turns < elapsed / LURK_MILLIS) {
      AttackStory.Step lurking = generator.story().lurk(turns++, elapsed);
      if (lurking != null) {
        generator.step(time, lurking, buffer);
        add(payload, time);
      }
      return true;
    }
    if (everyday < (long) (elapsed * rate / 1000)) {
      everyday++;
      generator.everyday(time, buffer);
      add(payload, time);
      return true;
    }
    return false;
  }

  private void add(SubscriptionPayload payload, long time) throws IOException {
    payload.add(generator.events(), time, buffer.toString());
    buffer.clear();
  }

  private RawRecord record(byte[] bytes, long arrival) {
    return RawRecord.of(bytes, RawRecord.SUBSCRIPTION, arrival, "demo", Long.toString(records++));
  }
}
