package dev.trailwatch.matcher;

import dev.trailwatch.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Subscription payloads, escaped as CloudWatch Logs does, or in one of the other legal ways. */
final class Payloads {
  private Payloads() {}

  /** A data message's JSON, followed by room for a scanner's sentinels. */
  static byte[] write(List<LogEvent> events, SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    out.append("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",");
    out.append("\"logGroup\":\"trail/\u00e9\",\"logStream\":\"s\\/1\",");
    out.append("\"subscriptionFilters\":[\"all\"],\"logEvents\":[");
    for (int i = 0; i < events.size(); i++) {
      LogEvent event = events.get(i);
      out.append(i == 0 ? "" : ",").append("{\"id\":\"").append(event.id());
      out.append("\",\"timestamp\":").append(event.timestamp()).append(",\"message\":\"");
      escape(event.message(), out, random.nextInt(4) == 0 ? random : null);
      out.append("\"}");
    }
    out.append("]}");
    byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
    return bytes;
  }

  /** Escapes a text for a JSON string; with a random source, also what needs no escape. */
  static void escape(String text, StringBuilder out, SplittableRandom random) {
    boolean surrogates = random != null || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (surrogates && Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else if (c < ' ' || (random != null && random.nextInt(10) == 0)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
  }
}
