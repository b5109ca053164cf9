package dev.trailwatch.connector.demo;

import dev.trailwatch.connector.demo.Actor.Kind;
import java.util.List;

/**
 * Writes the CloudTrail records of an invented company, and of an attack on it.
 *
 * <p>Everything follows from the seed, the times passed in and the order of the calls: another seed
 * is another company with other people and another intruder. Used by one thread at a time.
 */
public final class TrailGenerator {
  /** Out of a hundred events, how many come from each kind of actor. */
  private static final int PERSONS = 20;

  private static final int KEY_USERS = 8;
  private static final int WORKLOADS = 46;

  private final Company company;
  private final Cast cast;
  private final EverydayCalls calls;
  private final AttackStory story;
  private final Scene scene;
  private final long eventIds;
  private long events;

  private TrailGenerator(long seed, long from) {
    company = new Company(seed);
    cast = new Cast(company);
    calls = new EverydayCalls(company);
    story = new AttackStory(company, cast);
    eventIds = Dice.mix(seed + 1);
    events = from;
    scene = new Scene(company, Dice.of(seed, 2 + from), cast.of(Kind.SERVICE).get(0));
  }

  /** The generator of a seed's company. */
  public static TrailGenerator of(long seed) {
    return new TrailGenerator(seed, 0);
  }

  /** A generator that goes on where one left off after so many events: the same company. */
  static TrailGenerator resumed(long seed, long events) {
    return new TrailGenerator(seed, events);
  }

  /** The company's AWS account, twelve digits. */
  public String accountId() {
    return company.account();
  }

  /** The Region that the company works in. */
  public String homeRegion() {
    return company.home();
  }

  /** How many events were written; their ids count from here. */
  public long events() {
    return events;
  }

  /**
   * Appends one everyday event.
   *
   * @param time the event's time, epoch milliseconds; CloudTrail knows whole seconds only
   */
  public void everyday(long time, EventBuffer out) {
    Kind kind = kind(scene.dice.below(100));
    List<Actor> actors = cast.of(kind);
    Actor actor = actors.get(scene.dice.below(actors.size()));
    write(time, actor, calls.pick(kind, scene.dice), out);
  }

  /** The attack. */
  AttackStory story() {
    return story;
  }

  /** The Region of the event written last. */
  byte[] region() {
    return scene.region;
  }

  /** Appends the event of a step of the attack. */
  void step(long time, AttackStory.Step step, EventBuffer out) {
    write(time, step.actor(), step.call(), out);
  }

  private void write(long time, Actor actor, Call call, EventBuffer out) {
    scene.epochSecond = Math.floorDiv(time, 1000);
    scene.actor = actor;
    scene.random = scene.dice.next();
    scene.eventNumber = eventIds + events++;
    call.put(scene, out);
  }

  private static Kind kind(int hundredth) {
    if (hundredth < PERSONS) {
      return Kind.PERSON;
    }
    if (hundredth < PERSONS + KEY_USERS) {
      return Kind.KEY_USER;
    }
    return hundredth < PERSONS + KEY_USERS + WORKLOADS ? Kind.WORKLOAD : Kind.SERVICE;
  }
}
