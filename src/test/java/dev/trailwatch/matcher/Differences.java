package dev.trailwatch.matcher;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.pattern.FilterPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what a session says with what each pattern says, and fails at the first difference. */
final class Differences {
  private long pairs;
  private long matches;
  private long malformed;

  long pairs() {
    return pairs;
  }

  long matches() {
    return matches;
  }

  long malformed() {
    return malformed;
  }

  /** Compares one plain message. */
  void comparePlain(List<FilterPattern> patterns, MatchSession session, String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<Integer> expected = expected(patterns, text);
    MatchedPatterns matched = session.matchMessage(bytes, 0, bytes.length);
    malformed += matched.isMalformed() ? 1 : 0;
    same(patterns, expected, list(matched), "plain", text);
    byte[] inside = ("{\"a\":1" + text + "\"}}]}").getBytes(StandardCharsets.UTF_8);
    matched = session.matchMessage(inside, 6, 6 + bytes.length);
    same(patterns, expected, list(matched), "inside", text);
  }

  /** Compares the messages of one payload. */
  void comparePayload(
      List<FilterPattern> patterns, MatchSession session, byte[] payload, List<LogEvent> events)
      throws UndecodableRecord {
    byte[] roomy = Arrays.copyOf(payload, payload.length + 64);
    PayloadMatches result = session.matchPayload(roomy, payload.length);
    if (result.eventCount() != events.size()) {
      throw new AssertionError(result.eventCount() + " events of " + events.size());
    }
    int next = 0;
    for (int i = 0; i < events.size(); i++) {
      LogEvent event = events.get(i);
      List<Integer> expected = expected(patterns, event.message());
      List<Integer> got = new ArrayList<>();
      if (next < result.matchingCount() && result.matchingEvent(next) == i) {
        for (int j = 0; j < result.patternCount(next); j++) {
          got.add(result.pattern(next, j));
        }
        next++;
      }
      same(patterns, expected, got, "in place", event.message());
      LogEvent read = result.event(i);
      if (!read.message().equals(event.message())
          || !read.id().equals(event.id())
          || result.timestamp(i) != event.timestamp()) {
        throw new AssertionError("read " + read + " for " + event);
      }
    }
    if (next != result.matchingCount()) {
      throw new AssertionError("matching events out of order");
    }
  }

  private List<Integer> expected(List<FilterPattern> patterns, String message) {
    LogEvent event = LogEvent.of(message);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(event)) {
        expected.add(i);
      }
    }
    pairs += patterns.size();
    matches += expected.size();
    return expected;
  }

  private static List<Integer> list(MatchedPatterns matched) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < matched.count(); i++) {
      list.add(matched.pattern(i));
    }
    return list;
  }

  private static void same(
      List<FilterPattern> patterns,
      List<Integer> expected,
      List<Integer> got,
      String way,
      String message) {
    if (!expected.equals(got)) {
      StringBuilder text = new StringBuilder(way + ": " + message + "\n");
      for (int i = 0; i < patterns.size(); i++) {
        if (expected.contains(i) != got.contains(i)) {
          text.append(expected.contains(i) ? "missed " : "wrongly ").append(patterns.get(i));
          text.append('\n');
        }
      }
      throw new AssertionError(text.toString());
    }
  }

  @Override
  public String toString() {
    return pairs + " pairs, " + matches + " matches, " + malformed + " malformed, 0 differences";
  }
}
