package dev.trailwatch.job;

import dev.trailwatch.event.CompactOutput;
import dev.trailwatch.event.EventTable;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.SampleBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Collects the samples of an archive by alarm instance, and sends them in batches: at the end, or
 * when memory asks.
 *
 * <p>Nobody waits for an archive's sums, so an event is packed once, however many rules it matches,
 * and a sample is the event's place. Copies are told apart where all parts come together.
 */
final class ArchiveSums implements SampleSums {
  static final int PLAIN = 0;

  /** The sample counts once for its eventID. */
  static final int DEDUPLICATED = 1;

  /** Another value than 1 follows. */
  static final int VALUED = 2;

  /** It is not the event's first sample in the instance; its number follows. */
  static final int FURTHER = 4;

  /** As many bits as number the samples between two flushes. */
  private static final int SAMPLE_BITS = 21;

  private static final int NUMBERS = (1 << SAMPLE_BITS) - 1;

  /** The last event may still add a sample for each rule. */
  private static final int MOST_SAMPLES = 1 << (SAMPLE_BITS - 1);

  private static final int MOST_EVENTS = 1 << 19;

  /** About how large a batch may become: a record far above that goes through a file. */
  private static final int BATCH_BYTES = 1 << 19;

  private static final int EACH_COPY = 1 << 31;

  private final EventTable events = new EventTable();
  private final IdentityHashMap<Alarm, Map<String, Series>> alarms = new IdentityHashMap<>();
  private final Consumer<PartialSum> out;
  private final Consumer<Evidence> profile;
  private int[] inProfile = {};
  private int profiled;
  private int samples;
  private int present;
  private long setNumber;

  /**
   * Sums of nothing yet.
   *
   * @param out takes the samples
   * @param profile takes the evidence of the events that are shown in the archive's profile
   */
  ArchiveSums(Consumer<PartialSum> out, Consumer<Evidence> profile) {
    this.out = out;
    this.profile = profile;
  }

  @Override
  public void begin(LogEvent event, long time, long number) {
    if (events.size() >= MOST_EVENTS || samples >= MOST_SAMPLES) {
      flush();
    }
    present = events.add(event, time);
    setNumber = number;
  }

  @Override
  public void profile() {
    if (profiled == inProfile.length) {
      inProfile = Arrays.copyOf(inProfile, Math.max(256, 2 * profiled));
    }
    inProfile[profiled++] = present;
  }

  @Override
  public boolean add(
      Alarm alarm, String[] values, double value, boolean deduplicate, int number, boolean first) {
    Series series = series(alarm, values, setNumber);
    series.add(deduplicate ? present : present | EACH_COPY, value, number);
    series.countsCopies |= first;
    samples++;
    return true;
  }

  @Override
  public void addSamples(Alarm alarm, long minute, long number, Summary sum) {
    series(alarm, new String[0], number).defaults.merge(minute, sum, Summary::merge);
  }

  @Override
  public void flush() {
    for (Map<String, Series> all : alarms.values()) {
      all.values().forEach(this::send);
    }
    if (profiled > 0) {
      profile.accept(events.evidence(inProfile, profiled));
    }
    profiled = 0;
    alarms.clear();
    events.clear();
    samples = 0;
  }

  @Override
  public boolean isEmpty() {
    return alarms.isEmpty();
  }

  private Series series(Alarm alarm, String[] values, long number) {
    Map<String, Series> all = alarms.computeIfAbsent(alarm, any -> new HashMap<>());
    String name = values.length == 1 ? values[0] : Alarm.seriesAddress("", values);
    Series series = all.get(name);
    if (series == null) {
      series = new Series(AlarmKey.of(alarm, values));
      all.put(name, series);
    }
    series.setNumber = Math.max(series.setNumber, number);
    return series;
  }

  private void send(Series series) {
    long[] order = order(series);
    Batch batch = new Batch(series);
    int at = 0;
    for (long minute : minutes(series, order)) {
      if (batch.samples.size() >= BATCH_BYTES) {
        batch.send();
        batch = new Batch(series);
      }
      int from = at;
      while (at < order.length && minute(order[at]) == minute) {
        at++;
      }
      batch.add(minute, order, from, at);
    }
    batch.send();
  }

