package dev.trailwatch.connector.split;

import java.util.Arrays;
import org.apache.flink.api.connector.source.SourceSplit;

/** A piece of a source's work, and how far it is done in the words of that source. Immutable. */
public final class Split implements SourceSplit {
  private final String id;
  private final byte[] state;

  private Split(String id, byte[] state) {
    this.id = id;
    this.state = state;
  }

  /**
   * A piece of work.
   *
   * @param id unique within its source
   * @param state how far it is done; only the source reads it
   */
  public static Split of(String id, byte[] state) {
    return new Split(id, state.clone());
  }

  @Override
  public String splitId() {
    return id;
  }

  /** How far the work is done; only the source reads it. */
  public byte[] state() {
    return state.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Split
        && ((Split) other).id.equals(id)
        && Arrays.equals(((Split) other).state, state);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(state);
  }

  @Override
  public String toString() {
    return id;
  }
}
