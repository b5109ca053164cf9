package dev.trailwatch.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The live series of one part of a bound, minute after minute: who comes first has a place until it
 * has been quiet for long enough.
 */
public final class LiveSeries {
  private final long share;
  private final long lifetime;
  private final Map<String, Long> until = new HashMap<>();
  private final TreeMap<Long, List<String>> endings = new TreeMap<>();

  /**
   * No series yet.
   *
   * @param share as many may live at once
   * @param lifetime for how long a sample keeps its series alive, in milliseconds
   */
  public LiveSeries(long share, long lifetime) {
    this.share = share;
    this.lifetime = lifetime;
  }

  /**
   * Whether a series with a sample in a minute is one of those that may live.
   *
   * @param minute never before that of an earlier call
   */
  public boolean admits(String series, long minute) {
    bury(minute);
    Long known = until.get(series);
    if (known == null && until.size() >= share) {
      return false;
    }
    long end = SeriesBound.until(minute, lifetime, 0);
    if (known == null || known < end) {
      until.put(series, end);
      endings.computeIfAbsent(end, moment -> new ArrayList<>()).add(series);
    }
    return true;
  }

  private void bury(long minute) {
    Map<Long, List<String>> ended = endings.headMap(minute, true);
    ended.forEach((end, names) -> names.forEach(name -> until.remove(name, end)));
    ended.clear();
  }
}
