package dev.trailwatch.event;

import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link CompactOutput} wrote.
 *
 * <p>Every method throws IllegalArgumentException where the bytes end too early or say nonsense.
 */
public final class CompactInput {
  private final byte[] bytes;
  private final int end;
  private int position;

  /** Reads from the first byte on. */
  public CompactInput(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads a part of the bytes, and not beyond it. */
  public CompactInput(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /** Where the next byte lies. */
  public int position() {
    return position;
  }

  /** Goes on at another place. */
  public void seek(int place) {
    position = place;
  }

  /** One byte, 0 to 255. */
  public int readByte() {
    if (position >= end) {
      throw new IllegalArgumentException("the bytes end too early, after " + position);
    }
    return bytes[position++] & 0xff;
  }

  /** A number written by {@link CompactOutput#writeUnsigned}. */
  public long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = readByte();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has too many bytes at " + position);
  }

  /** A number written by {@link CompactOutput#writeUnsigned} that counts things still to come. */
  public int readSize() {
    long size = readUnsigned();
    if (size < 0 || size > end - position) {
      throw new IllegalArgumentException("a size of " + size + " at " + position + " can't be");
    }
    return (int) size;
  }

  /** A number written by {@link CompactOutput#writeSigned}. */
  public long readSigned() {
    long value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** Eight bytes. */
  public long readLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | readByte();
    }
    return value;
  }

  /** A double, bit for bit. */
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** Bytes with their length. */
  public byte[] readBytes() {
    int size = readSize();
    byte[] value = new byte[size];
    System.arraycopy(bytes, position, value, 0, size);
    position += size;
    return value;
  }

  /** A text. */
  public String readText() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  /** Says that all bytes were read; anything left over is a fault. */
  public void end() {
    if (position != end) {
      throw new IllegalArgumentException(end - position + " bytes are left over");
    }
  }
}
