package dev.trailwatch.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The answers of {@code describe-metric-filters} and {@code describe-alarms}. */
final class CloudWatchJson {
  private CloudWatchJson() {}

  /**
   * Adds what a file holds.
   *
   * @throws IllegalArgumentException if it is neither of the two, with a sentence that says so
   */
  static void read(String name, String text, NativeParts parts) {
    JsonNode root = parse(name, text);
    boolean known = false;
    for (JsonNode filter : root.path("metricFilters")) {
      parts.filters.add((ObjectNode) filter);
    }
    for (JsonNode alarm : root.path("MetricAlarms")) {
      parts.alarms.add((ObjectNode) alarm);
    }
    for (JsonNode alarm : root.path("CompositeAlarms")) {
      parts.others.add("composite alarm \"" + alarm.path("AlarmName").asText() + "\"");
    }
    known |= root.path("metricFilters").isArray() || root.path("MetricAlarms").isArray();
    if (!known) {
      throw new IllegalArgumentException(
          name
              + " is no answer of describe-metric-filters or describe-alarms: it has neither"
              + " \"metricFilters\" nor \"MetricAlarms\"");
    }
    if (root.hasNonNull("nextToken") || root.hasNonNull("NextToken")) {
      throw new IllegalArgumentException(
          name
              + " is one page of several (it has a token for the next): fetch all pages, as the AWS"
              + " CLI does without --no-paginate");
    }
  }

  static JsonNode parse(String name, String text) {
    try {
      JsonNode root = NativeParts.JSON.readTree(text);
      if (root == null || !root.isObject()) {
        throw new IllegalArgumentException(name + " holds no JSON object");
      }
      return root;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "" : e.getMessage().split("\n", -1)[0];
      throw new IllegalArgumentException(name + " is no JSON: " + reason, e);
    }
  }
}
