package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineFileTest {
  @Test
  void everyFaultIsToldAtOnceAsInTheGoldenFile() {
    Path file = Path.of("src/test/resources/rulefiles/timelines/faults.yaml");

    Golden.check(file, Golden.rendered(TimelineFile.read(Golden.source(file)).issues()));
  }

  @Test
  void repetitionsAreWrittenOutAndTimesCountFromTheStart() {
    TimelineFile file =
        TimelineFile.read(
            SourceText.of(
                "t.yaml",
                """
                rules: ../iam.yaml
                tests:
                  - name: a
                    start: 2026-01-01T09:00:00Z
                    events:
                      - {at: 1m30s, every: 20s, times: 3, event: {a: 1, b: [yes, 012, 1.5, null, true]}}
                      - {at: 5, event: a plain line}
                    expect: [{at: 1h, alarm: x, dimensions: {P: 7}, state: ALARM}]
                """));
    TimelineTest test = file.tests().get(0);
    long start = Instant.parse("2026-01-01T09:00:00Z").toEpochMilli();

    assertThat(file.issues()).isEmpty();
    assertThat(file.rules()).containsExactly("../iam.yaml");
    assertThat(test.events())
        .extracting(event -> event.time() - start)
        .containsExactly(90_000L, 110_000L, 130_000L, 5_000L);
    assertThat(test.events().get(0).message())
        .isEqualTo("{\"a\":1,\"b\":[\"yes\",\"012\",1.5,null,true]}");
    assertThat(test.events().get(3).message()).isEqualTo("a plain line");
    assertThat(test.expectations().get(0).time()).isEqualTo(start + 3_600_000);
    assertThat(test.expectations().get(0).dimensions()).containsEntry("P", "7");
    assertThat(test.expectations().get(0).state()).isEqualTo(AlarmState.ALARM);
  }

  private static TimelineFile read(String events, String rest) {
    return TimelineFile.read(
        SourceText.of(
            "t.yaml",
            "tests: [{name: a, events: ["
                + events
                + "], expect: [{at: 1m, alarm: x, state: OK}]"
                + rest
                + "}]\n"));
  }

  @Test
  void aTestHasAtMostAHundredThousandEvents() {
    assertThat(read("{at: 0s, every: 1s, times: 100000, event: x}", "").tests().get(0).events())
        .hasSize(100_000);
    assertThat(
            read("{at: 0s, every: 1s, times: 100000, event: x}, {at: 0s, event: x}", "").issues())
        .extracting(Issue::message)
        .containsExactly("a timeline test has at most 100,000 events");
    assertThat(read("{at: 0s, every: 1s, times: 100001, event: x}", "").issues())
        .extracting(Issue::message)
        .containsExactly("\"times\" is a whole number from 1 to 100000, found 100001");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "90, 90",
    "1d2h3m4s, 93784",
    "2d, 172800",
    "1h30m, 5400",
    "5m, 300",
    "7s, 7",
    "999999999, 999999999"
  })
  void aTimeOfATimelineIsADurationOrSeconds(String written, long seconds) {
    TimelineFile file = read("{at: " + written + ", event: x}", "");

    assertThat(file.issues()).isEmpty();
    assertThat(file.tests().get(0).events().get(0).time() - file.tests().get(0).start())
        .isEqualTo(seconds * 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "1m1h", "1.5", "-1", "1x", "m", "1000000000", "1 m", "[]"})
  void anyOtherTextIsNone(String written) {
    TimelineFile file = read("{at: " + written + ", event: x}", "");

    assertThat(file.issues()).hasSize(1);
    assertThat(file.tests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T09:00:00Z, 2026-01-01T09:00:00Z",
    "2026-01-01T09:00:00+01:00, 2026-01-01T08:00:00Z",
    "2026-01-02, 2026-01-02T00:00:00Z"
  })
  void aStartIsATimeOrADay(String written, String start) {
    assertThat(read("", ", start: " + written).tests().get(0).start())
        .isEqualTo(Instant.parse(start).toEpochMilli());
  }

  @Test
  void itTellsWhatItHolds() {
    TimelineFile file = read("{at: 1s, event: {a: {b: [1, {}]}}}", "");
    TimelineTest test = file.tests().get(0);

    assertThat(file.name()).isEqualTo("t.yaml");
    assertThat(file).hasToString("t.yaml, 1 tests");
    assertThat(file.rules()).isEmpty();
    assertThat(test.events().get(0).place().line()).isEqualTo(1);
    assertThat(test.events().get(0)).hasToString(test.start() + 1000 + ": {\"a\":{\"b\":[1,{}]}}");
    assertThat(test.expectations().get(0)).hasToString("x OK");
    assertThat(test.expectations().get(0).place().line()).isEqualTo(1);
    assertThat(TimelineFile.read(SourceText.of("t.yaml", "[")).tests()).isEmpty();
  }
}
