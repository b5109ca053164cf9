package dev.trailwatch.event;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.io.EOFException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates records of exactly one gzip member, within limits.
 *
 * <p>CloudWatch Logs sends one member a record. Anything after it is refused rather than skipped or
 * read: events hidden in a second member would otherwise be seen by some readers only, and {@link
 * java.util.zip.GZIPInputStream} overflows the stack on ten thousand empty members.
 *
 * <p>Buffers are kept from record to record. Used by one thread at a time.
 */
public final class RecordInflater implements AutoCloseable {
  /** The most that a record may inflate to: 16 MiB. */
  public static final int MAX_BYTES = 16 << 20;

  /** The most times its own size that a record may inflate to; real ones have 6 to 10. */
  public static final int MAX_RATIO = 200;

  /** Below this size a high ratio is harmless: a handful of equal log lines has one. */
  private static final int RATIO_FREE_BYTES = 64 << 10;

  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xe0;
  private static final int TRAILER = 8;

  private final int maxBytes;
  private final int maxRatio;
  private final @Nullable FastInflater plainJava;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private byte[] buffer = new byte[64 << 10];

  /** An inflater with the usual limits. */
  public RecordInflater() {
    this(MAX_BYTES, MAX_RATIO);
  }

  /**
   * An inflater with limits of its own.
   *
   * @param maxBytes the most bytes of one inflated record
   * @param maxRatio the most inflated bytes for each compressed one, beyond the first 64 KiB
   */
  public RecordInflater(int maxBytes, int maxRatio) {
    this(maxBytes, maxRatio, null);
  }

  private RecordInflater(int maxBytes, int maxRatio, @Nullable FastInflater plainJava) {
    if (maxBytes < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("limits of at least 1: " + maxBytes + ", " + maxRatio);
    }
    this.maxBytes = maxBytes;
    this.maxRatio = maxRatio;
    this.plainJava = plainJava;
  }

  /** An inflater with the usual limits that decodes by {@link FastInflater} in place of zlib. */
  public static RecordInflater inPlainJava() {
    return inPlainJava(MAX_BYTES, MAX_RATIO);
  }

  static RecordInflater inPlainJava(int maxBytes, int maxRatio) {
    return new RecordInflater(maxBytes, maxRatio, new FastInflater());
  }

