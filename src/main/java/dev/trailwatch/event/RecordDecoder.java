package dev.trailwatch.event;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a record's bytes into log events, or says why that cannot be done.
 *
 * <p>Whatever the bytes, it answers or throws {@link UndecodableRecord}, in time and memory bounded
 * by the limits of {@link RecordInflater}. Used by one thread at a time.
 */
public final class RecordDecoder implements AutoCloseable {
  private final RecordInflater inflater;
  private byte[] text = {};

  /** A decoder with the usual limits. */
  public RecordDecoder() {
    this(new RecordInflater());
  }

  /** A decoder that inflates with the limits of the given inflater, which it closes. */
  public RecordDecoder(RecordInflater inflater) {
    this.inflater = inflater;
  }

  /**
   * Reads a record.
   *
   * @param bytes the record, gzip or not
   * @param format a number of {@link RecordFormat}
   * @throws UndecodableRecord if the bytes are not of that format
   */
  public DecodedRecord decode(byte[] bytes, int format) throws UndecodableRecord {
    RecordFormat known = RecordFormat.of(format);
    if (known == RecordFormat.UNREADABLE) {
      throw new UndecodableRecord(
          Reason.UNREADABLE_FILE, new String(bytes, StandardCharsets.UTF_8));
    }
    try {
      int length = unpack(bytes);
      return read(text, length, known);
    } catch (RuntimeException e) {
      // a fault of the decoder must cost one record, never the job
      throw new UndecodableRecord(Reason.DECODER_FAULT, e.toString());
    }
  }

  /**
   * Inflates a record that is gzip; any other is its own text.
   *
   * @return how many bytes of {@link #text} are the record's
   * @throws UndecodableRecord if it is gzip, but not sound, or too large
   */
  public int unpack(byte[] bytes) throws UndecodableRecord {
    if (RecordInflater.isGzip(bytes)) {
      int length = inflater.inflate(bytes);
      text = inflater.buffer();
      return length;
    }
    if (bytes.length > RecordInflater.MAX_BYTES) {
      throw new UndecodableRecord(Reason.TOO_LARGE, bytes.length + " bytes");
    }
    text = bytes;
    return bytes.length;
  }

  /** What {@link #unpack} found: the record itself or a buffer, good until the next record. */
  public byte[] text() {
    return text;
  }

  /** Frees the memory outside the heap. */
  @Override
  public void close() {
    inflater.close();
  }

  private static DecodedRecord read(byte[] bytes, int length, RecordFormat format)
      throws UndecodableRecord {
    switch (format) {
      case SUBSCRIPTION:
        return DecodedRecord.of(SubscriptionMessage.parse(bytes, length));
      case LINES:
        return DecodedRecord.of(lines(bytes, length, false));
      case EXPORT_LINES:
        return DecodedRecord.of(lines(bytes, length, true));
      case CLOUDTRAIL_FILE:
        return DecodedRecord.of(trailFile(bytes, length));
      default:
        throw new AssertionError(format);
    }
  }

  private static List<LogEvent> lines(byte[] bytes, int length, boolean export) {
    List<LogEvent> events = new ArrayList<>(64);
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      int trimmed = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      if (trimmed > start) {
        LogEvent line = LogEvent.of(bytes, start, trimmed);
        events.add(export ? ExportLine.event(line) : EventBridgeEvent.unwrapped(line));
      }
      start = end + 1;
    }
    return events;
  }

  private static List<LogEvent> trailFile(byte[] bytes, int length) throws UndecodableRecord {
    List<LogEvent> events = new ArrayList<>(64);
    RecordSplitter splitter =
        RecordSplitter.trailFile(
            (record, size) -> events.add(EventBridgeEvent.unwrapped(LogEvent.of(record, 0, size))));
    splitter.feed(bytes, 0, length);
    splitter.end();
    return events;
  }
}
