package dev.trailwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id that CloudTrail gave an event: 128 bits where it is a UUID in its usual form, lower case
 * with four hyphens, else any text.
 */
public final class EventId {
  private static final int UUID_LENGTH = 36;
  private static final long[] DIGITS = new long[256];

  static {
    Arrays.fill(DIGITS, -1);
    for (int i = 0; i < 16; i++) {
      DIGITS[Character.forDigit(i, 16)] = i;
    }
  }

  private final long high;
  private final long low;
  private final @Nullable String text;

  private EventId(long high, long low, @Nullable String text) {
    this.high = high;
    this.low = low;
    this.text = text;
  }

  /** The id that a text is. */
  public static EventId of(String text) {
    EventId uuid =
        text.length() == UUID_LENGTH ? uuid(text.getBytes(StandardCharsets.US_ASCII), 0) : null;
    return uuid == null ? new EventId(0, 0, text) : uuid;
  }

  /** The id that lies in an array as UTF-8. */
  public static EventId of(byte[] bytes, int from, int to) {
    EventId uuid = to - from == UUID_LENGTH ? uuid(bytes, from) : null;
    return uuid == null
        ? new EventId(0, 0, new String(bytes, from, to - from, StandardCharsets.UTF_8))
        : uuid;
  }

  private static @Nullable EventId uuid(byte[] bytes, int from) {
    if (bytes[from + 8] != '-'
        || bytes[from + 13] != '-'
        || bytes[from + 18] != '-'
        || bytes[from + 23] != '-') {
      return null;
    }
    long first = number(bytes, from, from + 8);
    long second = number(bytes, from + 9, from + 13);
    long third = number(bytes, from + 14, from + 18);
    long fourth = number(bytes, from + 19, from + 23);
    long fifth = number(bytes, from + 24, from + 36);
    if ((first | second | third | fourth | fifth) < 0) {
      return null;
    }
    return new EventId(first << 32 | second << 16 | third, fourth << 48 | fifth, null);
  }

  /** A number of at most 15 digits; less than 0 if some are none. */
  private static long number(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      // what is no digit sets all bits, and so few digits more don't shift the highest one out
      value = value << 4 | DIGITS[bytes[i] & 0xff];
    }
    return value;
  }

  /** Whether it is a UUID in its usual form. */
  public boolean isUuid() {
    return text == null;
  }

  /** The first half of a UUID's bits. */
  long high() {
    return high;
  }

  /** The second half of a UUID's bits. */
  long low() {
    return low;
  }

  /**
   * A 64-bit hash, the same in every run and release: of a UUID's 128 bits (SplitMix64), else
   * FNV-1a of the text.
   */
  public long hash() {
    return text == null ? StableHash.ofUuid(high, low) : StableHash.of(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventId && ((EventId) other).toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash());
  }

  /** The id as CloudTrail writes it. */
  @Override
  public String toString() {
    return text == null ? new UUID(high, low).toString() : text;
  }
}
