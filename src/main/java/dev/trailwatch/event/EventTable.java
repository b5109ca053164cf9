package dev.trailwatch.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many events as evidence, column by column and every text once: some 60 bytes an event.
 *
 * <p>Parts of it are written for a trip, with the texts that they need, and read by {@link
 * PackedEvents}. For one thread.
 */
public final class EventTable {
  static final int HAS_EVENT_ID = 1;
  static final int IS_UUID = 2;

  private static final int NO_TEXT = -1;

  /** As many texts are known again without a look-up. */
  private static final int RECENT = 1024;

  /** By the text as it came: its number. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** By number: the text as it is shown. */
  private @Nullable String[] texts = new @Nullable String[256];

  private int textCount;

  /** By hash: a text that came, and its number. */
  private final @Nullable String[] recent = new @Nullable String[RECENT];

  private final int[] recentNumbers = new int[RECENT];

  private long[] times = new long[256];
  private long[] hashes = new long[256];
  private byte[] kinds = new byte[256];

  /** The halves of an eventID that is a UUID. */
  private long[] ids = new long[2 * 256];

  private int[] fields = new int[EventSample.FIELDS * 256];
  private final EventDigest digest = new EventDigest(this);
  private int size;

  /** By number: the pack that needs the text, and the text's number there. */
  private int[] packs = new int[256];

  private int[] packNumbers = new int[256];
  private int pack;
  private int packTexts;
  private CompactOutput packed = new CompactOutput();

  /**
   * Adds an event.
   *
   * @param eventTime the time that the event counts at, in milliseconds since the epoch
   * @return its place
   */
  public int add(LogEvent event, long eventTime) {
    if (size == times.length) {
      grow();
    }
    CloudTrailEvent record = CloudTrailEvent.of(event);
    EventId id = record == null ? null : record.eventID();
    int first = size * EventSample.FIELDS;
    int kind = id == null ? 0 : HAS_EVENT_ID;
    fields[first + EventTrace.EVENT_ID] = NO_TEXT;
    if (id != null && id.isUuid()) {
      kind |= IS_UUID;
      ids[2 * size] = id.high();
      ids[2 * size + 1] = id.low();
    } else {
      // nobody else has it: no need to know it again
      String text = id == null ? event.id() : id.toString();
      fields[first + EventTrace.EVENT_ID] = text.isEmpty() ? NO_TEXT : addText(text);
    }
    hashes[size] = EventTrace.hash(event, id);
    @Nullable String[] raw = EventTrace.fields(record);
    for (int i = 1; i < raw.length; i++) {
      fields[first + i] = number(raw[i]);
    }
    times[size] = eventTime;
    kinds[size] = (byte) kind;
    return size++;
  }

  /** How many events there are. */
  public int size() {
    return size;
  }

  /** The time that an event counts at. */
  public long eventTime(int place) {
    return times[place];
  }

