package dev.trailwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmHistoryFileTest {
  @Test
  void readsStaysInAlarmFromPagesInAnyOrder() throws Exception {
    List<AlarmSpan> spans =
        read(
            page(item("root", "2026-01-01T10:10:00+00:00", "OK")),
            page(
                item("root", "2026-01-01T11:00:00+01:00", "ALARM"),
                item("other", "2026-01-01T10:05:00Z", "ALARM")));
    assertThat(spans)
        .containsExactly(
            AlarmSpan.of("root", at("2026-01-01T10:00:00Z"), at("2026-01-01T10:10:00Z")),
            AlarmSpan.of("other", at("2026-01-01T10:05:00Z"), AlarmSpan.OPEN));
  }

  @Test
  void takesTheSummaryWhereThereAreNoDataAndLeavesOutWhatIsNoChange() throws Exception {
    String item =
        """
        {"AlarmName":"a","Timestamp":%s,"HistoryItemType":"%s",
         "HistorySummary":"Alarm updated from OK to ALARM"}
        """;
    assertThat(
            read(
                page(
                    item.formatted("1767261600.5", "StateUpdate"),
                    item.formatted("1767261000", "ConfigurationUpdate"))))
        .containsExactly(AlarmSpan.of("a", 1767261600500L, AlarmSpan.OPEN));
  }

  @Test
  void saysWhatIsWrongWithSomethingElse() {
    assertThatThrownBy(() -> read("{\"Alarms\":[]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("describe-alarm-history");
    assertThatThrownBy(() -> read("hello")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(page(item("a", "yesterday", "ALARM"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"yesterday\" is no time");
  }

  private static List<AlarmSpan> read(String... pages) throws IOException {
    return AlarmHistoryFile.read(new StringReader(String.join("\n", pages)));
  }

  private static String page(String... items) {
    return "{\"AlarmHistoryItems\":[" + String.join(",", items) + "]}";
  }

  private static String item(String alarm, String time, String state) {
    return """
    {"AlarmName":"%s","Timestamp":"%s","HistoryItemType":"StateUpdate",
     "HistoryData":"{\\"newState\\":{\\"stateValue\\":\\"%s\\"}}"}
    """
        .formatted(alarm, time, state);
  }

  private static long at(String text) {
    return Instant.parse(text).toEpochMilli();
  }
}
