package dev.trailwatch.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * CloudWatch's own history of alarms: the JSON that {@code describe-alarm-history} gives.
 *
 * <p>Several pages may follow one another. Items that are no change of state are left out.
 */
public final class AlarmHistoryFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AlarmHistoryFile() {}

  /**
   * Every stay in ALARM that a history tells of, in order.
   *
   * @throws IOException if it can't be read or is something else; the message says what
   */
  public static List<AlarmSpan> read(Reader text) throws IOException {
    Map<String, TreeMap<Long, Boolean>> changes = new TreeMap<>();
    try (MappingIterator<JsonNode> pages = JSON.readerFor(JsonNode.class).readValues(text)) {
      while (pages.hasNextValue()) {
        JsonNode items = pages.nextValue().path("AlarmHistoryItems");
        if (!items.isArray()) {
          throw new IOException(
              "expected the output of aws cloudwatch describe-alarm-history, but there is no array"
                  + " \"AlarmHistoryItems\"");
        }
        for (JsonNode item : items) {
          if (item.path("HistoryItemType").asText().equals("StateUpdate")) {
            changes
                .computeIfAbsent(item.path("AlarmName").asText(), alarm -> new TreeMap<>())
                .put(time(item.path("Timestamp")), isAlarm(item));
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException("not JSON: " + e.getOriginalMessage(), e);
    }
    List<AlarmSpan> spans = new ArrayList<>();
    changes.forEach((alarm, states) -> addSpans(alarm, states, spans));
    Collections.sort(spans);
    return spans;
  }

  private static void addSpans(
      String alarm, NavigableMap<Long, Boolean> states, List<AlarmSpan> to) {
    long since = Long.MIN_VALUE;
    for (Map.Entry<Long, Boolean> change : states.entrySet()) {
      if (change.getValue() && since == Long.MIN_VALUE) {
        since = change.getKey();
      } else if (!change.getValue() && since != Long.MIN_VALUE) {
        to.add(AlarmSpan.of(alarm, since, change.getKey()));
        since = Long.MIN_VALUE;
      }
    }
    if (since != Long.MIN_VALUE) {
      to.add(AlarmSpan.of(alarm, since, AlarmSpan.OPEN));
    }
  }

  /** The new state: from the data where there are any, else from the summary's last word. */
  private static boolean isAlarm(JsonNode item) throws IOException {
    String data = item.path("HistoryData").asText();
    if (!data.isEmpty()) {
      String state = JSON.readTree(data).path("newState").path("stateValue").asText();
      if (!state.isEmpty()) {
        return state.equals("ALARM");
      }
    }
    return item.path("HistorySummary").asText().endsWith(" to ALARM");
  }

  /** The CLI writes ISO 8601 or, in its first version, seconds since the epoch. */
  private static long time(JsonNode timestamp) throws IOException {
    if (timestamp.isNumber()) {
      return (long) (timestamp.asDouble() * 1000);
    }
    try {
      return timestamp.asText().endsWith("Z")
          ? Instant.parse(timestamp.asText()).toEpochMilli()
          : OffsetDateTime.parse(timestamp.asText()).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new IOException(
          "\"" + timestamp.asText() + "\" is no time; expected such as 2026-11-21T08:00:00Z", e);
    }
  }
}
