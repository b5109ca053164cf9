package dev.trailwatch.job;

import java.util.Set;
import java.util.TreeMap;

/** An {@link IdStore} in a map. */
final class MapIdStore implements IdStore {
  private final TreeMap<Long, long[]> minutes = new TreeMap<>();

  @Override
  public long[] read(long minute) {
    return minutes.getOrDefault(minute, new long[0]).clone();
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
