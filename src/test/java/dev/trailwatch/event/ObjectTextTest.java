package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast walk over records against Jackson's. */
final class ObjectTextTest {
  private static final List<String> NAMES =
      List.of(
          "eventID",
          "eventName",
          "errorCode",
          "userIdentity",
          "sessionContext",
          "sessionIssuer",
          "type",
          "arn",
          "accountId",
          "sourceIPAddress",
          "eventIDs",
          "",
          "x",
          "eventI\\u0044");
  private static final List<String> TEXTS =
      List.of("", "a", "two words", "\\\"", "a\\\\", "\\u00e9", "é\uD83D\uDE00", "{\\\"arn\\\":1}");
  private static final List<String> BLANKS = List.of("", "", "", " ", "\n\t", "\r\n  ");

  @Test
  void readsOfAnyObjectWhatTheParserReads() {
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < 60_000; i++) {
      String message = blank(random) + object(random, 0) + blank(random);
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
      StringBuilder message = new StringBuilder(object(random, 0));
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
      texts.add(fields.get(i));
    }
    return texts;
  }

  private static String object(Random random, int depth) {
    List<String> pairs = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      pairs.add(
          blank(random)
              + '"'
              + NAMES.get(random.nextInt(NAMES.size()))
              + '"'
              + blank(random)
              + ':'
              + blank(random)
              + value(random, depth)
              + blank(random));
    }
    return "{" + (pairs.isEmpty() ? blank(random) : String.join(",", pairs)) + "}";
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 7 : 11);
    if (kind < 4) {
      return '"' + TEXTS.get(random.nextInt(TEXTS.size())) + '"';
    }
    if (kind < 7) {
      return List.of("1", "-2.5e+3", "true", "null", "false").get(random.nextInt(5));
    }
    if (kind < 10) {
      return object(random, depth + 1);
    }
    return "["
        + String.join(",", Collections.nCopies(random.nextInt(3), value(random, depth + 1)))
        + "]";
  }

  private static String blank(Random random) {
    return BLANKS.get(random.nextInt(BLANKS.size()));
  }
}
