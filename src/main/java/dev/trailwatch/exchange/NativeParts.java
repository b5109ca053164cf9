package dev.trailwatch.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Metric filters and alarms as CloudWatch's API names their fields, whichever form they came in.
 */
final class NativeParts {
  static final JsonMapper JSON = JsonMapper.builder().build();

  final List<ObjectNode> filters = new ArrayList<>();
  final List<ObjectNode> alarms = new ArrayList<>();

  /** Things of other kinds beside them that alarms may depend on, by what they are called. */
  final List<String> others = new ArrayList<>();

  NativeParts() {}

  /** Copies a member under another name unless it is absent, null or an empty text. */
  static void copy(JsonNode from, String key, ObjectNode to, String as) {
    JsonNode value = from.path(key);
    boolean empty = value.isMissingNode() || value.isNull();
    if (!empty && !(value.isTextual() && value.textValue().isEmpty())) {
      to.set(as, value);
    }
  }

  boolean isEmpty() {
    return filters.isEmpty() && alarms.isEmpty();
  }
}
