package dev.trailwatch.fault;

import dev.trailwatch.connector.sns.SnsServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that are an alarm each, and the time from their being put on the stream to the request
 * that SNS gets.
 */
final class Probes {
  /** The rule file that turns each probe into an alarm of its own. */
  static final String RULES =
      """
      version: 1
      rules:
        - name: probe
          pattern: '{ $.eventName = Probe }'
          metric: {dimensions: {Number: $.number}}
          alarm: {period: 60, group_by: [Number], alarm_actions: [security], ok_actions: []}
      """;

  private final Map<String, Long> put = new HashMap<>();

  /** The next probe; its time runs from now on. */
  String next() {
    int number = put.size();
    put.put(Integer.toString(number), System.currentTimeMillis());
    return "{\"eventTime\":\"%s\",\"eventID\":\"probe-%d\",\"eventName\":\"Probe\",\"number\":\"%d\"}"
        .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), number, number);
  }

  /** How many there were. */
  int count() {
    return put.size();
  }

  /** The times of those that have been told, ascending. */
  List<Long> latencies(SnsServer sns) {
    Map<String, Long> first = new HashMap<>();
    for (SnsServer.Message message : sns.taken()) {
      if ("probe".equals(message.attributes().get("rule"))) {
        String name = Comparison.alarm(message);
        String number = name.substring(name.indexOf('=') + 1, name.length() - 1);
        first.merge(number, message.receivedAt() - put.get(number), Math::min);
      }
    }
    return first.values().stream().sorted().toList();
  }

  /** The value below which so many of a hundred lie. */
  static long percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
