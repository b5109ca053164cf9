package dev.trailwatch.connector.split;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source whose work is known at its start, piece by piece.
 *
 * @param <T> what it emits
 */
public abstract class SplitSource<T> implements Source<T, Split, List<Split>> {
  private static final long serialVersionUID = 1L;

  /** A source, to be described by its subclass. */
  protected SplitSource() {}

  /** All of the work, in the order in which it is handed out. */
  protected abstract List<Split> splits() throws IOException;

  /**
   * Whether readers that have nothing left wait for those that still read: a checkpoint needs all
   * of them. Only for input whose time does not move before its end.
   */
  protected boolean endsTogether() {
    return false;
  }

  @Override
  public SplitEnumerator<Split, List<Split>> createEnumerator(SplitEnumeratorContext<Split> context)
      throws IOException {
    return new SplitQueue(context, splits(), endsTogether());
  }

  @Override
  public SplitEnumerator<Split, List<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, List<Split> waiting) {
    return new SplitQueue(context, waiting, endsTogether());
  }

  @Override
  public final SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public final SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
    return new SplitQueueSerializer();
  }
}
