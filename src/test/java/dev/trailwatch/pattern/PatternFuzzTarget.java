package dev.trailwatch.pattern;

import dev.trailwatch.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Patterns: read or refused with a place in the text, and what is read answers every event. */
public final class PatternFuzzTarget {
  private static final List<LogEvent> EVENTS =
      List.of(
          LogEvent.of("{\"eventName\":\"StopLogging\",\"a\":[1,\"x\",{\"b\":null}],\"n\":-0.5}"),
          LogEvent.of("127.0.0.1 - frank [10/Oct/2000:13:25:15] \"GET /a HTTP/1.0\" 200 2326"),
          LogEvent.of(""));

  private PatternFuzzTarget() {}

  /** Tries one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    FilterPattern pattern;
    try {
      pattern = FilterPattern.compile(text);
    } catch (PatternException e) {
      if (e.getMessage() == null || e.getMessage().isEmpty()) {
        throw new AssertionError("refused without a word");
      }
      return;
    }
    for (LogEvent event : EVENTS) {
      if (pattern.matches(event) != pattern.matches(LogEvent.of(event.message()))) {
        throw new AssertionError("two answers to one event");
      }
    }
  }
}