  /** Whether the bytes start like gzip. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /**
   * Inflates a record into {@link #buffer()}.
   *
   * @return the number of inflated bytes, from the buffer's start
   * @throws UndecodableRecord if the record is not exactly one sound gzip member within the limits
   */
  public int inflate(byte[] record) throws UndecodableRecord {
    int start = headerEnd(record);
    int limit = limit(record.length);
    FastInflater decoder = plainJava;
    if (decoder != null) {
      return inflateInPlainJava(decoder, record, start, limit);
    }
    inflater.reset();
    inflater.setInput(record, start, record.length - start);
    int total = 0;
    while (!inflater.finished()) {
      int produced = inflateInto(total);
      total += produced;
      if (total > limit) {
        throw tooMuch(total);
      }
      if (produced == 0 && !inflater.finished()) {
        if (inflater.needsInput()) {
          throw new UndecodableRecord(Reason.GZIP_TRUNCATED, "ends within the data");
        }
        throw new UndecodableRecord(Reason.GZIP_CORRUPT, "asks for a dictionary");
      }
      if (total == buffer.length && !inflater.finished()) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, limit + 1L));
      }
    }
    checkTrailer(record, record.length - inflater.getRemaining(), total);
    return total;
  }

  private int inflateInPlainJava(FastInflater decoder, byte[] record, int start, int limit)
      throws UndecodableRecord {
    int total;
    try {
      int expected = record.length < TRAILER ? 0 : littleEndian(record, record.length - 4);
      total = decoder.inflate(record, start, record.length, limit, expected);
    } catch (DataFormatException e) {
      throw new UndecodableRecord(Reason.GZIP_CORRUPT, "bad compressed data");
    } catch (EOFException e) {
      throw new UndecodableRecord(Reason.GZIP_TRUNCATED, "ends within the data");
    }
    buffer = decoder.buffer();
    if (total > limit) {
      throw tooMuch(total);
    }
    checkTrailer(record, decoder.end(), total);
    return total;
  }

  private UndecodableRecord tooMuch(int total) {
    return total > maxBytes
        ? new UndecodableRecord(Reason.TOO_LARGE, "more than " + maxBytes + " bytes")
        : new UndecodableRecord(Reason.TOO_COMPRESSED, "more than " + maxRatio + " times");
  }

  /** Where {@link #inflate} leaves its result; overwritten by the next record. */
  public byte[] buffer() {
    return buffer;
  }

  /** Frees the memory outside the heap. */
  @Override
  public void close() {
    inflater.end();
  }

  private int limit(int compressed) {
    long byRatio = Math.max(RATIO_FREE_BYTES, (long) compressed * maxRatio);
    return (int) Math.min(maxBytes, byRatio);
  }

  private int inflateInto(int position) throws UndecodableRecord {
    try {
      return inflater.inflate(buffer, position, buffer.length - position);
    } catch (DataFormatException e) {
      throw new UndecodableRecord(Reason.GZIP_CORRUPT, "bad compressed data");
    }
  }

  private void checkTrailer(byte[] record, int at, int total) throws UndecodableRecord {
    if (record.length - at < TRAILER) {
      throw new UndecodableRecord(Reason.GZIP_TRUNCATED, "ends within the checksum");
    }
    crc.reset();
    crc.update(buffer, 0, total);
    if (littleEndian(record, at) != (int) crc.getValue() || littleEndian(record, at + 4) != total) {
      throw new UndecodableRecord(Reason.GZIP_CHECKSUM, "the data is not what was compressed");
    }
    if (record.length - at > TRAILER) {
      int more = record.length - at - TRAILER;
      throw new UndecodableRecord(Reason.GZIP_TRAILING, more + " bytes after the gzip member");
    }
  }

  /** The position after the header of RFC 1952. */
  private int headerEnd(byte[] record) throws UndecodableRecord {
    if (record.length == 0) {
      throw new UndecodableRecord(Reason.EMPTY, "no bytes");
    }
    if (!isGzip(record)) {
      throw new UndecodableRecord(Reason.GZIP_HEADER, "not gzip");
    }
    int at = skip(record, 0, 10);
    int flags = record[3];
    if (record[2] != 8 || (flags & FLAGS_RESERVED) != 0) {
      throw new UndecodableRecord(Reason.GZIP_HEADER, "unknown method or flags");
    }
    if ((flags & FLAG_EXTRA) != 0) {
      int lengthAt = at;
      at = skip(record, at, 2);
      at = skip(record, at, (record[lengthAt] & 0xff) | (record[lengthAt + 1] & 0xff) << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      at = skipText(record, at);
    }
    if ((flags & FLAG_COMMENT) != 0) {
      at = skipText(record, at);
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      int end = at;
      at = skip(record, at, 2);
      crc.reset();
      crc.update(record, 0, end);
      int stored = (record[end] & 0xff) | (record[end + 1] & 0xff) << 8;
      if (stored != (crc.getValue() & 0xffff)) {
        throw new UndecodableRecord(Reason.GZIP_HEADER, "the header's checksum is wrong");
      }
    }
    return at;
  }

  private static int skip(byte[] record, int at, int bytes) throws UndecodableRecord {
    if (bytes > record.length - at) {
      throw new UndecodableRecord(Reason.GZIP_TRUNCATED, "ends within the header");
    }
    return at + bytes;
  }

  private static int skipText(byte[] record, int from) throws UndecodableRecord {
    int at = from;
    while (at < record.length && record[at] != 0) {
      at++;
    }
    return skip(record, at, 1);
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
