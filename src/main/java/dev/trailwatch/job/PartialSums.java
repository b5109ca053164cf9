package dev.trailwatch.job;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.EventTrace;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.StableHash;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
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
 * loses no time; the rest waits for the slot's end, so that one hot rule is no hot key. The owner
 * flushes at each slot's end, and before each watermark and checkpoint barrier. Of an archive
 * {@link ArchiveSums} does the same.
 */
final class PartialSums implements SampleSums {
  /** As many events of a slot travel together; more of them don't wait for the slot's end. */
  private static final int SINGLE_EVENTS = 1024;

  /** Events of a slot whose evidence travels singly. */
  private static final int SINGLE_EVIDENCES = 32;

  private static final byte[] NOTHING = Evidence.none().toBytes();

  private final Map<Slot, Sums> slots = new HashMap<>();
  private final Consumer<PartialSum> out;

  private LogEvent event = LogEvent.of("");
  private long eventTime;
  private long setNumber;

  /** What several rules ask of the present event, once it has been asked for. */
  private @Nullable EventTrace trace;

  private byte @Nullable [] packed;
  private @Nullable Long eventId;
  private boolean eventIdRead;

  PartialSums(Consumer<PartialSum> out) {
    this.out = out;
  }

  @Override
  public void begin(LogEvent present, long time, long number) {
    event = present;
    eventTime = time;
    setNumber = number;
    trace = null;
    packed = null;
    eventId = null;
    eventIdRead = false;
  }

  @Override
  public EventTrace trace() {
    EventTrace known = trace;
    if (known == null) {
      known = EventTrace.of(event, eventTime);
      trace = known;
    }
    return known;
  }

  @Override
  public boolean add(
      Alarm alarm, String[] values, double value, boolean deduplicate, int number, boolean first) {
    AlarmKey key = AlarmKey.of(alarm, values);
    long minute = Math.floorDiv(eventTime, MinuteTable.MINUTE) * MinuteTable.MINUTE;
    Long own = deduplicate ? eventId() : null;
    Long id = own == null ? null : Long.valueOf(StableHash.nth(own, number));
    Slot slot = new Slot(key.key(), minute);
    Sums sums = slots.get(slot);
    boolean fresh = sums == null;
    if (sums == null) {
      sums = new Sums(key, minute);
      slots.put(slot, sums);
    }
    boolean counted = sums.add(value, id, number == 0);
    if (fresh || sums.isFull()) {
      sums.emit(out);
    }
    return counted;
  }

  @Override
  public void addSamples(Alarm alarm, long minute, long number, Summary samples) {
    AlarmKey key = AlarmKey.of(alarm);
    slots
        .computeIfAbsent(new Slot(key.key(), minute), slot -> new Sums(key, minute))
        .addSamples(number, samples);
  }

  @Override
  public void flush() {
    for (Sums sums : slots.values()) {
      sums.emit(out);
    }
    slots.clear();
  }

  @Override
  public boolean isEmpty() {
    return slots.isEmpty();
  }

  private byte[] packed() {
    byte[] known = packed;
    if (known == null) {
      known = trace().evidence().toBytes();
      packed = known;
    }
    return known;
  }

  private @Nullable Long eventId() {
    if (!eventIdRead) {
      CloudTrailEvent trail = CloudTrailEvent.of(event);
      eventId = trail == null ? null : trail.eventIdHash();
      eventIdRead = true;
    }
    return eventId;
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
  private final class Sums {
    private final AlarmKey key;
    private final long minute;
    private long lastSet;
    private long lastEventTime = Long.MIN_VALUE;
    private final IdSet ids = new IdSet();
    private double[] values = new double[4];
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

    boolean add(double value, @Nullable Long eventId, boolean shown) {
      if (eventId != null && !ids.add(eventId)) {
        return false;
      }
      empty = false;
      lastSet = setNumber;
      lastEventTime = Math.max(lastEventTime, eventTime);
      if (eventId == null) {
        Summary one = Summary.of(value, key.keepsDistribution());
        rest = rest == null ? one : rest.merge(one);
        addEvidence(shown);
        return true;
      }
      int count = ids.size();
      if (count > values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      values[count - 1] = value;
      if (count <= SINGLE_EVIDENCES) {
        if (evidences == evidenceEnds.length) {
          evidenceEnds = Arrays.copyOf(evidenceEnds, 2 * evidences);
        }
        single.writeBytes(shown ? packed() : NOTHING);
        evidenceEnds[evidences++] = single.size();
      } else {
        addEvidence(shown);
      }
      return true;
    }

    private void addEvidence(boolean shown) {
      if (shown) {
        restEvidence.add(trace());
      }
    }

    void addSamples(long number, Summary samples) {
      empty = false;
      lastSet = number;
      lastEventTime = Math.max(lastEventTime, minute);
      rest = rest == null ? samples : rest.merge(samples);
    }

    boolean isFull() {
      return ids.size() == SINGLE_EVENTS;
    }

    void emit(Consumer<PartialSum> out) {
      if (empty) {
        return;
      }
      PartialSum partial = new PartialSum();
      key.address(partial);
      partial.minute = minute;
      partial.setNumber = lastSet;
      partial.lastEventTime = lastEventTime;
      partial.eventIds = ids.toArray();
      if (sameValues()) {
        partial.eventValue = ids.size() == 0 ? 0 : values[0];
      } else {
        partial.eventValues = Arrays.copyOf(values, ids.size());
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
      for (int i = 1; i < ids.size(); i++) {
        if (Double.compare(values[i], values[0]) != 0) {
          return false;
        }
      }
      return true;
    }

    private void clear() {
      empty = true;
      ids.clear();
      evidences = 0;
      single.reset();
      rest = null;
      restEvidence.clear();
      lastEventTime = Long.MIN_VALUE;
    }
  }
}
