package dev.trailwatch.connector.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attack on the company, step by step.
 *
 * <p>Somebody guesses a password, signs in without a second factor, tries what is allowed, makes a
 * user with a key and all rights, opens a security group to the world, uses root, and stops the
 * trail: the first step 3 s after the start, the last at 43 s. From their first step on, the
 * intruders go on looking around.
 */
final class AttackStory {
  /** One call of the attack. */
  static final class Step {
    private final long offset;
    private final Actor actor;
    private final Call call;

    Step(long offset, Actor actor, Call call) {
      this.offset = offset;
      this.actor = actor;
      this.call = call;
    }

    /** Milliseconds since the attack's start. */
    long offset() {
      return offset;
    }

    Actor actor() {
      return actor;
    }

    Call call() {
      return call;
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<Step> lurking = new ArrayList<>();

  AttackStory(Company company, Cast cast) {
    for (JsonNode line : Script.read("story.jsonl")) {
      Call call = Call.of(line, company);
      Actor actor = cast.intruder(line.get("who").asText());
      if (line.path("lurking").asBoolean()) {
        lurking.add(new Step(firstStep(actor), actor, call));
      } else {
        for (int i = 0; i < line.path("times").asInt(1); i++) {
          double at = line.get("at").asDouble() + i * line.path("every").asDouble();
          steps.add(new Step(Math.round(at * 1000), actor, call));
        }
      }
    }
    steps.sort(Comparator.comparingLong(Step::offset));
  }

  /** The steps in the order of their time. */
  List<Step> steps() {
    return steps;
  }

  /** Milliseconds from the start to the last step. */
  long duration() {
    return steps.get(steps.size() - 1).offset();
  }

  /**
   * What one of the intruders does between and after the steps; each gets a turn.
   *
   * @param turn how many turns there were before
   * @param elapsed milliseconds since the start
   * @return null if nobody is in yet
   */
  @Nullable Step lurk(int turn, long elapsed) {
    int in = 0;
    while (in < lurking.size() && lurking.get(in).offset() < elapsed) {
      in++;
    }
    return in == 0 ? null : lurking.get(turn % in);
  }

  private long firstStep(Actor actor) {
    for (Step step : steps) {
      if (step.actor() == actor) {
        return step.offset();
      }
    }
    throw new IllegalStateException("an intruder who lurks but never acts");
  }
}
