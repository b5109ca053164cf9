package dev.trailwatch.threat;

import java.util.List;

/**
 * One thing that somebody may try.
 *
 * @param actor who: see the page's legend
 * @param attempt what is tried
 * @param answer what Trailwatch does
 * @param gap what it does not do; empty if nothing is lacking
 * @param tests {@code package.Class#method}, below {@code dev.trailwatch}
 */
record Threat(String actor, String attempt, String answer, String gap, List<String> tests) {
  static Threat of(String actor, String attempt, String answer, String gap, String... tests) {
    return new Threat(actor, attempt, answer, gap, List.of(tests));
  }
}
