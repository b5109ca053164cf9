package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceEdgesTest {
  private static final long TIME = 1_767_225_600_000L;

  private static Evidence event(String id, long time, String principal) {
    String json =
        String.format(
            "{\"eventID\":\"%s\",\"eventName\":\"n\",\"userIdentity\":{\"arn\":\"%s\"},"
                + "\"sourceIPAddress\":\"192.0.2.7\"}",
            id, principal);
    return Evidence.of(LogEvent.of(json), time);
  }

  private static Evidence collected(List<Evidence> parts) {
    EvidenceCollector collector = new EvidenceCollector();
    parts.forEach(collector::add);
    assertThat(collector.count()).isEqualTo(parts.stream().mapToLong(Evidence::count).sum());
    return collector.evidence();
  }

  private static Evidence merged(List<Evidence> parts) {
    return parts.stream().reduce(Evidence.none(), Evidence::merge);
  }

  @Test
  void anEventIsNamedByCloudTrailsIdElseByTheLogEventsElseNotAtAll() {
    assertThat(firstId(LogEvent.of("log-1", TIME, "{\"eventID\":\"e\"}"))).isEqualTo("e");
    assertThat(firstId(LogEvent.of("log-1", TIME, "{\"eventName\":\"n\"}"))).isEqualTo("log-1");
    assertThat(firstId(LogEvent.of("", TIME, "{\"eventName\":\"n\"}"))).isNull();
    assertThat(firstId(LogEvent.of("log-1", TIME, "plain"))).isEqualTo("log-1");
    assertThat(firstId(LogEvent.of("", TIME, "plain"))).isNull();
  }

  private static String firstId(LogEvent event) {
    return Evidence.of(event, TIME).samples().get(0).eventID();
  }

  @Test
  void aTextIsCutAtItsLimitAndNeverWithinACharacter() {
    String most = "p".repeat(256);
    assertThat(event("e", TIME, most).principals().get(0).value()).isEqualTo(most);

    String cut = event("e", TIME, "p".repeat(257)).principals().get(0).value();
    assertThat(cut).matches("p{236}\\.\\.\\.[0-9a-f]{16}");

    String between =
        event("e", TIME, "p".repeat(235) + "🔥".repeat(30)).principals().get(0).value();
    assertThat(between).matches("p{235}\\.\\.\\.[0-9a-f]{16}");
    String whole = event("e", TIME, "p".repeat(234) + "🔥".repeat(30)).principals().get(0).value();
    assertThat(whole).matches("p{234}🔥\\.\\.\\.[0-9a-f]{16}");
  }

  @Test
  void itDiffersWhereAnyPartDoes() {
    Evidence one = event("e", TIME, "p");
    List<Evidence> others =
        List.of(
            Evidence.none(),
            one.asLate(),
            event("f", TIME, "p"),
            event("e", TIME + 1, "p"),
            event("e", TIME, "q"),
            one.merge(one),
            one.merge(event("e", TIME + 1, "p")),
            one.merge(event("e", TIME - 1, "p")));
    for (Evidence other : others) {
      assertThat(one).isNotEqualTo(other);
      assertThat(other).isNotEqualTo(one);
    }
    assertThat(one).isEqualTo(event("e", TIME, "p")).hasSameHashCodeAs(event("e", TIME, "p"));
    assertThat(one)
        .isNotEqualTo("one")
        .hasToString("1 events by [p x1] from [192.0.2.7 x1]: [n x1]");
    assertThat(one.hashCode()).isNotEqualTo(one.asLate().hashCode());
  }

  @Test
  void fewerThanEightTimesThirtyTwoValuesOrMoreCollectToWhatMergingGives() {
    for (int values : new int[] {1, 31, 32, 33, 256, 257, 258, 700}) {
      List<Evidence> parts = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        parts.add(event("e" + i, TIME + i % 7, "p" + i));
      }
      Collections.shuffle(parts, new Random(values));
      Evidence merged = merged(parts);

      assertThat(collected(parts)).as(values + " values").isEqualTo(merged);
      assertThat(collected(List.of(merged, merged))).isEqualTo(merged.merge(merged));
      assertThat(merged.isTruncated()).isEqualTo(values > 32);
      assertThat(Evidence.fromBytes(merged.toBytes())).isEqualTo(merged);
    }
  }

  @Test
  void aCollectorOfNothingOrOfWhatWasForgottenIsEmpty() {
    EvidenceCollector collector = new EvidenceCollector();
    collector.add(Evidence.none());
    assertThat(collector.count()).isZero();
    assertThat(collector.evidence()).isEqualTo(Evidence.none());

    collector.add(event("e", TIME, "p").asLate());
    assertThat(collector.evidence()).isEqualTo(event("e", TIME, "p").asLate());
    assertThat(collector.evidence().late()).isEqualTo(1);
    collector.clear();
    assertThat(collector.count()).isZero();
    assertThat(collector.evidence()).isEqualTo(Evidence.none());
    collector.add(event("f", TIME, "q"));
    assertThat(collector.evidence()).isEqualTo(event("f", TIME, "q"));
  }

  @Test
  void theFirstAndTheLastEventsAreKeptWhateverTheOrder() {
    List<Evidence> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      parts.add(event("e" + i, TIME + i, "p"));
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(parts, new Random(seed));
      for (Evidence evidence : List.of(collected(parts), merged(parts))) {
        assertThat(evidence.samples())
            .extracting(EventSample::eventID)
            .containsExactly("e0", "e1", "e2", "e3", "e4", "e35", "e36", "e37", "e38", "e39");
        assertThat(evidence.firstEventTime()).isEqualTo(TIME);
        assertThat(evidence.lastEventTime()).isEqualTo(TIME + 39);
      }
    }
  }

  @Test
  void bytesAfterTheEvidenceAreRefused() {
    byte[] bytes = event("e", TIME, "p").toBytes();
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);

    assertThatThrownBy(() -> Evidence.fromBytes(more)).hasMessage("1 bytes are left over");
  }

  @Test
  void whatIsLeftOverInsideIsToldToo() {
    Evidence two = event("1", 7, "p").merge(event("2", 8, "p"));
    for (Evidence evidence : new Evidence[] {Evidence.none(), two}) {
      byte[] bytes = evidence.toBytes();
      int length = 0;
      while (bytes[length] != bytes.length - length - 1) {
        length++;
      }
      byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
      more[length]++;
      assertThatThrownBy(() -> Evidence.fromBytes(more)).hasMessage("1 bytes are left over");
    }
  }
}
