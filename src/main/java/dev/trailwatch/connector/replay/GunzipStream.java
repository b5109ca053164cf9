package dev.trailwatch.connector.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates a file of gzip members, however many, without recursion.
 *
 * <p>{@link java.util.zip.GZIPInputStream} overflows the stack on thousands of empty members, and
 * takes damaged bytes after the first member for the end of the file without a word.
 */
final class GunzipStream extends InputStream {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[32 << 10];
  private int position;
  private int limit;
  private boolean inMember;

  GunzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!inMember && !nextMember()) {
        return -1;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsInput()) {
        if (position == limit && !fill()) {
          throw new EOFException("the gzip file ends early");
        }
        inflater.setInput(input, position, limit - position);
        position = limit;
      } else {
        throw new ZipException("the gzip file is damaged");
      }
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw new ZipException("the gzip file is damaged");
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(input, 0, input.length));
    return limit > 0;
  }

  /** Reads a member's header; false at the end of the file, padding of zeros included. */
  private boolean nextMember() throws IOException {
    int first = 0;
    while (first == 0) {
      if (position == limit && !fill()) {
        return false;
      }
      first = input[position++] & 0xff;
    }
    if (first != 0x1f || next() != 0x8b || next() != 8) {
      throw new ZipException("something else than gzip follows in the gzip file");
    }
    int flags = next();
    skip(6);
    if ((flags & FLAG_EXTRA) != 0) {
      int low = next();
      skip(low | next() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long sum = littleEndian();
    long length = littleEndian();
    if (sum != crc.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the gzip file's checksum is wrong");
    }
    inMember = false;
  }

  private long littleEndian() throws IOException {
    long value = next();
    value |= (long) next() << 8;
    value |= (long) next() << 16;
    return value | (long) next() << 24;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the gzip file ends early");
    }
    return input[position++] & 0xff;
  }
}
