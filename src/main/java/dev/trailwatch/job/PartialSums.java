package dev.trailwatch.job;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.wire.PartialSum;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sums up matches before they cross to the alarms.
 *
 * <p>The first match of an alarm instance and minute in a slot goes out at once, so that an alarm
 * loses no time (unless the input is an archive); the rest waits for the slot's end, so that one
 * hot rule is no hot key. The owner flushes at each slot's end, and before each watermark and
 * checkpoint barrier.
 */
final class PartialSums {
  /** Events of a slot that travel singly; of more of them copies cannot be told. */
  private static final int SINGLE_EVENTS = 1024;

  /** Events of a slot whose evidence travels singly. */
  private static final int SINGLE_EVIDENCES = 32;

  private final Map<Slot, Sums> slots = new HashMap<>();
  private final boolean urgent;
  private final Consumer<PartialSum> out;

  /**
   * Sums nobody waits for, or somebody does.
   *
   * @param urgent whether the first match goes out at once
   */
  PartialSums(boolean urgent, Consumer<PartialSum> out) {
    this.urgent = urgent;
    this.out = out;
  }

  /**
   * Adds one match.
   *
   * @param eventId the event's id, if copies of it are to count once; null if each copy counts
   * @return false if the slot holds the event already
   */
  boolean add(
      AlarmKey key,
      long minute,
      long setNumber,
      double value,
      @Nullable Long eventId,
      Evidence evidence,
      long eventTime) {
    Slot slot = new Slot(key.key(), minute);
    Sums sums = slots.get(slot);
    boolean first = sums == null;
    if (sums == null) {
      sums = new Sums(key, minute);
      slots.put(slot, sums);
    }
    boolean counted = sums.add(setNumber, value, eventId, evidence, eventTime);
    if (first && urgent) {
      sums.emit(out);
    }
    return counted;
  }

  /** Adds samples that no event stands for: a metric's default value. */
  void addSamples(AlarmKey key, long minute, long setNumber, Summary samples) {
    slots
        .computeIfAbsent(new Slot(key.key(), minute), slot -> new Sums(key, minute))
        .addSamples(setNumber, samples);
  }

  /** Sends what is there and begins a new slot. */
  void flush() {
    for (Sums sums : slots.values()) {
      sums.emit(out);
    }
    slots.clear();
  }

  /** How many alarm instances and minutes the slot holds. */
  int size() {
    return slots.size();
  }

  /** Whether nothing has been added since the last flush. */
  boolean isEmpty() {
    return slots.isEmpty();
  }

  private static final class Slot {
    private final String key;
    private final long minute;

    Slot(String key, long minute) {
      this.key = key;
      this.minute = minute;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Slot
          && ((Slot) other).minute == minute
          && ((Slot) other).key.equals(key);
    }

    @Override
    public int hashCode() {
      return key.hashCode() * 31 + Long.hashCode(minute);
    }
  }

  /** What one slot holds of one minute of one alarm instance. */
  private static final class Sums {
    private final AlarmKey key;
    private final long minute;
    private long setNumber;
    private long lastEventTime = Long.MIN_VALUE;
    private long[] ids = new long[4];
    private double[] values = new double[4];
    private int count;
    private int[] evidenceEnds = new int[4];
    private int evidences;
    private final ByteArrayOutputStream single = new ByteArrayOutputStream(512);
    private @Nullable Summary rest;
    private final EvidenceCollector restEvidence = new EvidenceCollector();
    private boolean empty = true;

    Sums(AlarmKey key, long minute) {
      this.key = key;
      this.minute = minute;
    }

    boolean add(
        long number, double value, @Nullable Long eventId, Evidence evidence, long eventTime) {
      if (eventId != null && known(eventId)) {
        return false;
      }
      empty = false;
      setNumber = number;
      lastEventTime = Math.max(lastEventTime, eventTime);
      if (eventId == null || count == SINGLE_EVENTS) {
        Summary one = Summary.of(value, key.keepsDistribution());
        rest = rest == null ? one : rest.merge(one);
        restEvidence.add(evidence);
        return true;
      }
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      ids[count] = eventId;
      values[count++] = value;
      if (count <= SINGLE_EVIDENCES) {
        if (evidences == evidenceEnds.length) {
          evidenceEnds = Arrays.copyOf(evidenceEnds, 2 * evidences);
        }
        single.writeBytes(evidence.toBytes());
        evidenceEnds[evidences++] = single.size();
      } else {
        restEvidence.add(evidence);
      }
      return true;
    }

    void addSamples(long number, Summary samples) {
      empty = false;
      setNumber = number;
      lastEventTime = Math.max(lastEventTime, minute);
      rest = rest == null ? samples : rest.merge(samples);
    }

    private boolean known(long id) {
      for (int i = 0; i < count; i++) {
        if (ids[i] == id) {
          return true;
        }
      }
      return false;
    }

    void emit(Consumer<PartialSum> out) {
      if (empty) {
        return;
      }
      PartialSum partial = new PartialSum();
      key.address(partial);
      partial.minute = minute;
      partial.setNumber = setNumber;
      partial.lastEventTime = lastEventTime;
      partial.eventIds = Arrays.copyOf(ids, count);
      if (sameValues()) {
        partial.eventValue = count == 0 ? 0 : values[0];
      } else {
        partial.eventValues = Arrays.copyOf(values, count);
      }
      partial.evidenceEnds = Arrays.copyOf(evidenceEnds, evidences);
      partial.evidences = single.toByteArray();
      if (rest != null) {
        partial.summary = rest.toBytes();
      }
      if (restEvidence.count() > 0) {
        partial.evidence = restEvidence.evidence().toBytes();
      }
      out.accept(partial);
      clear();
    }

    private boolean sameValues() {
      for (int i = 1; i < count; i++) {
        if (Double.compare(values[i], values[0]) != 0) {
          return false;
        }
      }
      return true;
    }

    private void clear() {
      empty = true;
      count = 0;
      evidences = 0;
      single.reset();
      rest = null;
      restEvidence.clear();
      lastEventTime = Long.MIN_VALUE;
    }
  }
}
