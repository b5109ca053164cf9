package dev.trailwatch.connector.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making: what events are written into. */
public final class EventBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UPPER =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int length;

  /** An empty buffer. */
  public EventBuffer() {}

  /** The bytes; the first {@link #length()} count. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Forgets all bytes. */
  public void clear() {
    length = 0;
  }

  /** The bytes as UTF-8 text. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  void put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  void put(EventBuffer more) {
    reserve(more.length);
    System.arraycopy(more.bytes, 0, bytes, length, more.length);
    length += more.length;
  }

  void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  /** So many hexadecimal digits of a number, the lowest first. */
  void putHex(long random, int digits) {
    reserve(digits);
    for (int i = 0; i < digits; i++) {
      bytes[length++] = HEX[(int) (random >>> (4 * i)) & 15];
    }
  }

  void putDecimal(int value, int digits) {
    reserve(digits);
    int rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  void putUpper(Dice dice, int digits) {
    reserve(digits);
    long random = 0;
    for (int i = 0; i < digits; i++) {
      if (i % 10 == 0) {
        random = dice.next() >>> 1;
      }
      bytes[length++] = UPPER[(int) (random % UPPER.length)];
      random /= UPPER.length;
    }
  }

  /** A UUID of version 4. */
  void putUuid(long high, long low) {
    putHex(high, 8);
    put('-');
    putHex(high >>> 32, 4);
    put('-');
    put('4');
    putHex(high >>> 48, 3);
    put('-');
    put((char) HEX[8 + (int) (low & 3)]);
    putHex(low >>> 2, 3);
    put('-');
    putHex(low >>> 14, 12);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
