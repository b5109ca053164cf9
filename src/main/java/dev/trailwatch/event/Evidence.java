package dev.trailwatch.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to know of the events behind an alarm: how many, when, who, from where, what.
 *
 * <p>Immutable. Merging in any order and grouping gives the same evidence. Bounded: 32 values of
 * each kind (see {@link #isTruncated}), the first and the last {@value #SAMPLES} different events.
 * Nothing of an event but the fields named here goes in, and what looks like a credential is
 * {@linkplain Secrets masked}.
 */
public final class Evidence {
  /** As many events as are kept from the beginning, and from the end. */
  static final int SAMPLES = 5;

  private static final int FORMAT = 1;
  private static final Evidence NONE =
      new Evidence(0, Long.MAX_VALUE, Long.MIN_VALUE, 0, new Tallies[0], List.of(), List.of());
  private static final int PRINCIPALS = 0;
  private static final int SOURCE_IPS = 1;
  private static final int EVENT_NAMES = 2;
  private static final int ACCOUNTS = 3;
  private static final int REGIONS = 4;

  /** How many kinds of values are counted. */
  static final int KINDS = 5;

  private final long count;
  private final long firstEventTime;
  private final long lastEventTime;
  private final long late;

  /** By kind; no kinds at all in the evidence of no events. */
  private final Tallies[] tallies;

  /** The earliest events, in their order. */
  private final List<EventSample> first;

  /** The latest events, in their order; may share some with the earliest. */
  private final List<EventSample> last;

  Evidence(
      long count,
      long firstEventTime,
      long lastEventTime,
      long late,
      Tallies[] tallies,
      List<EventSample> first,
      List<EventSample> last) {
    this.count = count;
    this.firstEventTime = firstEventTime;
    this.lastEventTime = lastEventTime;
    this.late = late;
    this.tallies = tallies;
    this.first = first;
    this.last = last;
  }

  /** The evidence of no events. */
  public static Evidence none() {
    return NONE;
  }

  /**
   * The evidence of one event.
   *
   * @param eventTime the time that the event counts at, in milliseconds since the epoch
   */
  public static Evidence of(LogEvent event, long eventTime) {
    return EventTrace.of(event, eventTime).evidence();
  }

  /** The same evidence, all of it late. */
  public Evidence asLate() {
    return new Evidence(count, firstEventTime, lastEventTime, count, tallies, first, last);
  }

  /** This and the other's events together. */
  public Evidence merge(Evidence other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    Tallies[] sum = new Tallies[KINDS];
    for (int i = 0; i < KINDS; i++) {
      sum[i] = tallies[i].merge(other.tallies[i]);
    }
    return new Evidence(
        count + other.count,
        Math.min(firstEventTime, other.firstEventTime),
        Math.max(lastEventTime, other.lastEventTime),
        late + other.late,
        sum,
        earliest(first, other.first),
        latest(last, other.last));
  }

  Tallies tallies(int kind) {
    return tallies.length == 0 ? Tallies.NONE : tallies[kind];
  }

  List<EventSample> first() {
    return first;
  }

  List<EventSample> last() {
    return last;
  }

  private static List<EventSample> earliest(List<EventSample> left, List<EventSample> right) {
    if (left.size() == SAMPLES && left.get(SAMPLES - 1).compareTo(right.get(0)) <= 0) {
      return left;
    }
    List<EventSample> all = union(left, right);
    return List.copyOf(all.subList(0, Math.min(SAMPLES, all.size())));
  }

  private static List<EventSample> latest(List<EventSample> left, List<EventSample> right) {
    if (left.size() == SAMPLES && right.get(right.size() - 1).compareTo(left.get(0)) <= 0) {
      return left;
    }
    List<EventSample> all = union(left, right);
    return List.copyOf(all.subList(Math.max(0, all.size() - SAMPLES), all.size()));
  }

  /** What is in one of two lists or in both, each once; all are in order. */
  private static List<EventSample> union(List<EventSample> left, List<EventSample> right) {
    List<EventSample> all = new ArrayList<>(left.size() + right.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      int order = left.get(l).compareTo(right.get(r));
      all.add(order <= 0 ? left.get(l) : right.get(r));
      l += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
    all.addAll(left.subList(l, left.size()));
    all.addAll(right.subList(r, right.size()));
    return all;
  }

  /** How many events. */
  public long count() {
    return count;
  }

  /** The earliest event's time, in milliseconds since the epoch; Long.MAX_VALUE without events. */
  public long firstEventTime() {
    return firstEventTime;
  }

  /** The latest event's time, in milliseconds since the epoch; Long.MIN_VALUE without events. */
  public long lastEventTime() {
    return lastEventTime;
  }

  /** How many of the events came too late for their period's settled verdict. */
  public long late() {
    return late;
  }

  /** Who, the most frequent first. */
  public List<Tally> principals() {
    return list(PRINCIPALS);
  }

  /** From which addresses, the most frequent first. */
  public List<Tally> sourceIPs() {
    return list(SOURCE_IPS);
  }

  /** Which API calls, and how many of them failed; the most frequent first. */
  public List<Tally> eventNames() {
    return list(EVENT_NAMES);
  }

  /** In which accounts, by id; the most frequent first. */
  public List<Tally> accounts() {
    return list(ACCOUNTS);
  }

  /** In which regions, the most frequent first. */
  public List<Tally> regions() {
    return list(REGIONS);
  }

  private List<Tally> list(int kind) {
    return Collections.unmodifiableList(tallies(kind).list());
  }

  /** Some of the events in their order: the first ones and the last ones, each once. */
  public List<EventSample> samples() {
    return Collections.unmodifiableList(union(first, last));
  }

  /** Whether a list leaves values out; the counts in that list are then estimates. */
  public boolean isTruncated() {
    for (Tallies tally : tallies) {
      if (tally.isTruncated()) {
        return true;
      }
    }
    return false;
  }

  /** The evidence in a compact, versioned form: about 115 bytes for one event. */
  public byte[] toBytes() {
    byte[] one = OneEvent.write(this);
    if (one != null) {
      return one;
    }
    CompactOutput body = new CompactOutput(256);
    TextTable table = new TextTable();
    body.writeUnsigned(count);
    if (count > 0) {
      body.writeSigned(firstEventTime);
      body.writeUnsigned(lastEventTime - firstEventTime);
      body.writeUnsigned(late);
      for (Tallies tally : tallies) {
        tally.write(body, table);
      }
      List<EventSample> samples = samples();
      body.writeUnsigned(samples.size());
      for (EventSample sample : samples) {
        body.writeUnsigned(sample.eventTime() - firstEventTime);
        for (int i = 0; i < EventSample.FIELDS; i++) {
          String field = sample.field(i);
          body.writeUnsigned(field == null ? 0 : table.index(field) + 1L);
        }
      }
    }
    CompactOutput out = new CompactOutput(256);
    out.writeByte(FORMAT);
    table.write(out);
    out.writeBytes(body.toBytes());
    return out.toBytes();
  }

  /**
   * The evidence that {@link #toBytes} wrote, in this or an earlier version.
   *
   * @throws IllegalArgumentException if the bytes are no evidence
   */
  public static Evidence fromBytes(byte[] bytes) {
    CompactInput outer = new CompactInput(bytes);
    int format = outer.readByte();
    if (format == OneEvent.FORMAT) {
      return OneEvent.read(outer);
    }
    if (format != FORMAT) {
      throw new IllegalArgumentException("evidence of an unknown format, " + format);
    }
    List<String> table = TextTable.read(outer);
    CompactInput in = new CompactInput(outer.readBytes());
    outer.end();
    long count = in.readUnsigned();
    if (count == 0) {
      in.end();
      return NONE;
    }
    long firstTime = in.readSigned();
    long lastTime = firstTime + in.readUnsigned();
    long late = in.readUnsigned();
    Tallies[] tallies = new Tallies[KINDS];
    for (int i = 0; i < KINDS; i++) {
      tallies[i] = Tallies.read(in, table);
    }
    List<EventSample> samples = new ArrayList<>();
    for (int i = in.readSize(); i > 0; i--) {
      long time = firstTime + in.readUnsigned();
      @Nullable String[] fields = new @Nullable String[EventSample.FIELDS];
      for (int f = 0; f < fields.length; f++) {
        long number = in.readUnsigned();
        fields[f] = number == 0 ? null : TextTable.text(table, number - 1);
      }
      samples.add(new EventSample(time, fields));
    }
    in.end();
    int size = samples.size();
    return new Evidence(
        count,
        firstTime,
        lastTime,
        late,
        tallies,
        List.copyOf(samples.subList(0, Math.min(SAMPLES, size))),
        List.copyOf(samples.subList(Math.max(0, size - SAMPLES), size)));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Evidence)) {
      return false;
    }
    Evidence that = (Evidence) other;
    return count == that.count
        && firstEventTime == that.firstEventTime
        && lastEventTime == that.lastEventTime
        && late == that.late
        && Arrays.equals(tallies, that.tallies)
        && first.equals(that.first)
        && last.equals(that.last);
  }

  @Override
  public int hashCode() {
    return Objects.hash(count, firstEventTime, lastEventTime, late);
  }

  @Override
  public String toString() {
    return count + " events by " + principals() + " from " + sourceIPs() + ": " + eventNames();
  }
}
