package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** {@link FastInflater} beside zlib: the same verdict, the same bytes, the same end. */
final class ZlibComparison {
  private static final int LIMIT = 1 << 20;

  private final FastInflater ours = new FastInflater();
  private final Inflater zlib = new Inflater(true);
  private final byte[] expected = new byte[LIMIT + 1];
  private int accepted;
  private int refused;
  private final int[] blocks = new int[4];

  /**
   * Compares them on generated streams and mutants of each.
   *
   * @param each how many streams come of one that is generated, itself among them
   */
  void run(SplittableRandom random, int streams, int each) {
    byte[] stream = {};
    for (int i = 0; i < streams; i++) {
      if (i % each == 0) {
        stream = DeflateStreams.generate(random);
        compare(stream);
      } else {
        compare(DeflateStreams.mutate(stream, random));
      }
    }
  }

  /** Checks that there was something to compare of each kind. */
  void assertTelling(int streams) {
    assertThat(accepted).isGreaterThan(streams / 40);
    assertThat(refused).isGreaterThan(streams / 10);
    assertThat(Arrays.stream(blocks).limit(3)).allMatch(count -> count > streams / 100);
  }

  /** Compares them on one stream. */
  void compare(byte[] stream) {
    int wanted = inflateWithZlib(stream);
    int got;
    try {
      got = ours.inflate(stream, 0, stream.length, LIMIT, 0);
    } catch (DataFormatException | EOFException e) {
      got = -1;
    }
    count(stream, got >= 0);
    if (got != wanted) {
      throw new AssertionError(
          "zlib " + wanted + ", ours " + got + " on " + HexFormat.of().formatHex(stream));
    }
    if (got >= 0 && got <= LIMIT) {
      if (!Arrays.equals(ours.buffer(), 0, got, expected, 0, got)) {
        throw new AssertionError("other bytes: " + HexFormat.of().formatHex(stream));
      }
      assertThat(ours.end()).isEqualTo(stream.length - zlib.getRemaining());
    }
  }

  /** The length, LIMIT + 1 if there is more, -1 if it is refused or too short. */
  private int inflateWithZlib(byte[] stream) {
    zlib.reset();
    zlib.setInput(stream);
    int total = 0;
    try {
      while (!zlib.finished()) {
        int count = zlib.inflate(expected, total, expected.length - total);
        total += count;
        if (total > LIMIT) {
          return total;
        }
        if (count == 0 && !zlib.finished()) {
          return -1;
        }
      }
      return total;
    } catch (DataFormatException e) {
      return -1;
    }
  }

  private void count(byte[] stream, boolean isAccepted) {
    if (isAccepted) {
      accepted++;
    } else {
      refused++;
    }
    if (stream.length > 0) {
      blocks[stream[0] >> 1 & 3]++;
    }
  }

  @Override
  public String toString() {
    return accepted
        + " accepted, "
        + refused
        + " refused; first blocks stored, fixed, dynamic, unknown: "
        + Arrays.toString(blocks);
  }
}
