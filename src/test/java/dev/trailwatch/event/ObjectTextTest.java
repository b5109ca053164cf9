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

  /** What records look like is read without any help, to the last key. */
  @Test
  void readsAnOrdinaryRecordByItself() {
    ObjectText object =
        new ObjectText(
            " {\"a\" : \"one\",\"b\":{\"c\":[1,{\"d\":\"\\\"}\"}],\"e\":\"x\\\\\"}, \"f\":null,\n"
                + "\"g\":-1.5e3 ,\"h\":[],\"i\":{},\"j\":{\"k\":\"two\"},\"l\":\"\"} ");
    assertThat(object.enter()).isTrue();
    assertThat(key(object, "a")).isTrue();
    assertThat(object.isKey("b")).isFalse();
    assertThat(object.isKey("aa")).isFalse();
    assertThat(object.text()).isEqualTo("one");
    assertThat(key(object, "b")).isTrue();
    object.skip();
    assertThat(key(object, "f")).isTrue();
    assertThat(object.enter()).isFalse();
    assertThat(object.text()).isNull();
    assertThat(key(object, "g")).isTrue();
    assertThat(object.text()).isNull();
    assertThat(key(object, "h")).isTrue();
    assertThat(object.enter()).isFalse();
    object.skip();
    assertThat(key(object, "i")).isTrue();
    assertThat(object.enter()).isTrue();
    assertThat(object.nextKey()).isFalse();
    assertThat(key(object, "j")).isTrue();
    assertThat(object.enter()).isTrue();
    assertThat(key(object, "k")).isTrue();
    assertThat(object.text()).isEqualTo("two");
    assertThat(object.nextKey()).isFalse();
    assertThat(key(object, "l")).isTrue();
    assertThat(object.text()).isEmpty();
    assertThat(object.nextKey()).isFalse();
    assertThat(object.fails()).isFalse();
  }

  private static boolean key(ObjectText object, String name) {
    return object.nextKey() && object.isKey(name);
  }

  @Test
  void leavesTextsWithEscapesBehindButReadsNone() {
    ObjectText object = new ObjectText("{\"a\":\"\\\\\",\"b\":\"\\\"\",\"c\":\"\\u0041\"}");
    assertThat(object.enter()).isTrue();
    assertThat(key(object, "a")).isTrue();
    object.skip();
    assertThat(key(object, "b")).isTrue();
    object.skip();
    assertThat(object.fails()).isFalse();
    assertThat(key(object, "c")).isTrue();
    assertThat(object.text()).isNull();
    assertThat(object.fails()).isTrue();
    // and then nothing is read any more
    assertThat(object.nextKey()).isFalse();
    assertThat(object.enter()).isFalse();
    assertThat(object.text()).isNull();
    object.skip();
  }

  @Test
  void saysWhatIsNotForIt() {
    for (String text :
        List.of(
            "",
            " ",
            "{\"\\u0061\":1}",
            "{\"a",
            "{\"a\":\"x",
            "{\"a\":\"x\\\"",
            "{a:1}",
            "{\"a\":1",
            "{\"a\":[1",
            "{\"a\":{\"b\":\"}")) {
      ObjectText object = new ObjectText(text);
      if (object.enter()) {
        while (object.nextKey()) {
          object.skip();
        }
      }
      assertThat(object.fails()).as(text).isTrue();
    }
    assertThat(new ObjectText("[1]").enter()).isFalse();
    assertThat(new ObjectText("\"{\"").enter()).isFalse();
  }

  private static List<String> texts(RecordFields fields) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i <= RecordFields.ISSUER_ARN; i++) {
      texts.add(fields.text(i));
    }
    return texts;
  }
}
