package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/**
 * {@link FastInflater} against zlib, on generated and mutated streams of all block types. The
 * system property {@code trailwatch.inflater.streams} sets how many.
 */
final class FastInflaterTest {
  private static final int STREAMS = Integer.getInteger("trailwatch.inflater.streams", 60_000);
  private static final int LIMIT = 1 << 20;

  private final FastInflater ours = new FastInflater();
  private final Inflater zlib = new Inflater(true);
  private final byte[] expected = new byte[LIMIT + 1];

  @Test
  void equalsZlibOnGeneratedAndMutatedStreams() {
    long seed = Long.getLong("trailwatch.inflater.seed", 1);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1 + STREAMS / 100_000),
        () -> {
          Tally tally = new Tally();
          SplittableRandom random = new SplittableRandom(seed);
          byte[] stream = {};
          for (int i = 0; i < STREAMS; i++) {
            if (i % 20 == 0) {
              stream = DeflateStreams.generate(random);
              compare(stream, tally);
            } else {
              compare(DeflateStreams.mutate(stream, random), tally);
            }
          }
          System.out.println("FastInflater: " + STREAMS + " streams, " + tally);
          assertThat(tally.accepted).isGreaterThan(STREAMS / 40);
          assertThat(tally.refused).isGreaterThan(STREAMS / 10);
          assertThat(Arrays.stream(tally.blocks).limit(3)).allMatch(count -> count > STREAMS / 100);
        });
  }

  @Test
  void refusesEveryTruncationOfAStream() throws Exception {
    byte[] stream =
        deflate(
            "a stream, a stream, of any length at all"
                .repeat(9)
                .getBytes(StandardCharsets.US_ASCII),
            9);
    for (int length = 0; length < stream.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> ours.inflate(stream, 0, cut, LIMIT, 0))
          .isInstanceOf(EOFException.class);
    }
    assertThat(ours.inflate(stream, 0, stream.length, LIMIT, 0)).isEqualTo(360);
    assertThat(ours.end()).isEqualTo(stream.length);
  }

  @Test
  void stopsAtTheLimit() throws Exception {
    byte[] stream = deflate(new byte[500_000], 9);
    assertThat(ours.inflate(stream, 0, stream.length, 100_000, 0)).isEqualTo(100_001);
    assertThat(ours.inflate(stream, 0, stream.length, 500_000, 0)).isEqualTo(500_000);
  }

  @Test
  void readsWhereTheStreamEndsAndNotBeyond() throws Exception {
    byte[] stream = deflate("abc".getBytes(StandardCharsets.US_ASCII), 9);
    byte[] longer = new byte[stream.length + 40];
    System.arraycopy(stream, 0, longer, 7, stream.length);
    assertThat(ours.inflate(longer, 7, longer.length, LIMIT, 3)).isEqualTo(3);
    assertThat(ours.end()).isEqualTo(7 + stream.length);
  }

  private void compare(byte[] stream, Tally tally) {
    int wanted = inflateWithZlib(stream);
    int got;
    try {
      got = ours.inflate(stream, 0, stream.length, LIMIT, 0);
    } catch (DataFormatException | EOFException e) {
      got = -1;
    }
    tally.count(stream, got >= 0);
    if (got != wanted) {
      throw new AssertionError(
          "zlib " + wanted + ", ours " + got + " on " + java.util.HexFormat.of().formatHex(stream));
    }
    if (got >= 0 && got <= LIMIT) {
      if (!Arrays.equals(ours.buffer(), 0, got, expected, 0, got)) {
        throw new AssertionError("other bytes: " + java.util.HexFormat.of().formatHex(stream));
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

  private static byte[] deflate(byte[] bytes, int level) {
    Deflater deflater = new Deflater(level, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static final class Tally {
    private int accepted;
    private int refused;
    private final int[] blocks = new int[4];

    void count(byte[] stream, boolean isAccepted) {
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
}
