package dev.trailwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes values in as few bytes as is simple: whole numbers seven bits a byte, texts as UTF-8.
 *
 * <p>Evidence and summaries lie by the million in the job's state; {@link CompactInput} reads them.
 */
public final class CompactOutput {
  private byte[] bytes;
  private int length;

  /** An empty output. */
  public CompactOutput() {
    this(64);
  }

  /** An empty output that holds so many bytes before it grows. */
  public CompactOutput(int capacity) {
    bytes = new byte[capacity];
  }

  /** One byte; of the value only the lowest eight bits count. */
  public void writeByte(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(16, length * 2));
    }
    bytes[length++] = (byte) value;
  }

  /** A number that is not negative and mostly small. */
  public void writeUnsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      writeByte((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    writeByte((int) rest);
  }

  /** A number of either sign that is mostly near zero. */
  public void writeSigned(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** Eight bytes, for hashes. */
  public void writeLong(long value) {
    if (bytes.length - length < Long.BYTES) {
      bytes = Arrays.copyOf(bytes, Math.max(16, length * 2));
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** A double, bit for bit. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  /** Bytes with their length. */
  public void writeBytes(byte[] value) {
    writeUnsigned(value.length);
    write(value, 0, value.length);
  }

  /** Bytes as they are: a part of what another output wrote. */
  public void write(byte[] from, int start, int end) {
    int count = end - start;
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** A text; lone surrogates become question marks. */
  public void writeText(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes were written. */
  public int size() {
    return length;
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