  /** An event's trace. */
  public EventTrace trace(int place) {
    @Nullable String[] shown = new @Nullable String[EventSample.FIELDS];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = text(place, i);
    }
    if (isUuid(place)) {
      shown[EventTrace.EVENT_ID] = new UUID(ids[2 * place], ids[2 * place + 1]).toString();
    }
    return new EventTrace(times[place], shown, hashes[place]);
  }

  /** The evidence of events together, by their places; the same as of their traces one by one. */
  public Evidence evidence(int[] places, int count) {
    return digest.of(places, count);
  }

  /** The event's eventID as a hash; null without one. */
  public @Nullable Long idHash(int place) {
    return (kinds[place] & HAS_EVENT_ID) == 0 ? null : hashes[place];
  }

  /** A field of an event as it is shown, but an eventID that is a UUID; null if it has none. */
  @Nullable String text(int place, int field) {
    int number = number(place, field);
    return number == NO_TEXT ? null : texts[number];
  }

  /** The number of such a field's text; less than 0 if it has none. */
  int number(int place, int field) {
    return fields[place * EventSample.FIELDS + field];
  }

  /** A text by its number. */
  String text(int number) {
    return String.valueOf(texts[number]);
  }

  /** How many texts there are. */
  int texts() {
    return textCount;
  }

  long hash(int place) {
    return hashes[place];
  }

  /** Compares events as their samples compare. */
  int compare(int left, int right) {
    int byTime = Long.compare(times[left], times[right]);
    if (byTime != 0) {
      return byTime;
    }
    if (isUuid(left) && isUuid(right)) {
      // the order of their texts
      int byId = Long.compareUnsigned(ids[2 * left], ids[2 * right]);
      byId = byId != 0 ? byId : Long.compareUnsigned(ids[2 * left + 1], ids[2 * right + 1]);
      if (byId != 0) {
        return byId;
      }
    }
    return trace(left).sample().compareTo(trace(right).sample());
  }

  private boolean isUuid(int place) {
    return (kinds[place] & IS_UUID) != 0;
  }

  /** Begins a pack: the events written from now on share its texts. */
  public void beginPack() {
    pack++;
    packTexts = 0;
    packed = new CompactOutput(256);
  }

  /**
   * Writes an event into the pack.
   *
   * @param base a time near the event's, known to the reader
   */
  public void write(int place, long base, CompactOutput out) {
    int kind = kinds[place];
    out.writeByte(kind);
    out.writeSigned(times[place] - base);
    int first = place * EventSample.FIELDS;
    if ((kind & IS_UUID) != 0) {
      out.writeLong(ids[2 * place]);
      out.writeLong(ids[2 * place + 1]);
    } else {
      out.writeLong(hashes[place]);
      out.writeUnsigned(packNumber(fields[first]));
    }
    for (int i = 1; i < EventSample.FIELDS; i++) {
      out.writeUnsigned(packNumber(fields[first + i]));
    }
  }

  /** The texts of the pack. */
  public byte[] packedTexts() {
    return packed.toBytes();
  }

  /** Forgets everything. */
  public void clear() {
    size = 0;
    numbers.clear();
    Arrays.fill(recent, null);
    Arrays.fill(texts, 0, textCount, null);
    Arrays.fill(packs, 0, textCount, 0);
    textCount = 0;
    pack = 0;
  }

  /** The text's number in the pack from 1; 0 for none. */
  private int packNumber(int number) {
    if (number == NO_TEXT) {
      return 0;
    }
    if (packs[number] != pack) {
      packs[number] = pack;
      packNumbers[number] = ++packTexts;
      packed.writeText(String.valueOf(texts[number]));
    }
    return packNumbers[number];
  }

  @SuppressWarnings("ReferenceEquality") // only to save a look-up: equal texts get equal numbers
  private int number(@Nullable String raw) {
    if (raw == null) {
      return NO_TEXT;
    }
    int hash = raw.hashCode();
    int slot = (hash ^ hash >>> 16) & (RECENT - 1);
    if (raw == recent[slot]) {
      return recentNumbers[slot];
    }
    Integer known = numbers.get(raw);
    if (known == null) {
      known = addText(raw);
      numbers.put(raw, known);
    }
    recent[slot] = raw;
    recentNumbers[slot] = known;
    return known;
  }

  private int addText(String raw) {
    if (textCount == texts.length) {
      int larger = 2 * textCount;
      texts = Arrays.copyOf(texts, larger);
      packs = Arrays.copyOf(packs, larger);
      packNumbers = Arrays.copyOf(packNumbers, larger);
    }
    texts[textCount] = EventTrace.shown(raw);
    return textCount++;
  }

  private void grow() {
    int larger = 2 * size;
    times = Arrays.copyOf(times, larger);
    hashes = Arrays.copyOf(hashes, larger);
    kinds = Arrays.copyOf(kinds, larger);
    ids = Arrays.copyOf(ids, 2 * larger);
    fields = Arrays.copyOf(fields, EventSample.FIELDS * larger);
  }
}
