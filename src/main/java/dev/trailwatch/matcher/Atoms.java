package dev.trailwatch.matcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The yes-or-no facts that the patterns ask of an event, each under one number however many
 * patterns ask it.
 *
 * <p>An atom has a key in words, the same whenever the same fact is asked, and a guess of how often
 * it is true.
 */
final class Atoms {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> keys = new ArrayList<>();
  private final List<Double> guesses = new ArrayList<>();

  /** The number of a fact; {@link #size} before the call if it is a new one. */
  int intern(String key, double guess) {
    Integer known = numbers.putIfAbsent(key, keys.size());
    if (known != null) {
      return known;
    }
    keys.add(key);
    guesses.add(guess);
    return keys.size() - 1;
  }

  int size() {
    return keys.size();
  }

  /** The fact in words. */
  String key(int atom) {
    return keys.get(atom);
  }

  /** How often each atom is thought to be true, or was seen to be. */
  double[] likelihoods(Calibration calibration) {
    double[] result = new double[keys.size()];
    for (int atom = 0; atom < result.length; atom++) {
      result[atom] = calibration.likelihood(keys.get(atom), guesses.get(atom));
    }
    return result;
  }
}
