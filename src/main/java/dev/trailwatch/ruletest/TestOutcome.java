package dev.trailwatch.ruletest;

import dev.trailwatch.diagnostic.Place;
import java.util.List;

/** How one test of a rule went. */
public final class TestOutcome {
  private final String name;
  private final Place place;
  private final List<String> failure;

  private TestOutcome(String name, Place place, List<String> failure) {
    this.name = name;
    this.place = place;
    this.failure = List.copyOf(failure);
  }

  static TestOutcome passed(String name, Place place) {
    return new TestOutcome(name, place, List.of());
  }

  static TestOutcome failed(String name, Place place, List<String> failure) {
    return new TestOutcome(name, place, failure);
  }

  /** The test's name, after the name of its rule if it has one. */
  public String name() {
    return name;
  }

  /** Where the test stands. */
  public Place place() {
    return place;
  }

  /** Whether what was expected came true. */
  public boolean passed() {
    return failure.isEmpty();
  }

  /** What differs from what was expected, line by line; empty if the test passed. */
  public List<String> failure() {
    return failure;
  }

  @Override
  public String toString() {
    return (passed() ? "passed: " : "FAILED: ") + name;
  }
}
