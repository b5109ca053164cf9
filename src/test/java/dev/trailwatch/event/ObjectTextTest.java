package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast walk over records against Jackson's. */
final class ObjectTextTest {
  @Test
  void readsOfAnyObjectWhatTheParserReads() {
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < 60_000; i++) {
      String message = RandomRecords.next(random);
      RecordFields expected = RecordFields.of(message);
      assertThat(expected).as(message).isNotNull();
      assertThat(texts(RecordFields.ofObject(message))).as(message).isEqualTo(texts(expected));
      read++;
    }
    assertThat(read).isEqualTo(60_000);
  }

  @Test
  void neverThrowsOnWhatIsNoObjectAfterAll() {
    Random random = new Random(12);
    for (int i = 0; i < 30_000; i++) {
      StringBuilder message = new StringBuilder(RandomRecords.object(random, 0));
      for (int change = random.nextInt(3); change >= 0; change--) {
        message.setLength(Math.min(message.length(), 1 + random.nextInt(message.length() + 1)));
        message.setCharAt(
            random.nextInt(message.length()), "{}[]\",:\\x".charAt(random.nextInt(9)));
      }
      RecordFields.ofObject(message.toString());
    }
    RecordFields.ofObject("");
  }

  private static List<String> texts(RecordFields fields) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i <= RecordFields.ISSUER_ARN; i++) {
      texts.add(fields.text(i));
    }
    return texts;
  }
}
