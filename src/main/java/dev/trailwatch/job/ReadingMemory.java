package dev.trailwatch.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask that reads an archive has counted and seen, for a replay that goes on later.
 *
 * <p>Sums of all subtasks and refused records are accumulators otherwise, which no checkpoint
 * holds.
 */
final class ReadingMemory implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Long> counts;
  private final long earliest;
  private final ArrayList<String> refused;
  private final @Nullable EventProfile profile;
  private final boolean ended;

  /**
   * A memory.
   *
   * @param earliest the earliest event time seen; {@link Long#MAX_VALUE} if none
   * @param ended whether the input has ended: what follows is in no checkpoint
   */
  ReadingMemory(
      Map<String, Long> counts,
      long earliest,
      List<String> refused,
      @Nullable EventProfile profile,
      boolean ended) {
    this.counts = new TreeMap<>(counts);
    this.earliest = earliest;
    this.refused = new ArrayList<>(refused);
    this.profile = profile;
    this.ended = ended;
  }

  Map<String, Long> counts() {
    return counts;
  }

  long earliest() {
    return earliest;
  }

  List<String> refused() {
    return refused;
  }

  @Nullable EventProfile profile() {
    return profile;
  }

  boolean ended() {
    return ended;
  }

  byte[] toBytes() throws IOException {
    return InstantiationUtil.serializeObject(this);
  }

  static ReadingMemory of(byte[] bytes) throws IOException {
    try {
      ClassLoader loader = ReadingMemory.class.getClassLoader();
      return InstantiationUtil.deserializeObject(bytes, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
