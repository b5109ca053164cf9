package dev.trailwatch.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/** Raw DEFLATE streams of all block types, sound and damaged, from a seed. */
final class DeflateStreams {
  private static final String[] WORDS = {
    "eventName", "\":\"", "arn:aws:iam::123456789012:user/", "AccessDenied", "us-east-1", "{", "}"
  };

  private static final int[] FLUSHES = {
    Deflater.NO_FLUSH, Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH
  };

  private DeflateStreams() {}

  /** A sound stream, or one written bit by bit that may be unsound. */
  static byte[] generate(SplittableRandom random) {
    return random.nextInt(3) == 0 ? handmade(random) : deflated(random);
  }

  private static byte[] deflated(SplittableRandom random) {
    byte[] bytes = content(random, 1 << random.nextInt(4, 14));
    Deflater deflater = new Deflater(random.nextInt(10), true);
    deflater.setStrategy(random.nextInt(3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    int at = 0;
    while (at < bytes.length) {
      int part = Math.min(bytes.length - at, random.nextInt(1, bytes.length + 1));
      deflater.setInput(bytes, at, part);
      at += part;
      int flush = FLUSHES[random.nextInt(FLUSHES.length)];
      int count;
      do {
        count = deflater.deflate(buffer, 0, buffer.length, flush);
        out.write(buffer, 0, count);
      } while (count == buffer.length);
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    if (random.nextInt(4) == 0) {
      out.writeBytes(content(random, random.nextInt(1, 40)));
    }
    return out.toByteArray();
  }

  private static byte[] content(SplittableRandom random, int size) {
    byte[] bytes = new byte[size];
    int kind = random.nextInt(4);
    int at = 0;
    while (at < size) {
      if (kind == 0) {
        bytes[at++] = (byte) random.nextInt(256);
      } else if (kind == 1) {
        bytes[at++] = (byte) ('a' + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 25));
      } else {
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII);
        int part = Math.min(word.length, size - at);
        System.arraycopy(word, 0, bytes, at, part);
        at += part;
        for (int i = random.nextInt(kind == 2 ? 3 : 40); i > 0 && at < size; i--) {
          bytes[at++] = (byte) "0123456789abcdef".charAt(random.nextInt(16));
        }
      }
    }
    return bytes;
  }

  /** One to four damages: bits turned, bytes set, cut off, put in or taken out. */
  static byte[] mutate(byte[] stream, SplittableRandom random) {
    byte[] bytes = stream.clone();
    for (int i = random.nextInt(1, 5); i > 0 && bytes.length > 0; i--) {
      // the header of the first block is where most verdicts fall
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 80);
      int at = random.nextInt(reach);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, at);
        case 2 -> System.arraycopy(bytes, at, bytes, 0, bytes.length - at);
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  /** Blocks of any code lengths, over-subscribed, incomplete and sound ones, with any content. */
  private static byte[] handmade(SplittableRandom random) {
    Bits bits = new Bits();
    int blocks = random.nextInt(1, 4);
    for (int block = 1; block <= blocks; block++) {
      bits.put(block == blocks ? 1 : 0, 1);
      int type = random.nextInt(3);
      bits.put(type, 2);
      if (type == 0) {
        bits.align();
        int length = random.nextInt(50);
        bits.put(length, 16);
        bits.put(~length & 0xFFFF, 16);
        for (int i = 0; i < length; i++) {
          bits.put(random.nextInt(256), 8);
        }
      } else {
        if (type == 2) {
          header(bits, random);
        }
        for (int i = random.nextInt(400); i > 0; i--) {
          bits.put(random.nextInt(256), 8);
        }
      }
    }
    for (int i = 0; i < 40; i++) {
      bits.put(0, 8); // the end of a block, in many codes
    }
    return bits.toBytes();
  }

  private static void header(Bits bits, SplittableRandom random) {
    int literals = random.nextInt(257, 289);
    int distances = random.nextInt(1, 33);
    bits.put(literals - 257, 5);
    bits.put(distances - 1, 5);
    bits.put(15, 4);
    // sixteen lengths of four bits each, in the order of RFC 1951, none for the repeats
    int[] order = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    for (int symbol : order) {
      bits.put(symbol < 16 ? 4 : 0, 3);
    }
    lengths(bits, random, literals, true);
    lengths(bits, random, distances, false);
  }

  private static void lengths(Bits bits, SplittableRandom random, int count, boolean literals) {
    int[] lengths = new int[count];
    int kind = random.nextInt(8);
    if (kind == 0) {
      Arrays.setAll(lengths, i -> random.nextInt(16));
    } else if (kind == 1) {
      lengths[literals ? 256 : random.nextInt(count)] = 1 + random.nextInt(16) / 15;
    } else {
      split(lengths, random, literals, 1, 15);
      if (kind == 2) {
        lengths[random.nextInt(count)] ^= 1;
      }
    }
    for (int length : lengths) {
      bits.put(Integer.reverse(length) >>> 28, 4);
    }
  }

  /** A complete code over some of the symbols: leaves of a random binary tree. */
  private static void split(
      int[] lengths, SplittableRandom random, boolean literals, int depth, int deepest) {
    int used = 0;
    int[] free = new int[lengths.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = literals ? (256 + i * 7) % lengths.length : i;
    }
    int[] open = new int[lengths.length + 2];
    int size = 0;
    open[size++] = depth;
    open[size++] = depth;
    while (size > 0) {
      int leaf = open[--size];
      boolean room = used + size + 2 <= distinct(free);
      if (leaf < deepest && room && random.nextInt(5) > 0) {
        open[size++] = leaf + 1;
        open[size++] = leaf + 1;
        int other = random.nextInt(size);
        int swap = open[size - 1];
        open[size - 1] = open[other];
        open[other] = swap;
      } else if (used < free.length) {
        lengths[free[used++]] = leaf;
      }
    }
  }

  private static int distinct(int[] numbers) {
    return (int) Arrays.stream(numbers).distinct().count();
  }

  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int hold;
    private int held;

    void put(int value, int count) {
      for (int i = 0; i < count; i++) {
        hold |= (value >>> i & 1) << held;
        if (++held == 8) {
          out.write(hold);
          hold = 0;
          held = 0;
        }
      }
    }

    void align() {
      while (held != 0) {
        put(0, 1);
      }
    }

    byte[] toBytes() {
      align();
      return out.toByteArray();
    }
  }
}
