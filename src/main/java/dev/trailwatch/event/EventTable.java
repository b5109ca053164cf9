package dev.trailwatch.event;

import java.nio.charset.StandardCharsets;
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

  /** By the text as it came: its number. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /** By number: the text as it is shown. */
  private byte[][] texts = new byte[256][];

  private int textCount;

  private long[] times = new long[256];
  private long[] hashes = new long[256];
  private byte[] kinds = new byte[256];

  /** The halves of an eventID that is a UUID. */
  private long[] ids = new long[2 * 256];

  private int[] fields = new int[EventSample.FIELDS * 256];
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
    @Nullable String[] raw = EventTrace.fields(event);
    CloudTrailEvent record = CloudTrailEvent.of(event);
    String id = raw[EventTrace.EVENT_ID];
    boolean own = record != null && record.eventID() != null;
    int first = size * EventSample.FIELDS;
    int kind = own ? HAS_EVENT_ID : 0;
    if (own && id != null && StableHash.isUuid(id)) {
      kind |= IS_UUID;
      long high = StableHash.uuidHigh(id);
      long low = StableHash.uuidLow(id);
      ids[2 * size] = high;
      ids[2 * size + 1] = low;
      hashes[size] = StableHash.ofUuid(high, low);
    } else {
      // nobody else has it: no need to know it again
      fields[first + EventTrace.EVENT_ID] = id == null ? NO_TEXT : addText(id);
      hashes[size] = EventTrace.hash(event);
    }
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
      int number = fields[place * EventSample.FIELDS + i];
      boolean uuid = i == EventTrace.EVENT_ID && (kinds[place] & IS_UUID) != 0;
      if (uuid) {
        shown[i] = new UUID(ids[2 * place], ids[2 * place + 1]).toString();
      } else if (number != NO_TEXT) {
        shown[i] = new String(texts[number], StandardCharsets.UTF_8);
      }
    }
    return new EventTrace(times[place], shown, hashes[place]);
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
      packed.writeBytes(texts[number]);
    }
    return packNumbers[number];
  }

  private int number(@Nullable String raw) {
    if (raw == null) {
      return NO_TEXT;
    }
    Integer known = numbers.get(raw);
    if (known == null) {
      known = addText(raw);
      numbers.put(raw, known);
    }
    return known;
  }

  private int addText(String raw) {
    if (textCount == texts.length) {
      int larger = 2 * textCount;
      texts = Arrays.copyOf(texts, larger);
      packs = Arrays.copyOf(packs, larger);
      packNumbers = Arrays.copyOf(packNumbers, larger);
    }
    String shown = String.valueOf(EventTrace.shown(raw));
    texts[textCount] = shown.getBytes(StandardCharsets.UTF_8);
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
