package dev.trailwatch.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.diagnostic.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * A notification for a terminal: one line that says what happened, then who, from where, what, and
 * which rule.
 *
 * <p>Made from the {@code default} message alone, so that any sink can show it. Everything in it is
 * {@linkplain Visible escaped}: no event writes to the terminal.
 */
public final class ConsoleBlock {
  private static final int LISTED = 3;
  private static final int LONGEST = 120;
  private static final int MOST_LINES = 10;
  private static final String INDENT = " ".repeat("11:54:39  ".length());

  private ConsoleBlock() {}

  /** The lines, each ended by a line break; a message that is none of ours on one line. */
  public static String of(String defaultMessage) {
    JsonNode message;
    try {
      message = Json.read(defaultMessage);
    } catch (IllegalArgumentException e) {
      return visible(defaultMessage) + "\n";
    }
    if (!message.path("AlarmName").isTextual()) {
      return visible(defaultMessage) + "\n";
    }
    StringBuilder block = new StringBuilder(512);
    String state = message.path("NewStateValue").asText();
    boolean alarm = state.equals("ALARM");
    String name = visible(message.path("AlarmName").asText());
    String reason = message.path("NewStateReason").asText();
    block
        .append(timeOfDay(message.path("StateChangeTime").asText()))
        .append(String.format("  %-5s  ", visible(state)));
    if (!message.path("Trigger").isObject()) {
      // the engine about itself: nothing was measured, and it says what to do
      block.append(name).append('\n');
      reason.lines().limit(MOST_LINES).forEach(line -> row(block, "why", visible(line)));
      return block.toString();
    }
    block
        .append(String.format("%-24s  ", name))
        .append(alarm ? measure(message) : visible(reason))
        .append(remarks(message.path("Trailwatch")))
        .append('\n');
    if (alarm) {
      details(block, message);
    }
    return block.toString();
  }

  private static void details(StringBuilder block, JsonNode message) {
    JsonNode evidence = message.path("Evidence");
    row(block, "who", list(evidence.path("principals"), "arn"));
    String from = list(evidence.path("sourceIPs"), "ip");
    String regions = list(evidence.path("regions"), "name");
    row(block, "from", regions.isEmpty() ? from : from + "   " + regions);
    row(block, "what", what(evidence));
    JsonNode ours = message.path("Trailwatch");
    String rule = ours.path("rule").asText("");
    if (!rule.isEmpty()) {
      String severity = ours.path("severity").asText();
      row(block, "rule", visible(rule) + " (" + visible(severity) + ")");
    }
  }

  /** {@code 6 events in 5 min, threshold 6}. */
  private static String measure(JsonNode message) {
    JsonNode trigger = message.path("Trigger");
    long count = message.path("Evidence").path("count").asLong();
    int seconds = trigger.path("Period").asInt();
    String period = seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    double threshold = trigger.path("Threshold").asDouble();
    boolean whole = threshold == Math.rint(threshold) && Math.abs(threshold) < 1e15;
    return count
        + (count == 1 ? " event in " : " events in ")
        + period
        + ", threshold "
        + (whole ? Long.toString((long) threshold) : Double.toString(threshold));
  }

  private static String what(JsonNode evidence) {
    JsonNode names = evidence.path("eventNames");
    long failed = 0;
    for (JsonNode name : names) {
      failed += name.path("failed").asLong();
    }
    String denied = "";
    if (failed > 0) {
      denied =
          failed == evidence.path("count").asLong() ? "   all failed" : "   " + failed + " failed";
    }
    return list(names, "name") + denied;
  }

  private static String list(JsonNode tallies, String key) {
    List<String> shown = new ArrayList<>();
    for (JsonNode tally : tallies) {
      if (shown.size() == LISTED) {
        shown.add("and " + (tallies.size() - LISTED) + " more");
        break;
      }
      String value = Visible.name(AlarmJson.cut(tally.path(key).asText(), LONGEST));
      long count = tally.path("count").asLong();
      shown.add(count > 1 && tallies.size() > 1 ? value + " \u00d7" + count : value);
    }
    return String.join(", ", shown);
  }

  private static String remarks(JsonNode ours) {
    List<String> remarks = new ArrayList<>();
    if (ours.path("test").asBoolean()) {
      remarks.add("test");
    }
    if (ours.path("late").asBoolean()) {
      remarks.add("late");
    }
    if (ours.path("renotification").asInt() > 0) {
      remarks.add("reminder " + ours.path("renotification").asInt());
    }
    if (ours.path("suppressed").asLong() > 0) {
      remarks.add(ours.path("suppressed").asLong() + " held back before");
    }
    return remarks.isEmpty() ? "" : "  (" + String.join(", ", remarks) + ")";
  }

  private static void row(StringBuilder block, String label, String value) {
    if (!value.isBlank()) {
      block.append(INDENT).append(String.format("%-5s  ", label)).append(value).append('\n');
    }
  }

  /** The hours, minutes and seconds of {@code 2026-01-01T11:54:39.000+0000}, UTC. */
  private static String timeOfDay(String timestamp) {
    int start = timestamp.indexOf('T') + 1;
    boolean there = start > 0 && timestamp.length() >= start + "11:54:39".length();
    return there ? visible(timestamp.substring(start, start + 8)) : "--:--:--";
  }

  private static String visible(String text) {
    return Visible.of(AlarmJson.cut(text, LONGEST));
  }
}
