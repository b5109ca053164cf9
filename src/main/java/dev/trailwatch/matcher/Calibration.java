package dev.trailwatch.matcher;

import java.util.HashMap;
import java.util.Map;

/**
 * How often the facts that patterns ask for were true of a sample of events; with it a matcher
 * lists each pattern under what is rarely true.
 *
 * <p>It changes how fast a matcher is, never what it matches. Immutable.
 */
public final class Calibration {
  private static final Calibration NONE = new Calibration(Map.of(), 0);

  private final Map<String, Integer> counts;
  private final int events;

  private Calibration(Map<String, Integer> counts, int events) {
    this.counts = counts;
    this.events = events;
  }

  /** No sample: everything is guessed. */
  public static Calibration none() {
    return NONE;
  }

  /** What a sample showed. */
  static Calibration of(Atoms atoms, int[] counts, int events) {
    Map<String, Integer> byKey = new HashMap<>();
    for (int atom = 0; atom < counts.length; atom++) {
      byKey.put(atoms.key(atom), counts[atom]);
    }
    return new Calibration(byKey, events);
  }

  /** How many events were seen. */
  public int events() {
    return events;
  }

  /** The share of events for which a fact was true, leaning on the guess where few were seen. */
  double likelihood(String key, double guess) {
    Integer count = counts.get(key);
    return count == null ? guess : (count + guess * 10) / (events + 10);
  }

  @Override
  public String toString() {
    return counts.size() + " facts over " + events + " events";
  }
}
