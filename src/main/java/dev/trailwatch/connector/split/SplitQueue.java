package dev.trailwatch.connector.split;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Hands out splits in order to whoever asks, until none is left: one at a time, or a few at a time
 * while there are many, because an archive may have more files than a network likes questions.
 */
final class SplitQueue implements SplitEnumerator<Split, List<Split>> {
  private static final int MOST_AT_ONCE = 16;

  /** While there are many, a reader gets at most this part of its fair share of them. */
  private static final int ROUNDS = 8;

  private final SplitEnumeratorContext<Split> context;
  private final Deque<Split> waiting;
  private final boolean endsTogether;

  /** Readers that asked when nothing was left. */
  private final Set<Integer> idle = new TreeSet<>();

  /**
   * A queue of these splits.
   *
   * @param endsTogether whether readers that find nothing wait for those that still read
   */
  SplitQueue(
      SplitEnumeratorContext<Split> context, Collection<Split> splits, boolean endsTogether) {
    this.context = context;
    this.waiting = new ArrayDeque<>(splits);
    this.endsTogether = endsTogether;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    if (!context.registeredReaders().containsKey(subtask)) {
      return;
    }
    if (waiting.isEmpty()) {
      idle.add(subtask);
      if (!endsTogether) {
        context.signalNoMoreSplits(subtask);
      } else if (idle.size() >= context.currentParallelism()) {
        idle.forEach(context::signalNoMoreSplits);
      }
      return;
    }
    int share = waiting.size() / (ROUNDS * Math.max(1, context.currentParallelism()));
    List<Split> next = new ArrayList<>();
    for (int i = Math.max(1, Math.min(share, MOST_AT_ONCE)); i > 0; i--) {
      next.add(waiting.remove());
    }
    context.assignSplits(new SplitsAssignment<>(Map.of(subtask, next)));
  }

  @Override
  public void addSplitsBack(List<Split> splits, int subtask) {
    for (int i = splits.size() - 1; i >= 0; i--) {
      waiting.addFirst(splits.get(i));
    }
  }

  @Override
  public void addReader(int subtask) {
    // a reader that is new asks anew
    idle.remove(subtask);
  }

  @Override
  public List<Split> snapshotState(long checkpointId) {
    return new ArrayList<>(waiting);
  }

  @Override
  public void close() {}
}
