package dev.trailwatch.job;

import java.util.Set;
import java.util.TreeMap;

/** An {@link IdStore} in a map, which hands out copies of its arrays or, as a heap does, them. */
final class MapIdStore implements IdStore {
  private final TreeMap<Long, long[]> minutes = new TreeMap<>();
  private final boolean copies;

  MapIdStore(boolean copies) {
    this.copies = copies;
  }

  @Override
  public long[] read(long minute) {
    long[] ids = minutes.getOrDefault(minute, new long[0]);
    return copies ? ids.clone() : ids;
  }

  @Override
  public void write(long minute, long[] ids) {
    minutes.put(minute, ids);
  }

  @Override
  public void forget(long minute) {
    minutes.remove(minute);
  }

  Set<Long> minutes() {
    return minutes.keySet();
  }
}
