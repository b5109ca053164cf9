package dev.trailwatch.job;

import dev.trailwatch.event.CompactInput;
import dev.trailwatch.event.EventTrace;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.event.PackedEvents;
import dev.trailwatch.event.StableHash;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.wire.SampleBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of one alarm instance of an archive, oldest first, put together from the batches of
 * all who read it.
 *
 * <p>An eventID counts once a minute. Which of several copies counts does not depend on the order
 * in which they came: it is the first in the order of samples, then the one of the lowest value.
 */
final class ArchiveMinutes implements Iterator<ArchiveMinutes.Minute> {
  private final boolean keepDistribution;
  private final List<Part> parts = new ArrayList<>();
  private boolean sorted;
  private boolean countsCopies;
  private int next;

  /**
   * No minutes yet.
   *
   * @param keepDistribution whether percentiles will be asked for
   */
  ArchiveMinutes(boolean keepDistribution) {
    this.keepDistribution = keepDistribution;
  }

  /** Adds a batch, before the first minute is taken. */
  void add(SampleBatch batch) {
    countsCopies |= batch.countsCopies;
    PackedEvents events = new PackedEvents(batch.texts);
    for (int i = 0; i < batch.minutes.length; i++) {
      parts.add(new Part(batch, i, events));
    }
  }

  /** Whether copies that are left out of this instance are to be counted. */
  boolean countsCopies() {
    return countsCopies;
  }

  @Override
  public boolean hasNext() {
    return next < parts.size();
  }

