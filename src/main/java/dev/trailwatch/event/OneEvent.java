package dev.trailwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one event in few bytes, as it lies in state for each series that is rarely seen:
 * its texts once, and no tallies, because they follow from it.
 */
final class OneEvent {
  /** Stands first. */
  static final int FORMAT = 2;

  private static final int LATE = 1;
  private static final int IS_UUID = 2;

  /** What so many texts start with that it takes no byte; more may come, but none may go. */
  private static final String[] STARTS = {"", "arn:aws:iam::", "arn:aws:sts::"};

  private OneEvent() {}

  /** The evidence in this form; null if it has none because there is more in it. */
  static byte @Nullable [] write(Evidence evidence) {
    if (evidence.count() != 1
        || evidence.first().size() != 1
        || !evidence.first().equals(evidence.last())) {
      return null;
    }
    EventSample sample = evidence.first().get(0);
    String id = sample.eventID();
    EventId known = EventId.of(id == null ? "" : id);
    int rank = known.isUuid() ? EventTrace.rank(known.hash()) : rank(evidence);
    if (!follows(evidence, sample, rank)) {
      return null;
    }
    CompactOutput out = new CompactOutput(160);
    out.writeByte(FORMAT);
    out.writeByte((evidence.late() == 0 ? 0 : LATE) | (known.isUuid() ? IS_UUID : 0));
    out.writeSigned(sample.eventTime());
    if (known.isUuid()) {
      out.writeLong(known.high());
      out.writeLong(known.low());
    } else {
      out.writeSigned(rank);
      writeText(id, out);
    }
    for (int i = EventTrace.EVENT_ID + 1; i < EventSample.FIELDS; i++) {
      writeText(sample.field(i), out);
    }
    return out.toBytes();
  }

  /** The evidence that was written, behind its first byte. */
  static Evidence read(CompactInput in) {
    int flags = in.readByte();
    long time = in.readSigned();
    @Nullable String[] fields = new @Nullable String[EventSample.FIELDS];
    long hash;
    if ((flags & IS_UUID) != 0) {
      long high = in.readLong();
      long low = in.readLong();
      fields[EventTrace.EVENT_ID] = new UUID(high, low).toString();
      hash = StableHash.ofUuid(high, low);
    } else {
      hash = in.readSigned() << Integer.SIZE;
      fields[EventTrace.EVENT_ID] = readText(in);
    }
    for (int i = EventTrace.EVENT_ID + 1; i < fields.length; i++) {
      fields[i] = readText(in);
    }
    in.end();
    Evidence evidence = new EventTrace(time, fields, hash).evidence();
    return (flags & LATE) == 0 ? evidence : evidence.asLate();
  }

  private static int rank(Evidence evidence) {
    for (int kind = 0; kind < Evidence.KINDS; kind++) {
      if (evidence.tallies(kind).size() > 0) {
        return evidence.tallies(kind).rank(0);
      }
    }
    return 0;
  }

  /** Whether all else can be told from the event. */
  private static boolean follows(Evidence evidence, EventSample sample, int rank) {
    boolean follows =
        evidence.firstEventTime() == sample.eventTime()
            && evidence.lastEventTime() == sample.eventTime()
            && evidence.late() <= 1;
    for (int kind = 0; kind < Evidence.KINDS && follows; kind++) {
      String value = sample.field(EventTrace.tallied(kind));
      follows = evidence.tallies(kind).isOne(value, sample.errorCode() != null, rank);
    }
    return follows;
  }

  private static void writeText(@Nullable String text, CompactOutput out) {
    if (text == null) {
      out.writeUnsigned(0);
      return;
    }
    int start = STARTS.length - 1;
    while (!text.startsWith(STARTS[start])) {
      start--;
    }
    byte[] rest = text.substring(STARTS[start].length()).getBytes(StandardCharsets.UTF_8);
    out.writeUnsigned(1 + start);
    out.writeBytes(rest);
  }

  private static @Nullable String readText(CompactInput in) {
    int start = (int) in.readUnsigned();
    if (start == 0) {
      return null;
    }
    if (start > STARTS.length || start < 0) {
      throw new IllegalArgumentException("no text starts with number " + start);
    }
    return STARTS[start - 1] + in.readText();
  }
}
