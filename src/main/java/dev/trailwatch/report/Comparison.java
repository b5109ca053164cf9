package dev.trailwatch.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two histories of ALARMs side by side: which are the same, which moved, which only one has.
 *
 * <p>Two stays in ALARM are the same event's if they are of the same alarm and overlap, or begin
 * within the tolerance of each other. Of the same event's they <em>changed</em> if they begin more
 * than the tolerance apart.
 */
public final class Comparison {
  private final String left;
  private final String right;
  private final long tolerance;
  private final List<Pair> changed = new ArrayList<>();
  private final List<AlarmSpan> onlyLeft = new ArrayList<>();
  private final List<AlarmSpan> onlyRight = new ArrayList<>();
  private int same;

  /** The same event's ALARM in both histories. */
  public static final class Pair {
    private final AlarmSpan left;
    private final AlarmSpan right;

    Pair(AlarmSpan left, AlarmSpan right) {
      this.left = left;
      this.right = right;
    }

    /** How the first history has it. */
    public AlarmSpan left() {
      return left;
    }

    /** How the second has it. */
    public AlarmSpan right() {
      return right;
    }
  }

  private Comparison(String left, String right, long tolerance) {
    this.left = left;
    this.right = right;
    this.tolerance = tolerance;
  }

  /**
   * Compares two histories.
   *
   * @param leftName what the first one is called
   * @param rightName what the second one is called
   * @param tolerance how far apart the same ALARM may begin, milliseconds
   */
  public static Comparison of(
      String leftName,
      List<AlarmSpan> left,
      String rightName,
      List<AlarmSpan> right,
      long tolerance) {
    Comparison comparison = new Comparison(leftName, rightName, tolerance);
    Map<String, List<AlarmSpan>> others = byAlarm(right);
    byAlarm(left)
        .forEach(
            (alarm, spans) -> {
              List<AlarmSpan> theirs = others.remove(alarm);
              comparison.match(spans, theirs == null ? List.of() : theirs);
            });
    others.values().forEach(comparison.onlyRight::addAll);
    Collections.sort(comparison.onlyLeft);
    Collections.sort(comparison.onlyRight);
    comparison.changed.sort((a, b) -> a.left.compareTo(b.left));
    return comparison;
  }

  /** Walks both lists, which are in order of time and do not overlap within themselves. */
  private void match(List<AlarmSpan> mine, List<AlarmSpan> theirs) {
    int i = 0;
    int j = 0;
    while (i < mine.size() && j < theirs.size()) {
      AlarmSpan a = mine.get(i);
      AlarmSpan b = theirs.get(j);
      boolean near = Math.abs(a.from() - b.from()) <= tolerance;
      if (near || (a.from() < b.to() && b.from() < a.to())) {
        if (near) {
          same++;
        } else {
          changed.add(new Pair(a, b));
        }
        i++;
        j++;
      } else if (a.from() < b.from()) {
        onlyLeft.add(a);
        i++;
      } else {
        onlyRight.add(b);
        j++;
      }
    }
    onlyLeft.addAll(mine.subList(i, mine.size()));
    onlyRight.addAll(theirs.subList(j, theirs.size()));
  }

  private static Map<String, List<AlarmSpan>> byAlarm(List<AlarmSpan> spans) {
    Map<String, List<AlarmSpan>> byAlarm = new TreeMap<>();
    List<AlarmSpan> ordered = new ArrayList<>(spans);
    Collections.sort(ordered);
    for (AlarmSpan span : ordered) {
      byAlarm.computeIfAbsent(span.alarm(), alarm -> new ArrayList<>()).add(span);
    }
    return byAlarm;
  }

  /** What the first history is called. */
  public String left() {
    return left;
  }

  /** What the second history is called. */
  public String right() {
    return right;
  }

  /** How many ALARMs both have at the same time. */
  public int same() {
    return same;
  }

  /** The ALARMs that both have at different times. */
  public List<Pair> changed() {
    return Collections.unmodifiableList(changed);
  }

  /** The ALARMs that only the first history has. */
  public List<AlarmSpan> onlyLeft() {
    return Collections.unmodifiableList(onlyLeft);
  }

  /** The ALARMs that only the second history has. */
  public List<AlarmSpan> onlyRight() {
    return Collections.unmodifiableList(onlyRight);
  }
}
