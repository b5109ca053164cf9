package dev.trailwatch.event;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads events that an {@link EventTable} wrote, one after the other; a text is made when somebody
 * asks for it.
 */
public final class PackedEvents {
  private final byte[] packed;
  private @Nullable List<String> texts;

  private int kind;
  private long eventTime;
  private long high;
  private long low;
  private final int[] fields = new int[EventSample.FIELDS];

  /** The events of one pack. */
  public PackedEvents(byte[] packedTexts) {
    this.packed = packedTexts;
  }

  /**
   * Reads the next event.
   *
   * @param base the time that it was written with
   */
  public void read(CompactInput in, long base) {
    kind = in.readByte();
    eventTime = base + in.readSigned();
    high = in.readLong();
    if ((kind & EventTable.IS_UUID) != 0) {
      low = in.readLong();
    } else {
      fields[EventTrace.EVENT_ID] = (int) in.readUnsigned();
    }
    for (int i = 1; i < fields.length; i++) {
      fields[i] = (int) in.readUnsigned();
    }
  }

  /** The time that the event counts at. */
  public long eventTime() {
    return eventTime;
  }

  /** Whether it has an eventID, by which copies of it are known. */
  public boolean hasEventId() {
    return (kind & EventTable.HAS_EVENT_ID) != 0;
  }

  /** The {@linkplain CloudTrailEvent#eventIdHash hash} of its eventID; of the message without. */
  public long hash() {
    return (kind & EventTable.IS_UUID) != 0 ? StableHash.ofUuid(high, low) : high;
  }

  /** All that evidence takes of it. */
  public EventTrace trace() {
    @Nullable String[] shown = new @Nullable String[EventSample.FIELDS];
    for (int i = 0; i < shown.length; i++) {
      boolean uuid = i == EventTrace.EVENT_ID && (kind & EventTable.IS_UUID) != 0;
      shown[i] = uuid ? new UUID(high, low).toString() : text(fields[i]);
    }
    return new EventTrace(eventTime, shown, hash());
  }

  private @Nullable String text(int number) {
    if (number == 0) {
      return null;
    }
    List<String> known = texts;
    if (known == null) {
      known = new ArrayList<>();
      CompactInput in = new CompactInput(packed);
      while (in.position() < packed.length) {
        known.add(in.readText());
      }
      texts = known;
    }
    return known.get(number - 1);
  }
}
