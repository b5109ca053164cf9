package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The inflater by zlib and the one in plain Java refuse the same records for the same reasons. */
class InflatersTest {
  private final RecordInflater zlib = new RecordInflater();
  private final RecordInflater plain = RecordInflater.inPlainJava();

  private String answer(RecordInflater inflater, byte[] record) {
    UndecodableRecord refusal =
        catchThrowableOfType(UndecodableRecord.class, () -> inflater.inflate(record));
    if (refusal != null) {
      return refusal.getMessage();
    }
    try {
      int length = inflater.inflate(record);
      return Arrays.toString(Arrays.copyOf(inflater.buffer(), length));
    } catch (UndecodableRecord e) {
      return e.getMessage();
    }
  }

  private String limited(int maxBytes, int maxRatio, byte[] record) {
    String answer = answer(new RecordInflater(maxBytes, maxRatio), record);
    assertThat(answer(RecordInflater.inPlainJava(maxBytes, maxRatio), record)).isEqualTo(answer);
    return answer;
  }

  private void assertSame(byte[] record) {
    assertThat(answer(plain, record)).isEqualTo(answer(zlib, record));
  }

  private void assertRefused(byte[] record, Reason reason, String message) {
    assertThat(answer(zlib, record)).isEqualTo(reason.code() + ": " + message);
    assertThat(answer(plain, record)).isEqualTo(reason.code() + ": " + message);
  }

  @Test
  void soundRecordsComeOutTheSame() {
    byte[] random = new byte[200_000];
    new Random(6).nextBytes(random);
    assertSame(Payloads.gzip(""));
    assertSame(Payloads.gzip("hello"));
    assertSame(Payloads.gzip(Payloads.data("{\"a\":1}").repeat(50)));
    assertSame(Payloads.gzip(random));
  }

  @Test
  void everyCutAndEveryFlippedBitIsRefused() {
    byte[] good = Payloads.gzip(Payloads.data("{\"a\":1}"));
    for (int cut = 0; cut < good.length; cut++) {
      assertSame(Arrays.copyOf(good, cut));
    }
    for (int at = 18; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 4;
      assertThat(answer(plain, bad)).startsWith("gzip-");
      assertThat(answer(zlib, bad)).startsWith("gzip-");
    }
  }

  @Test
  void aRefusalSaysWhatIsWrong() {
    byte[] good = Payloads.gzip("good");
    int end = good.length;
    assertRefused(new byte[0], Reason.EMPTY, "no bytes");
    assertRefused(new byte[] {0x1f}, Reason.GZIP_HEADER, "not gzip");
    assertRefused(Payloads.utf8("{}"), Reason.GZIP_HEADER, "not gzip");
    assertRefused(Arrays.copyOf(good, 9), Reason.GZIP_TRUNCATED, "ends within the header");
    assertRefused(Arrays.copyOf(good, 12), Reason.GZIP_TRUNCATED, "ends within the data");
    assertRefused(Arrays.copyOf(good, end - 1), Reason.GZIP_TRUNCATED, "ends within the checksum");
    assertRefused(
        Arrays.copyOf(good, end + 3), Reason.GZIP_TRAILING, "3 bytes after the gzip member");
    for (int at : new int[] {end - 8, end - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      assertRefused(bad, Reason.GZIP_CHECKSUM, "the data is not what was compressed");
    }
    byte[] block = good.clone();
    block[10] = 7;
    assertRefused(block, Reason.GZIP_CORRUPT, "bad compressed data");
  }

  @Test
  void theHeaderIsReadByItsFlags() {
    byte[] good = Payloads.gzip("good");
    for (int flags : new int[] {0x20, 0x40, 0x80}) {
      byte[] bad = good.clone();
      bad[3] = (byte) flags;
      assertRefused(bad, Reason.GZIP_HEADER, "unknown method or flags");
    }
    byte[] method = good.clone();
    method[2] = 7;
    assertRefused(method, Reason.GZIP_HEADER, "unknown method or flags");

    byte[] extra = new byte[2 + 300];
    extra[0] = 300 & 0xff;
    extra[1] = 300 >> 8;
    assertSame(Payloads.gzipWithHeader(4, extra, Payloads.utf8("x")));
    assertThat(answer(zlib, Payloads.gzipWithHeader(4, extra, Payloads.utf8("x"))))
        .isEqualTo("[120]");
    byte[] unended =
        Arrays.copyOf(Payloads.gzipWithHeader(8, Payloads.utf8("name"), new byte[0]), 14);
    assertRefused(unended, Reason.GZIP_TRUNCATED, "ends within the header");
    byte[] checked = Payloads.gzipWithHeader(2, new byte[0], Payloads.utf8("x"));
    assertThat(answer(zlib, checked)).isEqualTo("[120]");
    for (int at : new int[] {10, 11}) {
      byte[] bad = checked.clone();
      bad[at] ^= 1;
      assertRefused(bad, Reason.GZIP_HEADER, "the header's checksum is wrong");
    }
  }

  @Test
  void limitsAreToTheByte() {
    byte[] random = new byte[5_000];
    new Random(7).nextBytes(random);
    byte[] record = Payloads.gzip(random);
    assertThat(limited(5_000, 1, record)).startsWith("[");
    assertThat(limited(4_999, 1, record)).isEqualTo("too-large: more than 4999 bytes");
    byte[] zeros = Payloads.gzip(new byte[65_537]);
    assertThat(limited(1 << 20, 1, Payloads.gzip(new byte[65_536]))).startsWith("[0, ");
    assertThat(limited(1 << 20, 1, zeros)).isEqualTo("too-compressed: more than 1 times");
    assertThat(limited(1 << 20, 65_537 / zeros.length + 1, zeros)).startsWith("[0, ");
    assertSame(Payloads.gzip(new byte[1 << 20]));
    assertSame(Payloads.gzip(new byte[65_536]));
  }

  @Test
  void limitsBelowOneAreRefused() {
    new RecordInflater(1, 1).close();
    for (int[] limits : new int[][] {{0, 1}, {1, 0}}) {
      assertThatThrownBy(() -> new RecordInflater(limits[0], limits[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("limits of at least 1: " + limits[0] + ", " + limits[1]);
    }
  }

  @Test
  void gzipIsToldByItsFirstTwoBytes() {
    assertThat(RecordInflater.isGzip(new byte[] {0x1f, (byte) 0x8b})).isTrue();
    assertThat(RecordInflater.isGzip(new byte[] {0x1f, (byte) 0x8c})).isFalse();
    assertThat(RecordInflater.isGzip(new byte[] {0x1e, (byte) 0x8b})).isFalse();
    assertThat(RecordInflater.isGzip(new byte[] {0x1f})).isFalse();
  }
}
