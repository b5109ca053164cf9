package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Place;
import java.util.List;

/** A test of rules over time: events, and the states that a subscriber has to have been told. */
public final class TimelineTest {
  private final String name;
  private final long start;
  private final List<TimelineEvent> events;
  private final List<TimelineExpectation> expectations;
  private final Place place;

  TimelineTest(
      String name,
      long start,
      List<TimelineEvent> events,
      List<TimelineExpectation> expectations,
      Place place) {
    this.name = name;
    this.start = start;
    this.events = List.copyOf(events);
    this.expectations = List.copyOf(expectations);
    this.place = place;
  }

  /** What the test shows. */
  public String name() {
    return name;
  }

  /** When the rules come into force, in milliseconds since the epoch. */
  public long start() {
    return start;
  }

  /** The events, repetitions written out, in the order of the file. */
  public List<TimelineEvent> events() {
    return events;
  }

  /** What has to hold, in the order of the file. */
  public List<TimelineExpectation> expectations() {
    return expectations;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  @Override
  public String toString() {
    return name;
  }
}
