package dev.trailwatch.job;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * How many events came when, how many of them matched, and who was behind those.
 *
 * <p>At most {@value #MOST_BINS} stretches of time: where there are more, they become twice as
 * long, so that the profile of a year is no larger than a day's. Which subtask saw what makes no
 * difference to the sum.
 */
public final class EventProfile implements Accumulator<EventProfile, EventProfile> {
  /** The accumulator's name. */
  public static final String NAME = "eventProfile";

  private static final long serialVersionUID = 1L;
  private static final int MOST_BINS = 4096;

  private long width = 60_000;
  private TreeMap<Long, long[]> bins = new TreeMap<>();
  private transient EvidenceCollector matched = new EvidenceCollector();
  private transient long lastStart = Long.MAX_VALUE;
  private transient long[] last = new long[2];

  /** A profile of no events. */
  public EventProfile() {}

  void add(long time, boolean matches) {
    long start = Math.floorDiv(time, width) * width;
    if (start != lastStart) {
      last = bins.computeIfAbsent(start, bin -> new long[2]);
      lastStart = start;
      if (bins.size() > MOST_BINS) {
        coarsen();
      }
    }
    last[0]++;
    last[1] += matches ? 1 : 0;
  }

  /** Adds events that matched a rule. */
  void add(Evidence events) {
    matched.add(events);
  }

  /** The length of a stretch of time, milliseconds. */
  public long width() {
    return width;
  }

  /** By its start: how many events, and how many of them matched a rule. */
  public NavigableMap<Long, long[]> bins() {
    return bins;
  }

  /** Who and what was behind the events that matched a rule; a copy of one counts again. */
  public Evidence matched() {
    return matched.evidence();
  }

  @Override
  public void add(EventProfile other) {
    while (width < other.width) {
      coarsen();
    }
    other.bins.forEach(
        (start, counts) -> {
          long[] sum =
              bins.computeIfAbsent(Math.floorDiv(start, width) * width, bin -> new long[2]);
          sum[0] += counts[0];
          sum[1] += counts[1];
        });
    while (bins.size() > MOST_BINS) {
      coarsen();
    }
    lastStart = Long.MAX_VALUE;
    matched.add(other.matched());
  }

  private void coarsen() {
    width *= 2;
    TreeMap<Long, long[]> wider = new TreeMap<>();
    bins.forEach(
        (start, counts) -> {
          long[] sum =
              wider.computeIfAbsent(Math.floorDiv(start, width) * width, bin -> new long[2]);
          sum[0] += counts[0];
          sum[1] += counts[1];
          if (counts == last) {
            last = sum;
          }
        });
    bins = wider;
    lastStart = Long.MAX_VALUE;
  }

  @Override
  public EventProfile getLocalValue() {
    return this;
  }

  @Override
  public void resetLocal() {
    bins.clear();
    matched.clear();
    lastStart = Long.MAX_VALUE;
  }

  @Override
  public void merge(Accumulator<EventProfile, EventProfile> other) {
    add(other.getLocalValue());
  }

  @Override
  @SuppressWarnings("NonFinalClone") // the interface asks for it
  public EventProfile clone() {
    EventProfile copy = new EventProfile();
    copy.add(this);
    return copy;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    byte[] evidence = matched().toBytes();
    out.writeInt(evidence.length);
    out.write(evidence);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    byte[] evidence = new byte[in.readInt()];
    in.readFully(evidence);
    matched = new EvidenceCollector();
    matched.add(Evidence.fromBytes(evidence));
    lastStart = Long.MAX_VALUE;
    last = new long[2];
  }
}
