package dev.trailwatch.diagnostic;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant. */
public final class Suggest {
  private Suggest() {}

  /** The nearest of the names; null if none is near. */
  public static @Nullable String nearest(String written, Collection<String> names) {
    String word = written.toLowerCase(Locale.ROOT).replace('-', '_');
    String best = null;
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    for (String name : names) {
      String known = name.toLowerCase(Locale.ROOT).replace('-', '_');
      int distance = distance(word, known, bestDistance);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** {@code , did you mean "threshold"?}, or the given words if no name is near. */
  public static String didYouMean(String written, Collection<String> names, String otherwise) {
    String nearest = nearest(written, names);
    return nearest == null ? otherwise : ", did you mean \"" + nearest + "\"?";
  }

  /**
   * Edits from one word to the other; two neighbours swapped count as one edit.
   *
   * @param limit so many edits or more are told as the limit
   */
  public static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    // what both start and end with takes no edit
    int start = 0;
    int endA = a.length();
    int endB = b.length();
    while (endA > 0 && endB > 0 && a.charAt(endA - 1) == b.charAt(endB - 1)) {
      endA--;
      endB--;
    }
    while (start < endA && start < endB && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    return between(a.substring(start, endA), b.substring(start, endB), limit);
  }

  private static int between(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least >= limit) {
        return limit;
      }
      beforeLast = last;
      last = row;
    }
    return Math.min(limit, last[b.length()]);
  }
}
