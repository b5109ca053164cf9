package dev.trailwatch.job;

import dev.trailwatch.event.CompactInput;
import dev.trailwatch.event.CompactOutput;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.wire.EvidenceMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of an alarm instance, minute by minute, for as long as an evaluation can ask for it.
 *
 * <p>A minute is read only when it is asked for and written only when it has changed: most calls
 * touch one of many.
 */
final class EvidenceTable {
  /** What a minute and its length take, at most. */
  private static final int PLACE = 8;

  /** The state's. */
  private final byte[] bytes;

  /** Starts of the minutes, ascending. */
  private long[] minutes;

  /** For a minute that has not changed: where the state holds it; from = to for a new one. */
  private int[] from;

  private int[] to;

  /** What has been read or added. */
  private @Nullable Evidence[] known;

  /** What a new minute's evidence is made of, as long as nobody has asked for it. */
  private @Nullable EvidenceSource[] sources;

  /** A minute's bytes if they are other ones than the state's. */
  private boolean[] changed;

  private int size;
  private boolean anyChange;

  private EvidenceTable(EvidenceMemory memory) {
    bytes = memory.evidence;
    CompactInput in = new CompactInput(bytes);
    boolean apart = memory.minutes.length > 0 || bytes.length == 0;
    size = apart ? memory.minutes.length : in.readSize();
    int capacity = size + 1;
    minutes = new long[capacity];
    from = new int[capacity];
    to = new int[capacity];
    known = new @Nullable Evidence[capacity];
    sources = new @Nullable EvidenceSource[capacity];
    changed = new boolean[capacity];
    if (apart) {
      // the layout of state that is older than the packed one
      System.arraycopy(memory.minutes, 0, minutes, 0, size);
      System.arraycopy(memory.ends, 0, to, 0, size);
    } else {
      unpack(in);
    }
    System.arraycopy(to, 0, from, 1, size);
    from[0] = apart ? 0 : in.position();
  }

  private void unpack(CompactInput in) {
    long minute = 0;
    int end = 0;
    for (int i = 0; i < size; i++) {
      minute += in.readSigned();
      minutes[i] = minute * MinuteTable.MINUTE;
      end += in.readSize();
      to[i] = end;
    }
    for (int i = 0; i < size; i++) {
      to[i] += in.position();
    }
  }

  /** What the state holds. */
  static EvidenceTable of(EvidenceMemory memory) {
    return new EvidenceTable(memory);
  }

  /** Adds evidence to a minute. */
  void add(long minute, Evidence evidence) {
    int at = Arrays.binarySearch(minutes, 0, size, minute);
    if (at < 0) {
      at = -at - 1;
      insert(at, minute);
      known[at] = evidence;
    } else {
      known[at] = read(at).merge(evidence);
    }
    changed[at] = true;
    anyChange = true;
  }

  /** Adds a minute that is not there yet, to be read when it is asked for. */
  void add(long minute, EvidenceSource source) {
    int at = firstFrom(minute);
    insert(at, minute);
    sources[at] = source;
    changed[at] = true;
    anyChange = true;
  }

  /** All evidence from one moment to another, exclusive. */
  Evidence between(long start, long end) {
    int at = firstFrom(start);
    if (at == size || minutes[at] >= end) {
      return Evidence.none();
    }
    if (at + 1 == size || minutes[at + 1] >= end) {
      return read(at);
    }
    EvidenceCollector all = new EvidenceCollector();
    for (; at < size && minutes[at] < end; at++) {
      EvidenceSource source = sources[at];
      if (source == null) {
        all.add(read(at));
      } else {
        source.addTo(all);
      }
    }
    return all.evidence();
  }

  /** Forgets all minutes before a moment. */
  void dropBefore(long moment) {
    remove(0, firstFrom(moment));
  }

  /** Forgets the minutes from one moment to another, exclusive. */
  void drop(long start, long end) {
    remove(firstFrom(start), firstFrom(end));
  }

  /**
   * Of the minutes before a moment, forgets the oldest ones until the others take no more than so
   * many bytes.
   */
  void thinBefore(long moment, int bytes) {
    int at = firstFrom(moment);
    int left = bytes;
    while (at > 0 && left >= length(at - 1)) {
      at--;
      left -= length(at);
    }
    remove(0, at);
  }

  /** Whether nothing is held. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Whether the state holds something else. */
  boolean hasChanged() {
    return anyChange;
  }

  /** The form that lies in state: the minutes and their lengths, then their evidence. */
  EvidenceMemory toMemory() {
    EvidenceMemory next = new EvidenceMemory();
    if (size == 0) {
      return next;
    }
    byte[][] fresh = new byte[size][];
    CompactOutput out = new CompactOutput(256);
    out.writeUnsigned(size);
    long minute = 0;
    for (int i = 0; i < size; i++) {
      out.writeSigned(minutes[i] / MinuteTable.MINUTE - minute);
      minute = minutes[i] / MinuteTable.MINUTE;
      if (changed[i]) {
        fresh[i] = read(i).toBytes();
      }
      out.writeUnsigned(changed[i] ? fresh[i].length : to[i] - from[i]);
    }
    for (int i = 0; i < size; i++) {
      if (changed[i]) {
        out.write(fresh[i], 0, fresh[i].length);
      } else {
        out.write(bytes, from[i], to[i]);
      }
    }
    next.evidence = out.toBytes();
    return next;
  }

  private Evidence read(int at) {
    Evidence evidence = known[at];
    if (evidence == null) {
      EvidenceSource source = sources[at];
      if (source == null) {
        evidence = Evidence.fromBytes(Arrays.copyOfRange(bytes, from[at], to[at]));
      } else {
        EvidenceCollector collector = new EvidenceCollector();
        source.addTo(collector);
        evidence = collector.evidence();
        sources[at] = null;
      }
      known[at] = evidence;
    }
    return evidence;
  }

  /** How many bytes a minute's evidence takes in state, at most. */
  private int length(int at) {
    Evidence evidence = known[at];
    // what nobody has asked for yet takes none
    int length = changed[at] && evidence != null ? evidence.toBytes().length : to[at] - from[at];
    return length + PLACE;
  }

  private void remove(int start, int end) {
    if (end > start) {
      move(end, start);
      size -= end - start;
      anyChange = true;
    }
  }

  private int firstFrom(long moment) {
    int at = Arrays.binarySearch(minutes, 0, size, moment);
    return at >= 0 ? at : -at - 1;
  }

  private void insert(int at, long minute) {
    if (size == minutes.length) {
      int capacity = 2 * size;
      minutes = Arrays.copyOf(minutes, capacity);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
      known = Arrays.copyOf(known, capacity);
      sources = Arrays.copyOf(sources, capacity);
      changed = Arrays.copyOf(changed, capacity);
    }
    move(at, at + 1);
    size++;
    minutes[at] = minute;
    from[at] = 0;
    to[at] = 0;
    known[at] = null;
    sources[at] = null;
  }

  /** Moves everything from a place to another. */
  private void move(int source, int target) {
    int count = size - source;
    System.arraycopy(minutes, source, minutes, target, count);
    System.arraycopy(from, source, from, target, count);
    System.arraycopy(to, source, to, target, count);
    System.arraycopy(known, source, known, target, count);
    System.arraycopy(sources, source, sources, target, count);
    System.arraycopy(changed, source, changed, target, count);
  }
}
