package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitterTest {
  private static final String FILE =
      """
      { "other": [1, {"Records": [{}]}, "]}\\""], "n" : -1.5e3 , "Records": [
        {"b": 1.10, "a": "x, ] } \\" \\\\"},\r
      \t{}, {"c":[{"d":null}]} ] , "t":true}
      """;
  private static final List<String> RECORDS =
      List.of("{\"b\":1.10,\"a\":\"x, ] } \\\" \\\\\"}", "{}", "{\"c\":[{\"d\":null}]}");

  @Property(tries = 60)
  void cutsTheSameRecordsWhateverThePieces(@ForAll @IntRange(min = 1, max = 40) int piece)
      throws Exception {
    assertThat(cut(RecordSplitter::trailFile, FILE, piece)).isEqualTo(RECORDS);
    assertThat(cut(RecordSplitter::trailFiles, FILE + FILE + " ", piece)).hasSize(6);
    String joined = String.join(" , ", RECORDS);
    assertThat(cut(RecordSplitter::array, " [ " + joined + " ] ", piece)).isEqualTo(RECORDS);
    assertThat(cut(RecordSplitter::sequence, String.join("", RECORDS), piece)).isEqualTo(RECORDS);
    assertThat(cut(RecordSplitter::sequence, String.join("\n\n", RECORDS), piece))
        .isEqualTo(RECORDS);
  }

  @Test
  void readsFilesWithoutRecordsInThem() throws Exception {
    assertThat(cut(RecordSplitter::trailFile, "{\"Records\":[]}", 100)).isEmpty();
    assertThat(cut(RecordSplitter::array, "[]", 100)).isEmpty();
    assertThat(cut(RecordSplitter::sequence, "", 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}",
        "[]",
        "null",
        "{\"Records\"}",
        "{\"Records\":}",
        "{\"Records\":{}}",
        "{\"Records\":[1]}",
        "{\"Records\":[{}",
        "{\"Records\":[{}]",
        "{\"Records\":[{},]}",
        "{\"Records\":[,{}]}",
        "{\"Records\":[{}{}]}",
        "{\"Records\":[{}]}x",
        "{\"Records\":[{}]}{}",
        "{\"Records\":[{}],}",
        "{,\"Records\":[{}]}",
        "{\"a\":1 \"Records\":[{}]}",
        "{\"Records\":[{}],\"Records\":[{}]}",
        "{\"Records\":[{\"a\":\"]}",
        "{\"a\":,\"Records\":[]}",
        "\ufeff{\"Records\":[]}",
        "{\"records\":[{}]}"
      })
  void refusesWhatIsNoTrailFile(String text) {
    assertThatThrownBy(() -> cut(RecordSplitter::trailFile, text, 3))
        .isInstanceOf(UndecodableRecord.class);
  }

  @Test
  void handsOutTheRecordsBeforeAFault() {
    List<String> records = new ArrayList<>();
    RecordSplitter splitter =
        RecordSplitter.trailFile(
            (b, n) -> records.add(new String(b, 0, n, StandardCharsets.UTF_8)));
    byte[] bytes = Payloads.utf8("{\"Records\":[{\"a\":1},{\"b\":2},oops");
    assertThatThrownBy(() -> splitter.feed(bytes, 0, bytes.length))
        .isInstanceOf(UndecodableRecord.class);
    assertThat(records).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  private static List<String> cut(
      Function<RecordSplitter.Sink, RecordSplitter> shape, String text, int piece)
      throws UndecodableRecord {
    List<String> records = new ArrayList<>();
    RecordSplitter splitter =
        shape.apply((bytes, n) -> records.add(new String(bytes, 0, n, StandardCharsets.UTF_8)));
    byte[] bytes = Payloads.utf8(text);
    for (int at = 0; at < bytes.length; at += piece) {
      splitter.feed(bytes, at, Math.min(piece, bytes.length - at));
    }
    splitter.end();
    return records;
  }
}