  @Override
  public Minute next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!sorted) {
      parts.sort(Comparator.comparingLong(part -> part.minute));
      sorted = true;
    }
    int from = next;
    long minute = parts.get(from).minute;
    while (next < parts.size() && parts.get(next).minute == minute) {
      next++;
    }
    return new Minute(minute, parts.subList(from, next), keepDistribution);
  }

  /** One minute of a batch. */
  private static final class Part {
    private final SampleBatch batch;
    private final PackedEvents events;
    private final long minute;
    private final int from;
    private final int to;

    Part(SampleBatch batch, int index, PackedEvents events) {
      this.batch = batch;
      this.events = events;
      this.minute = batch.minutes[index];
      this.from = index == 0 ? 0 : batch.ends[index - 1];
      this.to = batch.ends[index];
    }
  }

  /** Reads the samples of a minute, part by part. */
  private static final class Samples {
    private final List<Part> parts;
    private int part = -1;
    private CompactInput in = new CompactInput(new byte[0]);
    private int left;

    /** The sample's number in the minute. */
    private int number = -1;

    private boolean once;
    private double value;

    /** How many samples of the same event the instance has before this one. */
    private int before;

    /** The default values of the parts read to their end. */
    private @Nullable Summary defaults;

    Samples(List<Part> parts) {
      this.parts = parts;
    }

    /** Goes on to the next sample. */
    boolean next() {
      while (left == 0) {
        if (part >= 0) {
          byte[] more = in.readBytes();
          defaults = more.length == 0 ? defaults : merge(defaults, Summary.fromBytes(more));
          in.end();
        }
        if (++part == parts.size()) {
          return false;
        }
        Part opened = parts.get(part);
        in = new CompactInput(opened.batch.samples, opened.from, opened.to);
        left = in.readSize();
      }
      left--;
      number++;
      int kind = in.readByte();
      value = (kind & ArchiveSums.VALUED) == 0 ? 1 : in.readDouble();
      before = (kind & ArchiveSums.FURTHER) == 0 ? 0 : (int) in.readUnsigned();
      event().read(in, parts.get(part).minute);
      once = (kind & ArchiveSums.DEDUPLICATED) != 0 && event().hasEventId();
      return true;
    }

    PackedEvents event() {
      return parts.get(part).events;
    }

    /** What the copies of the sample have in common. */
    long id() {
      return StableHash.nth(event().hash(), before);
    }
  }

  private static Summary merge(@Nullable Summary all, Summary more) {
    return all == null ? more : all.merge(more);
  }

  /** What one minute adds up to; its evidence is made when it is asked for. */
  static final class Minute implements EvidenceSource {
    private final long start;
    private final List<Part> parts;
    private final Summary sum;
    private int events;
    private int copies;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    /** The copies that do not count, by their number among all samples. */
    private final @Nullable BitSet leftOut;

    private Minute(long start, List<Part> parts, boolean keepDistribution) {
      this.start = start;
      this.parts = parts;
      this.leftOut = anyTwice(parts) ? copies(parts) : null;
      this.sum = sum(keepDistribution);
    }

    long start() {
      return start;
    }

    /** The sum of its samples. */
    Summary sum() {
      return sum;
    }

    /** How many events are in it. */
    int events() {
      return events;
    }

    /** How many copies of these were left out. */
    int copies() {
      return copies;
    }

    /** The earliest event's time; {@link Long#MAX_VALUE} without events. */
    long firstTime() {
      return firstTime;
    }

    /** The latest event's time; {@link Long#MIN_VALUE} without events. */
    long lastTime() {
      return lastTime;
    }

    @Override
    public void addTo(EvidenceCollector collector) {
      Samples samples = new Samples(parts);
      while (samples.next()) {
        if (samples.before == 0 && (leftOut == null || !leftOut.get(samples.number))) {
          collector.add(samples.event().trace());
        }
      }
    }

    private Summary sum(boolean keepDistribution) {
      Summary all = null;
      long ones = 0;
      Samples samples = new Samples(parts);
      while (samples.next()) {
        if (leftOut != null && leftOut.get(samples.number)) {
          copies++;
          continue;
        }
        if (samples.before == 0) {
          events++;
          firstTime = Math.min(firstTime, samples.event().eventTime());
          lastTime = Math.max(lastTime, samples.event().eventTime());
        }
        if (samples.value == 1) {
          ones++;
        } else {
          all = merge(all, Summary.of(samples.value, keepDistribution));
        }
      }
      if (samples.defaults != null) {
        all = merge(all, samples.defaults);
      }
      all = ones == 0 ? all : merge(all, Summary.of(1, ones, keepDistribution));
      return Objects.requireNonNull(all, "a minute has a sample");
    }

    /** Whether an eventID that is to count once is there more than once. */
    private static boolean anyTwice(List<Part> parts) {
      if (parts.size() == 1 && parts.get(0).batch.samples[parts.get(0).from] < 2) {
        return false;
      }
      long[] ids = new long[8];
      int size = 0;
      Samples samples = new Samples(parts);
      while (samples.next()) {
        if (samples.once) {
          ids = size == ids.length ? Arrays.copyOf(ids, 2 * size) : ids;
          ids[size++] = samples.id();
        }
      }
      Arrays.sort(ids, 0, size);
      for (int i = 1; i < size; i++) {
        if (ids[i] == ids[i - 1]) {
          return true;
        }
      }
      return false;
    }

    private static BitSet copies(List<Part> parts) {
      Map<Long, Copy> kept = new HashMap<>();
      BitSet copies = new BitSet();
      Samples samples = new Samples(parts);
      while (samples.next()) {
        if (samples.once) {
          Copy copy = new Copy(samples.number, samples.value, samples.event().trace());
          Copy other = kept.putIfAbsent(samples.id(), copy);
          if (other != null && copy.comesBefore(other)) {
            kept.put(samples.id(), copy);
            copies.set(other.number);
          } else if (other != null) {
            copies.set(copy.number);
          }
        }
      }
      return copies;
    }
  }

  /** One of several copies of an event. */
  private static final class Copy {
    private final int number;
    private final double value;
    private final EventTrace trace;

    Copy(int number, double value, EventTrace trace) {
      this.number = number;
      this.value = value;
      this.trace = trace;
    }

    boolean comesBefore(Copy other) {
      int order = EventTrace.ORDER.compare(trace, other.trace);
      return order < 0 || (order == 0 && value < other.value);
    }
  }
}
