package dev.trailwatch.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RandomRecords;
import dev.trailwatch.event.RecordReading;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events whose texts are read where they lie against the same events as texts of their own. */
final class NotedTextsTest {
  private static final List<String> PATTERNS =
      List.of(
          "",
          "{ $.eventName = a }",
          "{ $.userIdentity.type = *Role }",
          "{ $.userIdentity.sessionContext NOT EXISTS }",
          "{ $.eventID = %..% }");

  private final Random random = new Random(20261129);
  private final SplittableRandom escapes = new SplittableRandom(20261129);
  private final RandomMessages others = new RandomMessages(escapes.split());
  private int inPlace;

  @Test
  void readsOfEveryEventWhatItsTextSays() throws Exception {
    MatchSession session = matcher().newSession();
    int compared = 0;
    for (int i = 0; i < 15_000; i++) {
      List<LogEvent> events = events(i);
      byte[] payload = Payloads.write(events, escapes);
      compared += compare(session.matchPayload(payload, payload.length), events, true);
    }
    assertThat(compared).isGreaterThan(40_000);
    assertThat(inPlace).isGreaterThan(compared / 15);
  }

  @Test
  void readsOfLinesToo() throws Exception {
    MatchSession session = matcher().newSession();
    int compared = 0;
    for (int i = 0; i < 15_000; i++) {
      List<LogEvent> events = new ArrayList<>();
      StringBuilder lines = new StringBuilder();
      for (LogEvent event : events(i)) {
        String line = event.message().replaceAll("[\r\n]", " ");
        if (!line.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(line)) {
          events.add(LogEvent.of(line));
          lines.append(line).append('\n');
        }
      }
      byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
      compared += compare(session.matchLines(text, text.length), events, false);
    }
    assertThat(compared).isGreaterThan(40_000);
    assertThat(inPlace).isGreaterThan(compared / 15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventID\":\"e\",\"eventID\":\"f\"}",
        "{\"userIdentity\":{\"arn\":\"a\"},\"userIdentity\":{}}",
        "{\"eventName\":\"\\u0061\"}",
        "{\"event\\u004eame\":\"a\"}",
        "{\"awsRegion\":\"\"}",
        "{\"errorCode\":null,\"sourceIPAddress\":7,\"eventName\":[\"a\"]}"
      })
  void whatIsUnusualIsReadAllTheSame(String message) throws Exception {
    byte[] payload = Payloads.write(List.of(LogEvent.of("i", 7, message)), escapes);
    assertThat(
            compare(
                matcher().newSession().matchPayload(payload, payload.length),
                List.of(LogEvent.of("i", 7, message)),
                true))
        .isOne();
  }

  private int compare(PayloadMatches matches, List<LogEvent> events, boolean escaped) {
    assertThat(matches.eventCount()).isEqualTo(events.size());
    for (int event = 0; event < events.size(); event++) {
      LogEvent expected = events.get(event);
      LogEvent actual = matches.event(event);
      inPlace += matches.hasNotes(event) ? 1 : 0;
      // texts in any order: the message may be made before or after the fields
      if (random.nextBoolean()) {
        assertThat(actual.message()).isEqualTo(expected.message());
      }
      String message = expected.message();
      assertThat(RecordReading.of(CloudTrailEvent.of(actual)))
          .as(message)
          .isEqualTo(RecordReading.of(CloudTrailEvent.of(expected)));
      assertThat(Evidence.of(actual, 5)).as(message).isEqualTo(Evidence.of(expected, 5));
      assertThat(actual.message()).isEqualTo(message);
      assertThat(actual.json()).isEqualTo(expected.json());
      if (escaped) {
        assertThat(actual.id()).isEqualTo(expected.id());
        assertThat(actual.timestamp()).isEqualTo(expected.timestamp());
      }
    }
    return events.size();
  }

  private List<LogEvent> events(int number) {
    List<LogEvent> events = new ArrayList<>();
    for (int i = random.nextInt(7); i >= 0; i--) {
      String message = random.nextInt(5) == 0 ? others.next() : RandomRecords.next(random);
      events.add(LogEvent.of("id-" + number + "-" + i, random.nextInt(), message));
    }
    return events;
  }

  private static Matcher matcher() throws PatternException {
    List<FilterPattern> patterns = new ArrayList<>();
    for (String pattern : PATTERNS) {
      patterns.add(FilterPattern.compile(pattern));
    }
    return Matcher.builder(patterns).readEventTime().noteTexts(CloudTrailEvent.selectors()).build();
  }
}
