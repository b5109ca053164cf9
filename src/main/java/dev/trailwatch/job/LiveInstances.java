package dev.trailwatch.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How many alarm instances live in one subtask.
 *
 * <p>Counted for each key group, so that the numbers can be spread over another parallelism as the
 * instances are. Nothing is ever scanned.
 */
final class LiveInstances {
  private final int maxParallelism;
  private final KeyGroupRange range;
  private final long[] numbers;

  private LiveInstances(int maxParallelism, KeyGroupRange range) {
    this.maxParallelism = maxParallelism;
    this.range = range;
    this.numbers = new long[maxParallelism];
  }

  /** None yet, in one of some subtasks. */
  static LiveInstances of(int maxParallelism, int parallelism, int subtask) {
    return new LiveInstances(
        maxParallelism,
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, parallelism, subtask));
  }

  /** Takes over the numbers of this subtask's key groups from what all subtasks wrote. */
  void restore(Iterable<long[]> written) {
    for (long[] group : written) {
      if (range.contains((int) group[0])) {
        numbers[(int) group[0]] = group[1];
      }
    }
  }

  /** A key's instance came to life, {@code 1}, came to its end, {@code -1}, or neither. */
  void change(String key, int by) {
    if (by != 0) {
      numbers[KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism)] += by;
    }
  }

  /** The number of them. */
  long number() {
    return Arrays.stream(numbers).sum();
  }

  /** Key group and number, of each key group that has any. */
  List<long[]> snapshot() {
    List<long[]> written = new ArrayList<>();
    for (int group = 0; group < numbers.length; group++) {
      if (numbers[group] != 0) {
        written.add(new long[] {group, numbers[group]});
      }
    }
    return written;
  }
}
