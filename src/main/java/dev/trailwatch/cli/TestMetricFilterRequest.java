package dev.trailwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of TestMetricFilter, as its API reference has it. */
final class TestMetricFilterRequest {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final String filterPattern;
  private final List<String> logEventMessages;

  TestMetricFilterRequest(String filterPattern, List<String> logEventMessages) {
    this.filterPattern = filterPattern;
    this.logEventMessages = List.copyOf(logEventMessages);
  }

  /**
   * Reads {@code {"filterPattern":"...","logEventMessages":["..."]}}.
   *
   * @throws IllegalArgumentException saying what is wrong, if it is something else
   */
  static TestMetricFilterRequest parse(String json) {
    JsonNode node;
    try {
      node = READER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the request is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("the request must be a JSON object");
    }
    JsonNode pattern = node.get("filterPattern");
    if (pattern == null || !pattern.isTextual()) {
      throw new IllegalArgumentException("\"filterPattern\" must be a string");
    }
    List<String> messages = strings(node.get("logEventMessages"));
    if (messages == null) {
      throw new IllegalArgumentException("\"logEventMessages\" must be an array of strings");
    }
    return new TestMetricFilterRequest(pattern.textValue(), messages);
  }

  /** The strings of a text that is a JSON array of strings; null if it is something else. */
  static @Nullable List<String> strings(String json) {
    if (!json.stripLeading().startsWith("[")) {
      return null;
    }
    try {
      return strings(READER.readTree(json));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static @Nullable List<String> strings(@Nullable JsonNode node) {
    if (node == null || !node.isArray()) {
      return null;
    }
    List<String> strings = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        return null;
      }
      strings.add(element.textValue());
    }
    return strings;
  }

  String filterPattern() {
    return filterPattern;
  }

  List<String> logEventMessages() {
    return logEventMessages;
  }
}
