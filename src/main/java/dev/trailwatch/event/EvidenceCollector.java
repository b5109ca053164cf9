package dev.trailwatch.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Merges much evidence in place: the same result as {@link Evidence#merge} one by one, for less.
 *
 * <p>For one thread.
 */
public final class EvidenceCollector {
  private static final int MOST_VALUES = 8 * Tallies.KEPT;

  private final Tallies[] folded = new Tallies[Evidence.KINDS];
  private final Map<String, Tallies.Count>[] counts;
  private final TreeSet<EventSample> first = new TreeSet<>();
  private final TreeSet<EventSample> last = new TreeSet<>();
  private long count;
  private long firstEventTime;
  private long lastEventTime;
  private long late;

  /** A collector of nothing yet. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type has no other way
  public EvidenceCollector() {
    counts = new Map[Evidence.KINDS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new HashMap<>();
    }
    clear();
  }

  /** How many events it holds. */
  public long count() {
    return count;
  }

  /** Adds the evidence of one or more events. */
  public void add(Evidence evidence) {
    if (evidence.count() == 0) {
      return;
    }
    count += evidence.count();
    late += evidence.late();
    firstEventTime = Math.min(firstEventTime, evidence.firstEventTime());
    lastEventTime = Math.max(lastEventTime, evidence.lastEventTime());
    for (int i = 0; i < counts.length; i++) {
      Tallies tallies = evidence.tallies(i);
      if (!tallies.addTo(counts[i])) {
        folded[i] = folded[i].merge(tallies);
      } else if (counts[i].size() > MOST_VALUES) {
        fold(i);
      }
    }
    evidence.first().forEach(this::addFirst);
    evidence.last().forEach(this::addLast);
  }

  /** Adds one event, like its {@linkplain EventTrace#evidence evidence}, for less. */
  public void add(EventTrace event) {
    long time = event.sample().eventTime();
    count++;
    firstEventTime = Math.min(firstEventTime, time);
    lastEventTime = Math.max(lastEventTime, time);
    for (int i = 0; i < counts.length; i++) {
      String value = event.value(i);
      if (value != null) {
        Tallies.Count known = counts[i].get(value);
        if (known == null) {
          known = new Tallies.Count();
          counts[i].put(value, known);
        }
        known.add(1, event.failed() ? 1 : 0, event.rank());
        if (counts[i].size() > MOST_VALUES) {
          fold(i);
        }
      }
    }
    addFirst(event.sample());
    addLast(event.sample());
  }

  private void addFirst(EventSample sample) {
    if (first.size() < Evidence.SAMPLES || sample.compareTo(first.last()) < 0) {
      first.add(sample);
      if (first.size() > Evidence.SAMPLES) {
        first.pollLast();
      }
    }
  }

  private void addLast(EventSample sample) {
    if (last.size() < Evidence.SAMPLES || sample.compareTo(last.first()) > 0) {
      last.add(sample);
      if (last.size() > Evidence.SAMPLES) {
        last.pollFirst();
      }
    }
  }

  private void fold(int kind) {
    folded[kind] = folded[kind].merge(Tallies.of(counts[kind]));
    counts[kind].clear();
  }

  /** All of it as evidence. */
  public Evidence evidence() {
    if (count == 0) {
      return Evidence.none();
    }
    Tallies[] tallies = new Tallies[counts.length];
    for (int i = 0; i < counts.length; i++) {
      fold(i);
      tallies[i] = folded[i];
    }
    return new Evidence(
        count, firstEventTime, lastEventTime, late, tallies, List.copyOf(first), List.copyOf(last));
  }

  /** Forgets everything. */
  public void clear() {
    for (int i = 0; i < counts.length; i++) {
      folded[i] = Tallies.NONE;
      counts[i].clear();
    }
    first.clear();
    last.clear();
    count = 0;
    late = 0;
    firstEventTime = Long.MAX_VALUE;
    lastEventTime = Long.MIN_VALUE;
  }
}
