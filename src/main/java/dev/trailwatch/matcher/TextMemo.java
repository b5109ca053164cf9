package dev.trailwatch.matcher;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A direct-mapped cache from the bytes of a text to the text: who and what stands in a trail,
 * stands there again and again. For one thread.
 */
final class TextMemo {
  private static final int SLOTS = 4096;
  private static final int LONGEST = 256;

  private final byte[] @Nullable [] bytes = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  TextMemo() {
    Arrays.fill(texts, "");
  }

  /** The text of a range of UTF-8; after it {@link ByteWords#SLACK} bytes can be read. */
  String text(byte[] from, int start, int end) {
    int length = end - start;
    if (length > LONGEST) {
      return decode(from, start, end);
    }
    int slot = (int) (ByteWords.hash(from, start, end) >>> 20) & (SLOTS - 1);
    byte[] known = bytes[slot];
    if (known == null || !ByteWords.equal(from, start, end, known, known.length)) {
      bytes[slot] = Arrays.copyOfRange(from, start, end);
      texts[slot] = decode(from, start, end);
    }
    return texts[slot];
  }

  private static String decode(byte[] from, int start, int end) {
    return new String(from, start, end - start, StandardCharsets.UTF_8);
  }
}
