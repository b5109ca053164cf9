package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordInflaterTest {
  private final RecordInflater inflater =
      inflater(RecordInflater.MAX_BYTES, RecordInflater.MAX_RATIO);

  /** What is tested. */
  RecordInflater inflater(int maxBytes, int maxRatio) {
    return new RecordInflater(maxBytes, maxRatio);
  }

  @Property(tries = 200)
  void givesBackWhatWasCompressed(@ForAll byte[] bytes) throws Exception {
    assertThat(inflate(Payloads.gzip(bytes))).isEqualTo(bytes);
  }

  @Test
  void growsItsBufferForOneRecordAndServesTheNext() throws Exception {
    byte[] large = new byte[5 << 20];
    new Random(1).nextBytes(large);
    assertThat(inflate(Payloads.gzip(large))).isEqualTo(large);
    assertThat(inflate(Payloads.gzip("small"))).isEqualTo(Payloads.utf8("small"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void readsEveryHeaderThatRfc1952Knows(int variant) throws Exception {
    byte[] extra = {3, 0, 'a', 'b', 'c'};
    byte[] name = {'n', 0};
    byte[] comment = {'c', 'c', 0};
    int flags = new int[] {4, 8 | 16, 2, 1 | 2 | 4 | 8 | 16}[variant];
    byte[] fields =
        new byte[][] {extra, concat(name, comment), {}, concat(extra, name, comment)}[variant];
    byte[] record = Payloads.gzipWithHeader(flags, fields, Payloads.utf8("hello"));
    assertThat(inflate(record)).isEqualTo(Payloads.utf8("hello"));
  }

  @Test
  void refusesMoreThanTheLimitOfBytes() {
    byte[] random = new byte[(1 << 20) + 1];
    new Random(2).nextBytes(random);
    RecordInflater small = inflater(1 << 20, 200);
    assertThat(reason(small, Payloads.gzip(random))).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(small, Payloads.gzip(Arrays.copyOf(random, 1 << 20)))).isNull();
  }

  @Test
  void refusesABombByItsRatioBeforeItIsBig() {
    assertThat(reason(inflater, Payloads.gzip(new byte[1 << 20]))).isEqualTo(Reason.TOO_COMPRESSED);
    assertThat(reason(inflater, Payloads.gzip(new byte[64 << 10]))).isNull();
    assertThat(inflater.buffer().length).isLessThan(1 << 20);
  }

  @Test
  void refusesASecondMemberInsteadOfHidingIt() {
    byte[] two = concat(Payloads.gzip("one"), Payloads.gzip("two"));
    assertThat(reason(inflater, two)).isEqualTo(Reason.GZIP_TRAILING);
    assertThat(reason(inflater, concat(Payloads.gzip("one"), new byte[1])))
        .isEqualTo(Reason.GZIP_TRAILING);
  }

  @Test
  void staysUsableAfterEveryRefusal() throws Exception {
    byte[] good = Payloads.gzip("good");
    for (int cut = 0; cut < good.length; cut++) {
      assertThat(reason(inflater, Arrays.copyOf(good, cut))).isNotNull();
      assertThat(inflate(good)).isEqualTo(Payloads.utf8("good"));
    }
  }

  @Test
  void noticesEveryFlippedBitOfTheDataAndItsChecksum() {
    byte[] good = Payloads.gzip(Payloads.data("{\"a\":1}"));
    for (int at = 10; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      assertThat(reason(inflater, bad)).as("byte " + at).isNotNull();
    }
  }

  private byte[] inflate(byte[] record) throws UndecodableRecord {
    int length = inflater.inflate(record);
    return Arrays.copyOf(inflater.buffer(), length);
  }

  private static Reason reason(RecordInflater inflater, byte[] record) {
    UndecodableRecord refusal =
        catchThrowableOfType(UndecodableRecord.class, () -> inflater.inflate(record));
    return refusal == null ? null : refusal.reason();
  }

  private static byte[] concat(byte[]... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
