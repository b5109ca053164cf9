package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StringBytesTest {
  private static final byte[] SOME = {'"', '\\', '!', '#', '[', ']', 'a', (byte) 0xa2, (byte) 0xdc};

  @Test
  void findsWhatALoopFinds() {
    Random random = new Random(31);
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        boolean rare = random.nextInt(10) == 0;
        bytes[i] = rare ? SOME[random.nextInt(SOME.length)] : bytes[i];
      }
      int from = random.nextInt(bytes.length + 1);
      int end = from + random.nextInt(bytes.length - from + 1);
      int expected = from;
      while (expected < end && bytes[expected] != '"' && bytes[expected] != '\\') {
        expected++;
      }
      assertThat(StringBytes.quoteOrBackslash(bytes, from, end)).isEqualTo(expected);
    }
  }
}
