package dev.trailwatch.connector.split;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads splits one after the other on the task's thread.
 *
 * @param <T> what the source emits
 */
public abstract class SplitReader<T> implements SourceReader<T, Split> {
  private final SourceReaderContext context;
  private final Deque<Split> waiting = new ArrayDeque<>();
  private @Nullable Split current;
  private boolean noMore;
  private CompletableFuture<Void> splitArrived = new CompletableFuture<>();

  /** A reader that has no split yet. */
  protected SplitReader(SourceReaderContext context) {
    this.context = context;
  }

  /** Prepares the work on a split, from where its state says. */
  protected abstract void open(Split split) throws IOException;

  /**
   * Emits at most a few elements of the open split.
   *
   * @return whether there is more now, nothing until {@link #ready()}, or the split's end
   */
  protected abstract InputStatus poll(ReaderOutput<T> output) throws IOException;

  /** Done when the open split, after having nothing, may have something. */
  protected abstract CompletableFuture<Void> ready();

  /** How far the open split is done. */
  protected abstract byte[] state() throws IOException;

  @Override
  public abstract void close() throws IOException;

  @Override
  public void start() {
    if (waiting.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public final InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    if (current == null) {
      Split next = waiting.poll();
      if (next == null) {
        return noMore ? InputStatus.END_OF_INPUT : awaitSplit();
      }
      current = next;
      open(next);
    }
    InputStatus status = poll(output);
    if (status != InputStatus.END_OF_INPUT) {
      return status;
    }
    current = null;
    if (waiting.isEmpty() && !noMore) {
      // the future first: the answer may come at once
      InputStatus wait = awaitSplit();
      context.sendSplitRequest();
      return wait;
    }
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public final CompletableFuture<Void> isAvailable() {
    return current == null ? splitArrived : ready();
  }

  @Override
  public final void addSplits(List<Split> splits) {
    waiting.addAll(splits);
    splitArrived.complete(null);
  }

  @Override
  public final void notifyNoMoreSplits() {
    noMore = true;
    splitArrived.complete(null);
  }

  @Override
  public final List<Split> snapshotState(long checkpointId) {
    List<Split> splits = new ArrayList<>(waiting.size() + 1);
    if (current != null) {
      try {
        splits.add(Split.of(current.splitId(), state()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    splits.addAll(waiting);
    return splits;
  }

  private InputStatus awaitSplit() {
    if (splitArrived.isDone()) {
      splitArrived = new CompletableFuture<>();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }
}
