package dev.trailwatch.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes evidence of many events of an {@link EventTable}: counts by the numbers of texts, and only
 * the few events that are shown become objects.
 */
final class EventDigest {
  private final EventTable table;

  /** By text and kind of tally: how many events hold it, how many of them failed, their rank. */
  private int[] counts = {};

  private int[] failed = {};
  private int[] ranks = {};

  /** By kind: the different texts. */
  private final int[][] seen = new int[Evidence.KINDS][];

  private final int[] different = new int[Evidence.KINDS];
  private final int[] first = new int[Evidence.SAMPLES];
  private final int[] last = new int[Evidence.SAMPLES];

  EventDigest(EventTable table) {
    this.table = table;
  }

  /** The evidence of the events in some places. */
  Evidence of(int[] places, int count) {
    if (count == 0) {
      return Evidence.none();
    }
    if (counts.length < Evidence.KINDS * table.texts()) {
      int capacity = 2 * table.texts();
      counts = new int[Evidence.KINDS * capacity];
      failed = new int[Evidence.KINDS * capacity];
      ranks = new int[Evidence.KINDS * capacity];
      Arrays.setAll(seen, kind -> new int[capacity]);
    }
    for (int i = 0; i < count; i++) {
      tally(places[i]);
    }
    Tallies[] tallies = new Tallies[Evidence.KINDS];
    for (int kind = 0; kind < tallies.length; kind++) {
      tallies[kind] = tallies(kind);
    }
    int firsts = 0;
    int lasts = 0;
    for (int i = 0; i < count; i++) {
      firsts = keep(first, firsts, places[i], 1);
      lasts = keep(last, lasts, places[i], -1);
    }
    long earliest = table.eventTime(first[0]);
    long latest = table.eventTime(last[0]);
    return new Evidence(
        count, earliest, latest, 0, tallies, samples(first, firsts, 1), samples(last, lasts, -1));
  }

  private void tally(int place) {
    int rank = EventTrace.rank(table.hash(place));
    int fails = table.number(place, EventTrace.ERROR_CODE) < 0 ? 0 : 1;
    for (int kind = 0; kind < Evidence.KINDS; kind++) {
      int number = table.number(place, EventTrace.tallied(kind));
      if (number < 0) {
        continue;
      }
      int at = number * Evidence.KINDS + kind;
      if (counts[at]++ == 0) {
        seen[kind][different[kind]++] = number;
        ranks[at] = rank;
      } else if (Integer.compareUnsigned(rank, ranks[at]) < 0) {
        ranks[at] = rank;
      }
      failed[at] += fails;
    }
  }

  /** What has been counted of a kind, which is forgotten. */
  private Tallies tallies(int kind) {
    Map<String, Tallies.Count> byValue = new HashMap<>();
    for (int i = 0; i < different[kind]; i++) {
      int number = seen[kind][i];
      int at = number * Evidence.KINDS + kind;
      // what was masked may have become the same
      byValue
          .computeIfAbsent(table.text(number), text -> new Tallies.Count())
          .add(counts[at], failed[at], ranks[at]);
      counts[at] = 0;
      failed[at] = 0;
    }
    different[kind] = 0;
    return Tallies.of(byValue);
  }

  /**
   * Keeps a place among the best ones, the best first, if it is one of them.
   *
   * @param direction 1 if the earliest event is the best, -1 if the latest is
   * @return how many there are now
   */
  private int keep(int[] best, int size, int place, int direction) {
    int at = size;
    while (at > 0) {
      int order = direction * table.compare(place, best[at - 1]);
      if (order == 0) {
        return size;
      }
      if (order > 0) {
        break;
      }
      at--;
    }
    if (at == best.length) {
      return size;
    }
    int kept = Math.min(size + 1, best.length);
    System.arraycopy(best, at, best, at + 1, kept - at - 1);
    best[at] = place;
    return kept;
  }

  private List<EventSample> samples(int[] best, int size, int direction) {
    EventSample[] samples = new EventSample[size];
    for (int i = 0; i < size; i++) {
      samples[direction > 0 ? i : size - 1 - i] = table.trace(best[i]).sample();
    }
    return List.copyOf(Arrays.asList(samples));
  }
}
