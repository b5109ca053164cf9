package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.SubscriptionMessage;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MatchSessionTest {
  @Test
  void tellsTheNumbersOfThePatternsThatMatch() throws PatternException {
    MatchSession session = session("{ $.a = 1 }", "", "{ $.a = 2 }", "ERROR", "{ $.b NOT EXISTS }");
    assertThat(matched(session, "{\"a\":1}")).containsExactly(0, 1, 4);
    assertThat(matched(session, "an ERROR")).containsExactly(1, 3);
    assertThat(matched(session, "{\"a\":2,\"b\":null}")).containsExactly(1, 2);
  }

  @Test
  void theLastOfDoubledKeysCountsHoweverItIsWritten() throws PatternException {
    MatchSession session = session("{ $.a = 1 }", "{ $.a.b = 1 }", "{ $.* = 3 }");
    assertThat(matched(session, "{\"a\":1,\"\\u0061\":2}")).isEmpty();
    assertThat(matched(session, "{\"a\":{\"b\":1},\"a\":1}")).containsExactly(0);
    assertThat(matched(session, "{\"x\":3,\"x\":4}")).isEmpty();
  }

  @Test
  void onlyTheAnchoredPathCounts() throws PatternException {
    MatchSession session = session("{ $.eventName = \"StopLogging\" }");
    assertThat(matched(session, "{\"requestParameters\":{\"eventName\":\"StopLogging\"}}"))
        .isEmpty();
    assertThat(matched(session, "{\"a\":\"\\\",\\\"eventName\\\":\\\"StopLogging\"}")).isEmpty();
    assertThat(matched(session, "{\"eventName\":\"StopLogging\"}")).containsExactly(0);
  }

  @Test
  void depthIsAcceptedExactlyAsFarAsJacksonReads() throws PatternException {
    MatchSession session = session("{ $.a NOT EXISTS }");
    for (int depth : new int[] {2, 999, 1000, 1001, 100_000}) {
      String arrays = "{\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
      assertThat(matched(session, arrays).isEmpty()).as("%s", depth).isEqualTo(depth > 1000);
      String objects = "{\"x\":".repeat(depth) + "1" + "}".repeat(depth);
      assertThat(matched(session, objects).isEmpty()).as("%s", depth).isEqualTo(depth > 1000);
    }
  }

  @Test
  void bytesThatAreNoUtf8MatchNoJsonPattern() throws PatternException {
    MatchSession session = session("{ $.a NOT EXISTS }", "b");
    byte[] bytes = "{\"b\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
    bytes[6] = (byte) 0xC0;
    bytes[7] = (byte) 0x80;
    MatchedPatterns matched = session.matchMessage(bytes, 0, bytes.length);
    assertThat(matched.count()).isEqualTo(1);
    assertThat(matched.pattern(0)).isEqualTo(1);
    assertThat(matched.isMalformed()).isTrue();
  }

  @Test
  void readsTheTimeInTheMessage() throws PatternException, UndecodableRecord {
    Matcher matcher =
        Matcher.builder(List.of(FilterPattern.compile("{ $.a = 1 }"))).readEventTime().build();
    MatchSession session = matcher.newSession();
    for (String time :
        List.of(
            "2024-02-29T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "2026-12-31T01:02:03Z",
            "2026-03-01T00:00:00.250Z")) {
      String message = "{\"eventTime\":\"" + time + "\"}";
      assertThat(session.matchMessage(message).eventTime())
          .isEqualTo(Instant.parse(time).toEpochMilli());
      byte[] payload =
          Payloads.write(List.of(LogEvent.of("1", 5, message)), new SplittableRandom(1));
      assertThat(session.matchPayload(payload, payload.length).eventTime(0))
          .isEqualTo(Instant.parse(time).toEpochMilli());
    }
    assertThat(session.matchMessage("{\"eventTime\":\"2023-02-29T00:00:00Z\"}").eventTime())
        .isEqualTo(PayloadMatches.NO_TIME);
    assertThat(session.matchMessage("{}").eventTime()).isEqualTo(PayloadMatches.NO_TIME);
  }

  @Test
  void aControlMessageHasNoEvents() throws PatternException, UndecodableRecord {
    byte[] payload =
        ("{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\","
                + "\"logStream\":\"\",\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"\","
                + "\"timestamp\":1,\"message\":\"CWL CONTROL MESSAGE\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    PayloadMatches matches = session("").matchPayload(payload, payload.length);
    assertThat(matches.kind()).isEqualTo(SubscriptionMessage.Kind.CONTROL);
    assertThat(matches.eventCount()).isZero();
  }

  @Test
  void aDamagedPayloadIsJudgedAsItsPlainReaderJudgesItAndInBoundedTime() throws Exception {
    MatchSession session = session("{ $.a[*] = 1 }", "{ $.b.c = x* }", "{ $.d NOT EXISTS }");
    SplittableRandom random = new SplittableRandom(5);
    RandomMessages source = new RandomMessages(random.split());
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int refused = 0;
          for (int i = 0; i < 20_000; i++) {
            List<LogEvent> events = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
              events.add(LogEvent.of("i" + j, j, source.next()));
            }
            byte[] payload = damaged(Payloads.write(events, random), random);
            refused += agrees(session, payload) ? 0 : 1;
          }
          assertThat(refused).isBetween(2_000, 19_500);
        });
  }

  private static byte[] damaged(byte[] payload, SplittableRandom random) {
    byte[] bytes = payload.clone();
    String damage = "\\\"{}[]:, 0aA\n";
    for (int i = random.nextInt(1, 7); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextInt(10) == 0
              ? (byte) random.nextInt(256)
              : (byte) damage.charAt(random.nextInt(damage.length()));
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Whether the payload is accepted; by both, with the same events and matches, or by none. */
  private static boolean agrees(MatchSession session, byte[] payload) throws PatternException {
    SubscriptionMessage expected;
    try {
      expected = SubscriptionMessage.parse(payload, payload.length);
    } catch (UndecodableRecord e) {
      assertThatThrownBy(() -> session.matchPayload(payload, payload.length))
          .as(new String(payload, StandardCharsets.UTF_8))
          .isInstanceOf(UndecodableRecord.class);
      return false;
    }
    PayloadMatches matches;
    try {
      matches = session.matchPayload(Arrays.copyOf(payload, payload.length + 40), payload.length);
    } catch (UndecodableRecord e) {
      throw new AssertionError(new String(payload, StandardCharsets.UTF_8), e);
    }
    assertThat(matches.eventCount()).isEqualTo(expected.logEvents().size());
    List<List<Integer>> found = new ArrayList<>();
    for (int i = 0; i < matches.eventCount(); i++) {
      found.add(new ArrayList<>());
      assertThat(matches.event(i).message()).isEqualTo(expected.logEvents().get(i).message());
      assertThat(matches.timestamp(i)).isEqualTo(expected.logEvents().get(i).timestamp());
    }
    for (int n = 0; n < matches.matchingCount(); n++) {
      for (int i = 0; i < matches.patternCount(n); i++) {
        found.get(matches.matchingEvent(n)).add(matches.pattern(n, i));
      }
    }
    for (int i = 0; i < found.size(); i++) {
      assertThat(matched(session, expected.logEvents().get(i).message())).isEqualTo(found.get(i));
    }
    return true;
  }

  private static MatchSession session(String... patterns) throws PatternException {
    List<FilterPattern> list = new ArrayList<>();
    for (String pattern : patterns) {
      list.add(FilterPattern.compile(pattern));
    }
    return Matcher.compile(list).newSession();
  }

  private static List<Integer> matched(MatchSession session, String message) {
    MatchedPatterns matched = session.matchMessage(message);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < matched.count(); i++) {
      numbers.add(matched.pattern(i));
    }
    return numbers;
  }
}
