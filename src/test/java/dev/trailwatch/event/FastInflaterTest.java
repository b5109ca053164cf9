package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** {@link FastInflater} at its edges; {@link FastInflaterFuzzTest} runs it on many streams. */
final class FastInflaterTest {
  private static final int LIMIT = 1 << 20;

  private final FastInflater ours = new FastInflater();

  @Test
  void equalsZlibOnAFewStreamsOfEachKind() {
    ZlibComparison comparison = new ZlibComparison();
    comparison.run(new SplittableRandom(3), 1_200, 4);
    comparison.assertTelling(1_200);
  }

  /** Codes of up to 15 bits, which are longer than a first table's, for literals and distances. */
  @Test
  void readsTheLongestCodes() throws Exception {
    // frequencies that grow like Fibonacci's numbers make a code as deep as it may be
    ByteArrayOutputStream rare = new ByteArrayOutputStream();
    int before = 1;
    int count = 1;
    for (int literal = 0; literal < 24; literal++) {
      for (int i = 0; i < count; i++) {
        rare.write(literal * 7);
      }
      int next = before + count;
      before = count;
      count = next;
    }
    byte[] bytes = rare.toByteArray();
    Random random = new Random(4);
    for (int i = bytes.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      byte swap = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swap;
    }
    for (int strategy : new int[] {Deflater.HUFFMAN_ONLY, Deflater.DEFAULT_STRATEGY}) {
      byte[] stream = deflate(bytes, 9, strategy);
      assertThat(inflated(stream, 0)).isEqualTo(bytes);
      new ZlibComparison().compare(stream);
    }
  }

  /** An "a", three bytes from one byte before, the end: zlib writes no copy of the first byte. */
  @Test
  void copiesFromTheVeryFirstByteAndFromNoneBefore() throws Exception {
    ZlibComparison comparison = new ZlibComparison();
    for (int after : new int[] {0, 100}) {
      byte[] stream = Arrays.copyOf(HexFormat.of().parseHex("4b040200"), 4 + after);
      assertThat(ours.inflate(stream, 0, stream.length, LIMIT, 10_000)).isEqualTo(4);
      assertThat(Arrays.copyOf(ours.buffer(), 4)).containsOnly('a');
      comparison.compare(stream);
      byte[] before = Arrays.copyOf(HexFormat.of().parseHex("4b044200"), 4 + after);
      assertThatThrownBy(() -> ours.inflate(before, 0, before.length, LIMIT, 10_000))
          .isInstanceOf(DataFormatException.class)
          .hasMessage("a distance leads before the start");
      comparison.compare(before);
    }
  }

  @Test
  void theExpectedSizeIsAHintAlone() throws Exception {
    byte[] bytes = "all the same, ".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
    byte[] stream = deflate(bytes, 6, Deflater.DEFAULT_STRATEGY);
    for (int expected : new int[] {-1, 0, 1, bytes.length, LIMIT, LIMIT + 1, Integer.MAX_VALUE}) {
      assertThat(inflated(stream, expected)).isEqualTo(bytes);
    }
    assertThat(new FastInflater().inflate(stream, 0, stream.length, LIMIT, 100_000))
        .isEqualTo(bytes.length);
  }

  @Test
  void refusesEveryTruncationOfAStream() throws Exception {
    byte[] stream =
        deflate(
            "a stream, a stream, of any length at all"
                .repeat(9)
                .getBytes(StandardCharsets.US_ASCII),
            9,
            Deflater.DEFAULT_STRATEGY);
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
    byte[] stream = deflate(new byte[500_000], 9, Deflater.DEFAULT_STRATEGY);
    assertThat(ours.inflate(stream, 0, stream.length, 100_000, 0)).isEqualTo(100_001);
    assertThat(ours.inflate(stream, 0, stream.length, 500_000, 0)).isEqualTo(500_000);
  }

  @Test
  void readsWhereTheStreamEndsAndNotBeyond() throws Exception {
    byte[] stream =
        deflate("abc".getBytes(StandardCharsets.US_ASCII), 9, Deflater.DEFAULT_STRATEGY);
    byte[] longer = new byte[stream.length + 40];
    System.arraycopy(stream, 0, longer, 7, stream.length);
    assertThat(ours.inflate(longer, 7, longer.length, LIMIT, 3)).isEqualTo(3);
    assertThat(ours.end()).isEqualTo(7 + stream.length);
  }

  private byte[] inflated(byte[] stream, int expected) throws Exception {
    int length = ours.inflate(stream, 0, stream.length, LIMIT, expected);
    assertThat(ours.end()).isEqualTo(stream.length);
    return Arrays.copyOf(ours.buffer(), length);
  }

  private static byte[] deflate(byte[] bytes, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
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
}
