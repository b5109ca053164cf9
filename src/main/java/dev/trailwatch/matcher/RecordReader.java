package dev.trailwatch.matcher;

import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.event.RecordFormat;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.event.UndecodableRecord.Reason;

/**
 * Turns a record's bytes into log events and what they match, in one pass where the format is one
 * of those that come in numbers.
 *
 * <p>It accepts what {@link RecordDecoder} accepts, with the same events. Used by one thread at a
 * time.
 */
public final class RecordReader implements AutoCloseable {
  private final RecordDecoder decoder;

  /** A reader with the usual limits. */
  public RecordReader() {
    this(new RecordDecoder());
  }

  /** A reader with the limits of the given decoder, which it closes. */
  public RecordReader(RecordDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Reads a record.
   *
   * @param record gzip or not; it stays as it is
   * @param format a number of {@link RecordFormat}
   * @param session asks about the events; of the same thread
   * @return the record's events, good until the next call
   * @throws UndecodableRecord if the bytes are not of that format; then nothing of them counts
   */
  public PayloadMatches read(byte[] record, int format, MatchSession session)
      throws UndecodableRecord {
    try {
      switch (RecordFormat.of(format)) {
        case SUBSCRIPTION:
          int payload = decoder.unpack(record);
          return session.matchPayload(decoder.text(), payload);
        case LINES:
          int lines = decoder.unpack(record);
          return session.matchLines(decoder.text(), lines);
        default:
          return session.matchEvents(decoder.decode(record, format).logEvents());
      }
    } catch (RuntimeException e) {
      // a fault of ours must cost one record, never the job
      throw new UndecodableRecord(Reason.DECODER_FAULT, e.toString());
    }
  }

  /** Frees the memory outside the heap. */
  @Override
  public void close() {
    decoder.close();
  }
}
