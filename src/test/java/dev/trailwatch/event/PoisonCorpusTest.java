package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever arrives, the decoder answers or refuses, soon, and the records beside it are read. */
class PoisonCorpusTest {
  private static final String GOOD = Payloads.data("{\"eventName\":\"StopLogging\"}");
  private static final int SUBSCRIPTION = RecordFormat.SUBSCRIPTION.number();
  private static final int TRAIL_FILE = RecordFormat.CLOUDTRAIL_FILE.number();

  @TestFactory
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  Stream<DynamicTest> everyPoisonIsRefusedBetweenTwoGoodRecords() {
    Map<String, byte[]> corpus = PoisonCorpus.all();
    assertThat(corpus).hasSizeGreaterThanOrEqualTo(50);
    RecordDecoder decoder = new RecordDecoder();
    return corpus.entrySet().stream()
        .map(
            poison ->
                DynamicTest.dynamicTest(
                    poison.getKey(),
                    () -> {
                      assertThat(decoder.decode(Payloads.gzip(GOOD), SUBSCRIPTION).logEvents())
                          .hasSize(1);
                      long before = System.nanoTime();
                      Throwable thrown =
                          catchThrowable(() -> decoder.decode(poison.getValue(), SUBSCRIPTION));
                      long millis = (System.nanoTime() - before) / 1_000_000;
                      assertThat(thrown).isInstanceOf(UndecodableRecord.class);
                      assertThat(((UndecodableRecord) thrown).reason())
                          .isNotEqualTo(UndecodableRecord.Reason.DECODER_FAULT);
                      assertThat(millis).isLessThan(2_000);
                      assertThat(decoder.decode(Payloads.gzip(GOOD), SUBSCRIPTION).logEvents())
                          .hasSize(1);
                    }));
  }

  @Test
  void mutatedRecordsAreReadOrRefusedAndNothingElse() throws Exception {
    Random random = new Random(20261121);
    byte[][] seeds = {
      Payloads.gzip(GOOD),
      Payloads.utf8(GOOD),
      Payloads.gzip(Payloads.CONTROL),
      Payloads.utf8("{\"Records\":[{\"a\":\"\u00e9\"},{\"b\":[1,2]}]}"),
      Payloads.gzip("2026-01-01T00:00:00.000Z {\"a\":1}\n")
    };
    try (RecordDecoder decoder = new RecordDecoder()) {
      int refused = 0;
      for (int i = 0; i < 20_000; i++) {
        byte[] bytes = mutate(seeds[random.nextInt(seeds.length)], random);
        int format = random.nextInt(6) - 1;
        Throwable thrown = catchThrowable(() -> decoder.decode(bytes, format));
        if (thrown != null) {
          assertThat(thrown).isInstanceOf(UndecodableRecord.class);
          assertThat(((UndecodableRecord) thrown).reason())
              .as(() -> format + " " + new String(bytes, StandardCharsets.ISO_8859_1))
              .isNotEqualTo(UndecodableRecord.Reason.DECODER_FAULT);
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(5_000);
    }
  }

  @Test
  void aRecordOfEverySizeOfGarbageIsRefused() {
    Random random = new Random(4);
    try (RecordDecoder decoder = new RecordDecoder()) {
      for (int size = 0; size < 1_200; size += 7) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        assertThat(catchThrowable(() -> decoder.decode(bytes, SUBSCRIPTION)))
            .isInstanceOf(UndecodableRecord.class);
        assertThat(catchThrowable(() -> decoder.decode(bytes, TRAIL_FILE)))
            .isInstanceOf(UndecodableRecord.class);
      }
    }
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes[at] = (byte) "{}[]\",:\\0en".charAt(random.nextInt(11));
      }
    }
    return bytes;
  }
}
