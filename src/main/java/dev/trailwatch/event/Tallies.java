package dev.trailwatch.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each value was seen, bounded, and the same in whatever order parts are merged.
 *
 * <p>Up to {@value #KEPT} values the counts are exact. Beyond that a sample of the values is kept,
 * those with the lowest rank, where a value's rank is the lowest hash among its events: the more
 * events, the lower the rank, so frequent values stay. Since a kept value was never dropped before
 * (its lowest event carried it), the choice does not depend on order. Their counts are then
 * estimated from {@value #COUNTERS} counters over all values, a count-mean sketch, which add up in
 * any order too. Space-Saving and its kin, smaller by half, give another answer for every order.
 */
final class Tallies {
  /** As many values as are counted exactly, and as many as are kept of more. */
  static final int KEPT = 32;

  /** Counters over all values once there are too many. */
  static final int COUNTERS = 128;

  static final Tallies NONE =
      new Tallies(new String[0], new long[0], new long[0], new int[0], null, null);

  /** In alphabetical order. */
  private final String[] values;

  private final long[] counts;
  private final long[] failed;
  private final int[] ranks;
  private final long @Nullable [] countSketch;
  private final long @Nullable [] failedSketch;

  private Tallies(
      String[] values,
      long[] counts,
      long[] failed,
      int[] ranks,
      long @Nullable [] countSketch,
      long @Nullable [] failedSketch) {
    this.values = values;
    this.counts = counts;
    this.failed = failed;
    this.ranks = ranks;
    this.countSketch = countSketch;
    this.failedSketch = failedSketch;
  }

  /** One event with the value; no value gives no tally. */
  static Tallies of(@Nullable String value, boolean failed, long eventHash) {
    if (value == null) {
      return NONE;
    }
    return new Tallies(
        new String[] {value},
        new long[] {1},
        new long[] {failed ? 1 : 0},
        new int[] {(int) (eventHash >>> 32)},
        null,
        null);
  }

  /** Tallies of values in any order and of any number, as merging each by itself would give. */
  static Tallies of(Map<String, Count> byValue) {
    int size = byValue.size();
    String[] values = byValue.keySet().toArray(new String[0]);
    Arrays.sort(values);
    Tallies all = new Tallies(values, new long[size], new long[size], new int[size], null, null);
    for (int i = 0; i < size; i++) {
      Count count = byValue.get(values[i]);
      if (count != null) {
        all.counts[i] = count.count;
        all.failed[i] = count.failed;
        all.ranks[i] = count.rank;
      }
    }
    if (size <= KEPT) {
      return size == 0 ? NONE : all;
    }
    long[] countSum = new long[COUNTERS];
    long[] failedSum = new long[COUNTERS];
    all.addTo(countSum, failedSum);
    return all.lowestRanks(countSum, failedSum);
  }

  /** Adds the counts to others, by value; false if they are no longer exact, and nothing done. */
  boolean addTo(Map<String, Count> byValue) {
    if (countSketch != null) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      byValue.computeIfAbsent(values[i], value -> new Count()).add(counts[i], failed[i], ranks[i]);
    }
    return true;
  }

  /** Counts of one value that are still growing. */
  static final class Count {
    private long count;
    private long failed;
    private int rank = -1; // the highest, unsigned

    void add(long moreCount, long moreFailed, int otherRank) {
      count += moreCount;
      failed += moreFailed;
      if (Integer.compareUnsigned(otherRank, rank) < 0) {
        rank = otherRank;
      }
    }
  }

  Tallies merge(Tallies other) {
    if (other.values.length == 0) {
      return this;
    }
    if (values.length == 0) {
      return other;
    }
    Tallies union = union(other);
    boolean exact = countSketch == null && other.countSketch == null;
    if (exact && union.values.length <= KEPT) {
      return union;
    }
    long[] countSum = new long[COUNTERS];
    long[] failedSum = new long[COUNTERS];
    addTo(countSum, failedSum);
    other.addTo(countSum, failedSum);
    return union.lowestRanks(countSum, failedSum);
  }

  private Tallies union(Tallies other) {
    int most = values.length + other.values.length;
    Tallies sum =
        new Tallies(new String[most], new long[most], new long[most], new int[most], null, null);
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < values.length || j < other.values.length) {
      int order =
          i == values.length
              ? 1
              : j == other.values.length ? -1 : values[i].compareTo(other.values[j]);
      if (order < 0) {
        sum.set(size++, this, i++);
      } else if (order > 0) {
        sum.set(size++, other, j++);
      } else {
        sum.set(size, this, i);
        sum.counts[size] += other.counts[j];
        sum.failed[size] += other.failed[j];
        if (Integer.compareUnsigned(other.ranks[j], ranks[i]) < 0) {
          sum.ranks[size] = other.ranks[j];
        }
        size++;
        i++;
        j++;
      }
    }
    return size == most
        ? sum
        : new Tallies(
            Arrays.copyOf(sum.values, size),
            Arrays.copyOf(sum.counts, size),
            Arrays.copyOf(sum.failed, size),
            Arrays.copyOf(sum.ranks, size),
            null,
            null);
  }

  private void set(int index, Tallies from, int fromIndex) {
    values[index] = from.values[fromIndex];
    counts[index] = from.counts[fromIndex];
    failed[index] = from.failed[fromIndex];
    ranks[index] = from.ranks[fromIndex];
  }

  private void addTo(long[] countSum, long[] failedSum) {
    if (countSketch != null && failedSketch != null) {
      for (int i = 0; i < COUNTERS; i++) {
        countSum[i] += countSketch[i];
        failedSum[i] += failedSketch[i];
      }
      return;
    }
    for (int i = 0; i < values.length; i++) {
      int counter = counter(values[i]);
      countSum[counter] += counts[i];
      failedSum[counter] += failed[i];
    }
  }

  private static int counter(String value) {
    return (int) (StableHash.of(value) & (COUNTERS - 1));
  }

  /** The values of lowest rank, with counters in place of their own counts. */
  private Tallies lowestRanks(long[] countSum, long[] failedSum) {
    Integer[] order = new Integer[values.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(
        order,
        (a, b) -> {
          int byRank = Integer.compareUnsigned(ranks[a], ranks[b]);
          return byRank != 0 ? byRank : values[a].compareTo(values[b]);
        });
    int kept = Math.min(KEPT, order.length);
    Arrays.sort(order, 0, kept);
    Tallies result =
        new Tallies(
            new String[kept], new long[kept], new long[kept], new int[kept], countSum, failedSum);
    for (int i = 0; i < kept; i++) {
      result.set(i, this, order[i]);
      result.counts[i] = 0;
      result.failed[i] = 0;
    }
    return result;
  }

  /** Whether there were more values than are kept. */
  boolean isTruncated() {
    return countSketch != null;
  }

  /** The values with their counts, the most frequent first. */
  List<Tally> list() {
    List<Tally> list = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      if (countSketch == null || failedSketch == null) {
        list.add(Tally.of(values[i], counts[i], failed[i]));
      } else {
        int counter = counter(values[i]);
        long count = Math.max(1, estimate(countSketch, counter));
        list.add(Tally.of(values[i], count, Math.min(count, estimate(failedSketch, counter))));
      }
    }
    list.sort(Comparator.comparingLong(Tally::count).reversed().thenComparing(Tally::value));
    return list;
  }

  /** A counter less what the other values put into it on average. */
  private static long estimate(long[] sketch, int counter) {
    long others = Arrays.stream(sketch).sum() - sketch[counter];
    return Math.max(0, sketch[counter] - Math.round(others / (COUNTERS - 1.0)));
  }

  /** How many values are kept. */
  int size() {
    return values.length;
  }

  String value(int index) {
    return values[index];
  }

  int rank(int index) {
    return ranks[index];
  }

  /** Whether this is what one event with the value gives; without one that is nothing. */
  boolean isOne(@Nullable String value, boolean fails, int rank) {
    if (value == null) {
      return values.length == 0;
    }
    return values.length == 1
        && countSketch == null
        && values[0].equals(value)
        && counts[0] == 1
        && failed[0] == (fails ? 1 : 0)
        && ranks[0] == rank;
  }

  void write(CompactOutput out, TextTable table) {
    out.writeUnsigned(values.length * 2L + (countSketch == null ? 0 : 1));
    for (int i = 0; i < values.length; i++) {
      out.writeUnsigned(table.index(values[i]));
      out.writeSigned(ranks[i]);
      if (countSketch == null) {
        out.writeUnsigned(counts[i]);
        out.writeUnsigned(failed[i]);
      }
    }
    if (countSketch != null && failedSketch != null) {
      for (int i = 0; i < COUNTERS; i++) {
        out.writeUnsigned(countSketch[i]);
        out.writeUnsigned(failedSketch[i]);
      }
    }
  }

  static Tallies read(CompactInput in, List<String> table) {
    int header = in.readSize();
    int size = header >> 1;
    boolean truncated = (header & 1) != 0;
    if (size == 0) {
      return NONE;
    }
    Tallies result =
        new Tallies(
            new String[size],
            new long[size],
            new long[size],
            new int[size],
            truncated ? new long[COUNTERS] : null,
            truncated ? new long[COUNTERS] : null);
    for (int i = 0; i < size; i++) {
      result.values[i] = TextTable.text(table, in.readUnsigned());
      result.ranks[i] = (int) in.readSigned();
      if (!truncated) {
        result.counts[i] = in.readUnsigned();
        result.failed[i] = in.readUnsigned();
      }
    }
    if (result.countSketch != null && result.failedSketch != null) {
      for (int i = 0; i < COUNTERS; i++) {
        result.countSketch[i] = in.readUnsigned();
        result.failedSketch[i] = in.readUnsigned();
      }
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Tallies)) {
      return false;
    }
    Tallies that = (Tallies) other;
    return Arrays.equals(values, that.values)
        && Arrays.equals(counts, that.counts)
        && Arrays.equals(failed, that.failed)
        && Arrays.equals(ranks, that.ranks)
        && Arrays.equals(countSketch, that.countSketch)
        && Arrays.equals(failedSketch, that.failedSketch);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values) * 31 + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return list().toString();
  }
}
