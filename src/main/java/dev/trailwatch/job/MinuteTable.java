package dev.trailwatch.job;

import dev.trailwatch.event.Evidence;
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
 * <p>An id counts once a minute. A minute remembers at most {@link #MAX_IDS} of them; later copies
 * in so full a minute count again, which no threshold near that number can tell.
 */
final class MinuteTable {
  /** A minute's length in milliseconds. */
  static final long MINUTE = 60_000;

  /** The most ids that one minute remembers. */
  static final int MAX_IDS = 1024;

  private static final int LAYOUT = 1;
  private static final long[] NO_IDS = new long[0];

  private long[] starts;
  private Summary[] sums;
  private long[][] ids;
  private int size;

  private MinuteTable(int capacity) {
    starts = new long[capacity];
    sums = new Summary[capacity];
    ids = new long[capacity][];
  }

  /** A table without a minute. */
  static MinuteTable empty() {
    return new MinuteTable(2);
  }

  /** Adds an event's partial sum to its minute and returns how many copies it left out. */
  int add(PartialSum partial) {
    int at = Arrays.binarySearch(starts, 0, size, partial.minute);
    Summary sum = at >= 0 ? sums[at] : null;
    long[] known = at >= 0 ? ids[at] : NO_IDS;
    int copies = 0;
    for (int i = 0; i < partial.eventIds.length; i++) {
      long[] grown = insert(known, partial.eventIds[i]);
      if (grown == null) {
        copies++;
        continue;
      }
      known = grown;
      double value = partial.eventValues.length == 0 ? partial.eventValue : partial.eventValues[i];
      Summary one = Summary.of(value, partial.keepDistribution);
      sum = sum == null ? one : sum.merge(one);
    }
    if (partial.summary.length > 0) {
      Summary rest = Summary.fromBytes(partial.summary);
      sum = sum == null ? rest : sum.merge(rest);
    }
    if (sum != null) {
      put(at, partial.minute, sum, known);
    }
    return copies;
  }

  /** Whether the minute already holds the event. */
  boolean holds(long minute, long eventId) {
    int at = Arrays.binarySearch(starts, 0, size, minute);
    return at >= 0 && Arrays.binarySearch(ids[at], eventId) >= 0;
  }

  /** The evidence of those events that the minute does not hold yet. */
  Evidence unknownEvidence(PartialSum partial) {
    Evidence fresh = Evidence.none();
    boolean anything = partial.summary.length > 0;
    int from = 0;
    for (int i = 0; i < partial.eventIds.length; i++) {
      boolean known = holds(partial.minute, partial.eventIds[i]);
      anything |= !known;
      if (i < partial.evidenceEnds.length) {
        int to = partial.evidenceEnds[i];
        if (!known) {
          fresh = fresh.merge(Evidence.fromBytes(Arrays.copyOfRange(partial.evidences, from, to)));
        }
        from = to;
      }
    }
    if (anything && partial.evidence.length > 0) {
      fresh = fresh.merge(Evidence.fromBytes(partial.evidence));
    }
    return fresh;
  }

  /** The sum of all minutes from one moment to another, exclusive; null if there is none. */
  @Nullable Summary between(long from, long to) {
    int at = Arrays.binarySearch(starts, 0, size, from);
    at = at >= 0 ? at : -at - 1;
    Summary sum = null;
    for (; at < size && starts[at] < to; at++) {
      sum = sum == null ? sums[at] : sum.merge(sums[at]);
    }
    return sum;
  }

  /** Forgets all minutes before a moment. */
  void dropBefore(long moment) {
    int at = Arrays.binarySearch(starts, 0, size, moment);
    at = at >= 0 ? at : -at - 1;
    if (at > 0) {
      size -= at;
      System.arraycopy(starts, at, starts, 0, size);
      System.arraycopy(sums, at, sums, 0, size);
      System.arraycopy(ids, at, ids, 0, size);
    }
  }

  /** Whether there is no minute. */
  boolean isEmpty() {
    return size == 0;
  }

  /** The oldest minute's start. */
  long first() {
    return starts[0];
  }

  /** The newest minute's start. */
  long last() {
    return starts[size - 1];
  }

  /**
   * The start of the oldest minute at or after a moment; {@link Long#MAX_VALUE} if there is none.
   */
  long firstFrom(long moment) {
    int at = Arrays.binarySearch(starts, 0, size, moment);
    at = at >= 0 ? at : -at - 1;
    return at < size ? starts[at] : Long.MAX_VALUE;
  }

  /** The table packed for state. */
  byte[] pack() {
    if (size == 0) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * size);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        out.writeInt((int) (starts[i] / MINUTE));
        byte[] sum = sums[i].toBytes();
        out.writeShort(sum.length > 0xfffe ? 0xffff : sum.length);
        if (sum.length > 0xfffe) {
          out.writeInt(sum.length);
        }
        out.write(sum);
        out.writeShort(ids[i].length);
        for (long id : ids[i]) {
          out.writeLong(id);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The table that {@link #pack} packed. */
  static MinuteTable unpack(byte[] packed) {
    if (packed.length == 0) {
      return empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      int layout = in.readUnsignedByte();
      if (layout != LAYOUT) {
        throw new IllegalStateException("minutes in an unknown layout: " + layout);
      }
      int size = in.readInt();
      MinuteTable table = new MinuteTable(size + 1);
      table.size = size;
      for (int i = 0; i < size; i++) {
        table.starts[i] = in.readInt() * MINUTE;
        int length = in.readUnsignedShort();
        byte[] sum = new byte[length == 0xffff ? in.readInt() : length];
        in.readFully(sum);
        table.sums[i] = Summary.fromBytes(sum);
        int count = in.readUnsignedShort();
        table.ids[i] = count == 0 ? NO_IDS : new long[count];
        for (int j = 0; j < count; j++) {
          table.ids[i][j] = in.readLong();
        }
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(int found, long minute, Summary sum, long[] known) {
    int at = found;
    if (at < 0) {
      at = -at - 1;
      if (size == starts.length) {
        int capacity = 2 * size;
        starts = Arrays.copyOf(starts, capacity);
        sums = Arrays.copyOf(sums, capacity);
        ids = Arrays.copyOf(ids, capacity);
      }
      System.arraycopy(starts, at, starts, at + 1, size - at);
      System.arraycopy(sums, at, sums, at + 1, size - at);
      System.arraycopy(ids, at, ids, at + 1, size - at);
      size++;
    }
    starts[at] = minute;
    sums[at] = sum;
    ids[at] = known;
  }

  /** The ids with one more, in order; the same array if it is full; null if the id is in it. */
  private static long @Nullable [] insert(long[] ids, long id) {
    int at = Arrays.binarySearch(ids, id);
    if (at >= 0) {
      return null;
    }
    if (ids.length >= MAX_IDS) {
      return ids;
    }
    at = -at - 1;
    long[] grown = new long[ids.length + 1];
    System.arraycopy(ids, 0, grown, 0, at);
    grown[at] = id;
    System.arraycopy(ids, at, grown, at + 1, ids.length - at);
    return grown;
  }
}