  /** The samples' numbers behind their minutes, in order of these. */
  private long[] order(Series series) {
    long[] order = new long[series.size];
    boolean sorted = true;
    for (int i = 0; i < order.length; i++) {
      long time = events.eventTime(series.events[i] & ~EACH_COPY);
      order[i] = (Math.floorDiv(time, MinuteTable.MINUTE) << SAMPLE_BITS) | i;
      sorted &= i == 0 || order[i - 1] < order[i];
    }
    if (!sorted) {
      Arrays.sort(order);
    }
    return order;
  }

  private static long minute(long ordered) {
    return (ordered >> SAMPLE_BITS) * MinuteTable.MINUTE;
  }

  private static Collection<Long> minutes(Series series, long[] order) {
    TreeMap<Long, Summary> defaults = series.defaults;
    List<Long> minutes = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || order[i] >> SAMPLE_BITS != order[i - 1] >> SAMPLE_BITS) {
        minutes.add(minute(order[i]));
      }
    }
    if (defaults.isEmpty()) {
      return minutes;
    }
    TreeMap<Long, Boolean> all = new TreeMap<>();
    minutes.forEach(minute -> all.put(minute, true));
    defaults.keySet().forEach(minute -> all.put(minute, true));
    return all.keySet();
  }

  /** The samples of one alarm instance, in the order in which they came. */
  private static final class Series {
    private final AlarmKey key;
    private final TreeMap<Long, Summary> defaults = new TreeMap<>();
    private long setNumber;
    private boolean countsCopies;
    private int[] events = new int[4];
    private double[] values = {};
    private int[] numbers = {};
    private int size;

    Series(AlarmKey key) {
      this.key = key;
    }

    void add(int event, double value, int number) {
      if (size == events.length) {
        events = Arrays.copyOf(events, 2 * size);
      }
      if (value != 1 && values.length == 0) {
        values = new double[events.length];
        Arrays.fill(values, 0, size, 1);
      }
      if (values.length > 0) {
        values = values.length == size ? Arrays.copyOf(values, events.length) : values;
        values[size] = value;
      }
      if (number > 0 && numbers.length == 0) {
        numbers = new int[events.length];
      }
      if (numbers.length > 0) {
        numbers = numbers.length == size ? Arrays.copyOf(numbers, events.length) : numbers;
        numbers[size] = number;
      }
      events[size++] = event;
    }
  }

  /** A batch in the making. */
  private final class Batch {
    private final Series series;
    private final CompactOutput samples = new CompactOutput(64);
    private long[] minutes = new long[4];
    private int[] ends = new int[4];
    private int size;

    Batch(Series series) {
      this.series = series;
      events.beginPack();
    }

    void add(long minute, long[] order, int from, int to) {
      if (size == minutes.length) {
        minutes = Arrays.copyOf(minutes, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size);
      }
      samples.writeUnsigned(to - from);
      for (int i = from; i < to; i++) {
        int sample = (int) order[i] & NUMBERS;
        int event = series.events[sample];
        double value = series.values.length == 0 ? 1 : series.values[sample];
        int number = series.numbers.length == 0 ? 0 : series.numbers[sample];
        int kind = (event & EACH_COPY) == 0 ? DEDUPLICATED : PLAIN;
        samples.writeByte(kind | (value == 1 ? 0 : VALUED) | (number == 0 ? 0 : FURTHER));
        if (value != 1) {
          samples.writeDouble(value);
        }
        if (number > 0) {
          samples.writeUnsigned(number);
        }
        events.write(event & ~EACH_COPY, minute, samples);
      }
      Summary defaults = series.defaults.get(minute);
      samples.writeBytes(defaults == null ? new byte[0] : defaults.toBytes());
      minutes[size] = minute;
      ends[size++] = samples.size();
    }

    void send() {
      PartialSum partial = new PartialSum();
      series.key.address(partial);
      partial.setNumber = series.setNumber;
      SampleBatch batch = new SampleBatch();
      batch.minutes = Arrays.copyOf(minutes, size);
      batch.ends = Arrays.copyOf(ends, size);
      batch.samples = samples.toBytes();
      batch.texts = events.packedTexts();
      batch.countsCopies = series.countsCopies;
      partial.batch = batch;
      out.accept(partial);
    }
  }
}
