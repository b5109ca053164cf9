package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.SourceText;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
}
