package dev.trailwatch.job;

import dev.trailwatch.event.CompactOutput;
import dev.trailwatch.event.EventTable;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.StableHash;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.PartialSum;
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
 * flushes at each slot's end, and before each watermark and checkpoint barrier. What is shown of an
 * event is kept once a slot, however many alarms it counts in. Of an archive {@link ArchiveSums}
 * does the same.
 */
final class PartialSums implements SampleSums {
  /** As many events of a slot travel together; more of them don't wait for the slot's end. */
  private static final int SINGLE_EVENTS = 4096;

  /** Events of a slot that are shown singly, so that a copy can be left out of the evidence. */
  private static final int SHOWN_EVENTS = 32;

  /** As many events are kept; more of them don't wait for the slot's end. */
  private static final int MOST_EVENTS = 1 << 14;

  private static final int NOT_SHOWN = -1;

  private final Map<String, Map<String, Instance>> alarms = new HashMap<>();
  private final EventTable events = new EventTable();

  /**
   * Of the ids of the slot's events: what is new here is new to each alarm, so that only what may
   * be a copy is looked for in the sums.
   */
  private final IdFilter seen = new IdFilter();

  private final Consumer<PartialSum> out;

  private LogEvent event = LogEvent.of("");
  private long eventTime;
  private long setNumber;

  /** The present event's place; less than 0 until somebody asks for it. */
  private int present = -1;

  private @Nullable Long eventId;

  /** Whether the slot may have seen the present event's id before. */
  private boolean repeated;

  PartialSums(Consumer<PartialSum> out) {
    this.out = out;
  }

  @Override
  public void begin(LogEvent next, long time, long number) {
    if (events.size() >= MOST_EVENTS) {
      emit();
    }
    event = next;
    eventTime = time;
    setNumber = number;
    present = -1;
  }

  @Override
  public boolean add(
      Alarm alarm, String[] values, double value, boolean deduplicate, int number, boolean first) {
    int place = present();
    Long own = deduplicate ? eventId : null;
    Long id = own == null || number == 0 ? own : Long.valueOf(StableHash.nth(own, number));
    long minute = Math.floorDiv(eventTime, MinuteTable.MINUTE) * MinuteTable.MINUTE;
    Sums sums = instance(alarm, values).sums(minute);
    boolean counted = sums.add(value, id, place, number == 0);
    if (!sums.opened || sums.isFull()) {
      sums.opened = true;
      sums.emit();
    }
    return counted;
  }

  @Override
  public void addSamples(Alarm alarm, long minute, long number, Summary samples) {
    Sums sums = instance(alarm, new String[0]).sums(minute);
    sums.opened = true;
    sums.addSamples(number, samples);
  }

  @Override
  public void flush() {
    emit();
    alarms.clear();
  }

  private void emit() {
    for (Map<String, Instance> instances : alarms.values()) {
      for (Instance instance : instances.values()) {
        instance.emit();
      }
    }
    events.clear();
    seen.clear();
    present = -1;
  }

  @Override
  public boolean isEmpty() {
    return alarms.isEmpty();
  }

  private int present() {
    if (present < 0) {
      present = events.add(event, eventTime);
      eventId = events.idHash(present);
      repeated = eventId != null && !seen.add(eventId);
    }
    return present;
  }

  private Instance instance(Alarm alarm, String[] values) {
    Map<String, Instance> instances = alarms.computeIfAbsent(alarm.id(), id -> new HashMap<>(2));
    String name = values.length == 1 ? values[0] : Alarm.seriesAddress("", values);
    Instance instance = instances.get(name);
    if (instance == null) {
      instance = new Instance(AlarmKey.of(alarm, values));
      instances.put(name, instance);
    }
    return instance;
  }

  /** What one slot holds of one alarm instance: sums by minute, nearly always of one. */
  private final class Instance {
    private final AlarmKey key;
    private Sums[] sums = {};

    Instance(AlarmKey key) {
      this.key = key;
    }

    Sums sums(long minute) {
      for (Sums known : sums) {
        if (known.minute == minute) {
          return known;
        }
      }
      sums = Arrays.copyOf(sums, sums.length + 1);
      sums[sums.length - 1] = new Sums(key, minute);
      return sums[sums.length - 1];
    }

    void emit() {
      for (Sums each : sums) {
        each.emit();
      }
    }
  }

  /** What one slot holds of one minute of one alarm instance. */
  private final class Sums {
    private final AlarmKey key;
    private final long minute;
    private boolean opened;
    private long lastSet;
    private long lastEventTime = Long.MIN_VALUE;
    private final IdSet ids = new IdSet();
    private double[] values = new double[4];

    /** The places of the events that are shown singly. */
    private int[] single = new int[4];

    private int singles;
    private @Nullable Summary rest;

    /** The events whose evidence travels together, by their places. */
    private int[] together = {};

    private int togetherCount;
    private boolean empty = true;

    Sums(AlarmKey key, long minute) {
      this.key = key;
      this.minute = minute;
    }

    boolean add(double value, @Nullable Long eventId, int place, boolean shown) {
      if (eventId != null && !repeated) {
        ids.addNew(eventId);
      } else if (eventId != null && !ids.add(eventId)) {
        return false;
      }
      empty = false;
      lastSet = setNumber;
      lastEventTime = Math.max(lastEventTime, eventTime);
      if (eventId == null) {
        Summary one = Summary.of(value, key.keepsDistribution());
        rest = rest == null ? one : rest.merge(one);
        addTogether(place, shown);
        return true;
      }
      int count = ids.size();
      if (count > values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      values[count - 1] = value;
      if (count <= SHOWN_EVENTS) {
        if (singles == single.length) {
          single = Arrays.copyOf(single, 2 * singles);
        }
        single[singles++] = shown ? place : NOT_SHOWN;
      } else {
        addTogether(place, shown);
      }
      return true;
    }

    private void addTogether(int place, boolean shown) {
      if (shown) {
        if (togetherCount == together.length) {
          together = Arrays.copyOf(together, Math.max(16, 2 * togetherCount));
        }
        together[togetherCount++] = place;
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

    void emit() {
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
      packSingles(partial);
      if (rest != null) {
        partial.summary = rest.toBytes();
      }
      if (togetherCount > 0) {
        partial.evidence = events.evidence(together, togetherCount).toBytes();
      }
      out.accept(partial);
      clear();
    }

    private void packSingles(PartialSum partial) {
      CompactOutput packed = new CompactOutput(64);
      events.beginPack();
      for (int i = 0; i < singles; i++) {
        packed.writeByte(single[i] == NOT_SHOWN ? 0 : 1);
        if (single[i] != NOT_SHOWN) {
          events.write(single[i], minute, packed);
        }
      }
      partial.shownEvents = singles;
      partial.shown = packed.toBytes();
      partial.shownTexts = events.packedTexts();
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
      singles = 0;
      rest = null;
      togetherCount = 0;
      lastEventTime = Long.MIN_VALUE;
    }
  }
}
