package dev.trailwatch.event;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * {@link FastInflater} against zlib, on many generated and mutated streams of all block types. The
 * system property {@code trailwatch.inflater.streams} sets how many.
 */
final class FastInflaterFuzzTest {
  private static final int STREAMS = Integer.getInteger("trailwatch.inflater.streams", 60_000);

  @Test
  void equalsZlibOnGeneratedAndMutatedStreams() {
    long seed = Long.getLong("trailwatch.inflater.seed", 1);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1 + STREAMS / 100_000),
        () -> {
          ZlibComparison comparison = new ZlibComparison();
          comparison.run(new SplittableRandom(seed), STREAMS, 20);
          System.out.println("FastInflater: " + STREAMS + " streams, " + comparison);
          comparison.assertTelling(STREAMS);
        });
  }
}
