package dev.trailwatch.rule;

import dev.trailwatch.diagnostic.Place;

/** One inline test of a rule: a message, and whether the rule counts it. */
public final class RuleTestCase {
  private final String name;
  private final String message;
  private final boolean matches;
  private final Place place;

  private RuleTestCase(String name, String message, boolean matches, Place place) {
    this.name = name;
    this.message = message;
    this.matches = matches;
    this.place = place;
  }

  /**
   * A test.
   *
   * @param name what the test shows, unique within its rule
   * @param message the log event's message: JSON text, or a plain line
   * @param matches true if the rule has to count it: the pattern holds and no exception does
   * @param place where the test stands
   */
  public static RuleTestCase of(String name, String message, boolean matches, Place place) {
    return new RuleTestCase(name, message, matches, place);
  }

  /** What the test shows. */
  public String name() {
    return name;
  }

  /** The log event's message. */
  public String message() {
    return message;
  }

  /** Whether the rule has to count the message. */
  public boolean matches() {
    return matches;
  }

  /** Where the test stands. */
  public Place place() {
    return place;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleTestCase
        && ((RuleTestCase) other).name.equals(name)
        && ((RuleTestCase) other).message.equals(message)
        && ((RuleTestCase) other).matches == matches
        && ((RuleTestCase) other).place.equals(place);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + message.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
