package dev.trailwatch.matcher;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A direct-mapped cache from the bytes of a text to the text: who and what stands in a trail,
 * stands there again and again. What a field held last is looked at first: an account or a region
 * seldom changes from event to event. For one thread.
 */
final class TextMemo {
  private static final int SLOTS = 4096;
  private static final int LONGEST = 256;

  private final byte[] @Nullable [] bytes = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** By field: the slot of the text that it held last. */
  private final int[] last;

  TextMemo(int fields) {
    Arrays.fill(texts, "");
    last = new int[fields];
  }

  /**
   * The text of a range of UTF-8; after it {@link ByteWords#SLACK} bytes can be read.
   *
   * @param field whose text it is
   */
  String text(int field, byte[] from, int start, int end) {
    if (holds(last[field], from, start, end)) {
      return texts[last[field]];
    }
    if (end - start > LONGEST) {
      return decode(from, start, end);
    }
    int slot = (int) (ByteWords.hash(from, start, end) >>> 20) & (SLOTS - 1);
    last[field] = slot;
    if (!holds(slot, from, start, end)) {
      bytes[slot] = Arrays.copyOfRange(from, start, end);
      texts[slot] = decode(from, start, end);
    }
    return texts[slot];
  }

  private boolean holds(int slot, byte[] from, int start, int end) {
    byte[] known = bytes[slot];
    return known != null && ByteWords.equal(from, start, end, known, known.length);
  }

  private static String decode(byte[] from, int start, int end) {
    return new String(from, start, end - start, StandardCharsets.UTF_8);
  }
}
