package dev.trailwatch.job;

import dev.trailwatch.event.CompactInput;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.event.PackedEvents;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.wire.PartialSum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sums of an alarm instance's non-empty minutes, oldest first, with the ids of the events that
 * are in them.
 *
 * <p>An id counts once a minute. A minute remembers at most {@value #MAX_IDS} of them, and an
 * instance those of its newest {@value #MAX_REMEMBERED} events. An event that finds no room counts
 * like any other, and so would its copies: {@link #takeUnchecked} tells how many such events there
 * were. Ids of a busy minute lie in an {@link IdStore}, so that a sum moves no other minute's.
 */
final class MinuteTable {
  /** A minute's length in milliseconds. */
  static final long MINUTE = 60_000;

  /** The most ids that one minute remembers: those of a thousand events a second. */
  static final int MAX_IDS = 65_536;

  /** The most ids that lie in the store; beyond that the oldest minutes forget theirs. */
  static final int MAX_REMEMBERED = 1 << 20;

  /** The most ids that a minute keeps beside its sum if there is a store. */
  static final int BESIDE_SUM = MinuteIds.FEW;

  private final @Nullable IdStore store;
  private MinuteRow[] rows;
  private int size;
  private int unchecked;

  private MinuteTable(int capacity, @Nullable IdStore store) {
    this.rows = new MinuteRow[capacity];
    this.store = store;
  }

  /** A table without a minute, which keeps all ids itself. */
  static MinuteTable empty() {
    return new MinuteTable(2, null);
  }

  /** Adds an event's partial sum to its minute and returns how many copies it left out. */
  int add(PartialSum partial) {
    int at = find(partial.minute);
    MinuteRow row = at >= 0 ? rows[at] : null;
    MinuteIds known = row == null ? new MinuteIds() : ids(row);
    boolean forgotten = row != null && row.forgotten;
    MinuteIds more = new MinuteIds();
    Summary sum = null;
    int before = known.size();
    int fresh = 0;
    for (int i = 0; i < partial.eventIds.length; i++) {
      long id = partial.eventIds[i];
      boolean room = !forgotten && known.size() < MAX_IDS;
      if (room ? known.add(id) : !known.contains(id) && more.add(id)) {
        fresh++;
        if (partial.eventValues.length > 0) {
          sum = plus(sum, Summary.of(partial.eventValues[i], partial.keepDistribution));
        }
      }
    }
    unchecked += more.size();
    if (fresh > 0 && partial.eventValues.length == 0) {
      sum = Summary.of(partial.eventValue, fresh, partial.keepDistribution);
    }
    if (partial.summary.length > 0) {
      sum = plus(sum, Summary.fromBytes(partial.summary));
    }
    if (sum != null) {
      if (row == null) {
        row = new MinuteRow(partial.minute, sum);
        row.ids = known;
        insert(-at - 1, row);
      } else {
        row.sum = row.sum.merge(sum);
      }
      row.changed |= known.size() > before;
    }
    return partial.eventIds.length - fresh;
  }

  private static Summary plus(@Nullable Summary sum, Summary more) {
    return sum == null ? more : sum.merge(more);
  }

  /**
   * How many events were added since the last call that found no room to be remembered, so that a
   * copy of them cannot be told, nor whether they are copies themselves.
   */
  int takeUnchecked() {
    int events = unchecked;
    unchecked = 0;
    return events;
  }

  /** Adds a minute that is not there yet, whose copies have been left out already. */
  void add(long minute, Summary sum) {
    MinuteRow row = new MinuteRow(minute, sum);
    row.ids = new MinuteIds();
    insert(-find(minute) - 1, row);
  }

  /** The evidence of those events that the minute does not hold yet. */
  Evidence unknownEvidence(PartialSum partial) {
    int place = find(partial.minute);
    MinuteIds held = place < 0 ? new MinuteIds() : ids(rows[place]);
    PackedEvents events = new PackedEvents(partial.shownTexts);
    CompactInput in = new CompactInput(partial.shown);
    boolean anything = partial.summary.length > 0;
    Evidence fresh = Evidence.none();
    EvidenceCollector several = null;
    for (int i = 0; i < partial.shownEvents; i++) {
      boolean known = held.contains(partial.eventIds[i]);
      anything |= !known;
      if (in.readByte() == 0) {
        continue;
      }
      events.read(in, partial.minute);
      if (!known && fresh.count() == 0) {
        fresh = events.trace().evidence();
      } else if (!known) {
        several = several == null ? new EvidenceCollector() : several;
        several.add(events.trace());
      }
    }
    // of the others it only matters whether any is new
    for (int i = partial.shownEvents; i < partial.eventIds.length && !anything; i++) {
      anything = !held.contains(partial.eventIds[i]);
    }
    fresh = several == null ? fresh : fresh.merge(several.evidence());
    return anything && partial.evidence.length > 0
        ? fresh.merge(Evidence.fromBytes(partial.evidence))
        : fresh;
  }

  /** The sum of all minutes from one moment to another, exclusive; null if there is none. */
  @Nullable Summary between(long from, long to) {
    Summary sum = null;
    for (int at = from(from); at < size && rows[at].start < to; at++) {
      sum = plus(sum, rows[at].sum);
    }
    return sum;
  }

  /** Forgets all minutes before a moment. */
  void dropBefore(long moment) {
    int at = from(moment);
    for (int i = 0; i < at; i++) {
      forgetIds(rows[i]);
    }
    if (at > 0) {
      size -= at;
      System.arraycopy(rows, at, rows, 0, size);
    }
  }

  /** Whether there is no minute. */
  boolean isEmpty() {
    return size == 0;
  }

  /** The oldest minute's start. */
  long first() {
    return rows[0].start;
  }

  /** The newest minute's start. */
  long last() {
    return rows[size - 1].start;
  }

  /**
   * The start of the oldest minute at or after a moment; {@link Long#MAX_VALUE} if there is none.
   */
  long firstFrom(long moment) {
    int at = from(moment);
    return at < size ? rows[at].start : Long.MAX_VALUE;
  }

  /** The table packed for state; what belongs into the store is written there. */
  byte[] pack() {
    if (size == 0) {
      return new byte[0];
    }
    storeIds();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * size);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(MinuteRow.LAYOUT);
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        rows[i].write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Puts the ids of busy minutes into the store, and has the oldest forget theirs for room. */
  private void storeIds() {
    if (store == null) {
      return;
    }
    long remembered = 0;
    for (int i = size - 1; i >= 0; i--) {
      MinuteRow row = rows[i];
      MinuteIds ids = row.ids;
      int count = ids == null ? row.count : ids.size();
      if (count <= BESIDE_SUM) {
        continue;
      }
      remembered += count;
      if (remembered > MAX_REMEMBERED) {
        forgetIds(row);
        row.forgotten = true;
      } else if (ids != null && (row.changed || !row.stored)) {
        store.write(row.start, ids.table());
        row.stored = true;
        row.count = count;
      }
    }
  }

  private void forgetIds(MinuteRow row) {
    if (row.stored && store != null) {
      store.forget(row.start);
    }
    row.stored = false;
    row.ids = null;
    row.count = 0;
  }

  /** The table that {@link #pack} packed without a store. */
  static MinuteTable unpack(byte[] packed) {
    return unpack(packed, null);
  }

  /**
   * The table that {@link #pack} packed.
   *
   * @param store where the ids of busy minutes lie; null if the table keeps them itself
   */
  static MinuteTable unpack(byte[] packed, @Nullable IdStore store) {
    if (packed.length == 0) {
      return new MinuteTable(2, store);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      int layout = in.readUnsignedByte();
      if (layout < MinuteRow.LAYOUT_OF_IDS_INSIDE || layout > MinuteRow.LAYOUT) {
        throw new IllegalStateException("minutes in an unknown layout: " + layout);
      }
      int size = in.readInt();
      MinuteTable table = new MinuteTable(size + 1, store);
      table.size = size;
      for (int i = 0; i < size; i++) {
        MinuteRow row = MinuteRow.read(in, layout);
        if (row.stored && store != null && layout == MinuteRow.LAYOUT_OF_IDS_IN_ORDER) {
          row.ids = MinuteIds.of(store.read(row.start));
          row.changed = true;
        }
        table.rows[i] = row;
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MinuteIds ids(MinuteRow row) {
    MinuteIds ids = row.ids;
    if (ids == null) {
      ids =
          row.stored && store != null
              ? MinuteIds.ofTable(store.read(row.start), row.count)
              : new MinuteIds();
      row.ids = row.forgotten ? null : ids;
    }
    return ids;
  }

  /** The place of a minute, or less than 0: {@code -place - 1} where it belongs. */
  private int find(long minute) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long start = rows[middle].start;
      if (start == minute) {
        return middle;
      }
      if (start < minute) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** The place of the oldest minute at or after a moment. */
  private int from(long moment) {
    int at = find(moment);
    return at >= 0 ? at : -at - 1;
  }

  private void insert(int at, MinuteRow row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    System.arraycopy(rows, at, rows, at + 1, size - at);
    rows[at] = row;
    size++;
  }
}
