package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.UndecodableRecord.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitterLimitsTest {
  private static List<Integer> sizes(
      Function<RecordSplitter.Sink, RecordSplitter> shape, String text) throws UndecodableRecord {
    List<Integer> sizes = new ArrayList<>();
    RecordSplitter splitter = shape.apply((bytes, size) -> sizes.add(size));
    byte[] bytes = Payloads.utf8(text);
    splitter.feed(bytes, 0, bytes.length);
    splitter.end();
    return sizes;
  }

  private static void assertRefused(
      Function<RecordSplitter.Sink, RecordSplitter> shape, String text, Reason reason) {
    assertThatThrownBy(() -> sizes(shape, text))
        .isInstanceOfSatisfying(
            UndecodableRecord.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void aRecordMayHaveSixteenMebibytesAndNoByteMore() throws UndecodableRecord {
    String padding = "x".repeat(RecordInflater.MAX_BYTES - 8);

    assertThat(sizes(RecordSplitter::sequence, "{\"a\":\"" + padding + "\"}"))
        .containsExactly(RecordInflater.MAX_BYTES);
    assertRefused(RecordSplitter::sequence, "{\"a\":\"" + padding + "x\"}", Reason.TOO_LARGE);
  }

  @Test
  void aLongRecordAfterAShortOneAndAShortAfterALongOne() throws UndecodableRecord {
    String longer = "{\"a\":\"" + "x".repeat(300_000) + "\"}";

    assertThat(sizes(RecordSplitter::sequence, "{}" + longer + "{}"))
        .containsExactly(2, longer.length(), 2);
  }

  @Test
  void aKeyOfTheFileIsBounded() {
    assertRefused(
        RecordSplitter::trailFile,
        "{\"" + "k".repeat(1 << 20) + "\":1,\"Records\":[]}",
        Reason.NOT_A_TRAIL_FILE);
  }

  @Test
  void keysWithEscapesArePassedOver() throws UndecodableRecord {
    assertThat(sizes(RecordSplitter::trailFile, "{\"a\\\"b\\\\\":1,\"Records\":[{}]}"))
        .containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}x", "{} [", "1", "{", "{\"a\":\"", "{\"a\":[", ",{}"})
  void aSequenceHoldsObjectsAlone(String text) {
    assertRefused(RecordSplitter::sequence, text, Reason.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[{}", "[{}]]", "[{},]", "[,{}]", "[{}{}]", "[1]", "[{}]x"})
  void anArrayHoldsObjectsAlone(String text) {
    assertRefused(RecordSplitter::array, text, Reason.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\"::1,\"Records\":[]}", "{\"a\":],\"Records\":[]}", "{\"a\":}"})
  void aKeyNeedsAValue(String text) {
    assertRefused(RecordSplitter::trailFile, text, Reason.NOT_A_TRAIL_FILE);
  }

  @ParameterizedTest
  @CsvSource({"x, '\"x\" between records'", "é, byte 195 between records"})
  void theByteThatIsOutOfPlaceIsNamed(String text, String message) {
    assertThatThrownBy(() -> sizes(RecordSplitter::sequence, text)).hasMessageContaining(message);
  }

  @Test
  void everyFileOfSeveralNeedsRecords() throws UndecodableRecord {
    assertThat(sizes(RecordSplitter::trailFiles, "{\"Records\":[{}]}\n{\"Records\":[{},{}]}"))
        .hasSize(3);
    assertRefused(
        RecordSplitter::trailFiles, "{\"Records\":[{}]}{\"a\":1}", Reason.NOT_A_TRAIL_FILE);
    assertRefused(
        RecordSplitter::trailFiles, "{\"a\":1}{\"Records\":[{}]}", Reason.NOT_A_TRAIL_FILE);
  }
}
