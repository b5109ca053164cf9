package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.pattern.Selector;
import dev.trailwatch.pattern.SelectorStep;
import java.util.List;

/** Writes values into an event under construction. */
final class EventDraft {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventDraft() {}

  /** Sets what a selector selects, with all that has to be around it; a wildcard is the first. */
  static void put(ObjectNode event, Selector selector, JsonNode value) {
    List<SelectorStep> steps = selector.steps();
    JsonNode at = event;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      boolean list = !last && steps.get(i + 1).name() == null;
      JsonNode next = last ? value : list ? NODES.arrayNode() : NODES.objectNode();
      at = child(at, steps.get(i), next, last);
    }
  }

  /** Takes away what a selector of names selects. */
  static void remove(ObjectNode event, Selector selector) {
    List<SelectorStep> steps = selector.steps();
    JsonNode at = event;
    for (int i = 0; i < steps.size() - 1; i++) {
      String name = steps.get(i).name();
      at = name == null ? at.path(Math.max(0, steps.get(i).index())) : at.path(name);
    }
    String name = steps.get(steps.size() - 1).name();
    if (at.isObject() && name != null) {
      ((ObjectNode) at).remove(name);
    }
  }

  private static JsonNode child(JsonNode at, SelectorStep step, JsonNode made, boolean replace) {
    String name = step.name();
    if (name != null && at.isObject()) {
      JsonNode there = at.path(name);
      if (!replace && fits(there, made)) {
        return there;
      }
      ((ObjectNode) at).set(name, made);
      return made;
    }
    int index = Math.max(0, step.index());
    if (!at.isArray()) {
      return made;
    }
    ArrayNode array = (ArrayNode) at;
    while (array.size() <= index) {
      array.addNull();
    }
    if (!replace && fits(array.get(index), made)) {
      return array.get(index);
    }
    array.set(index, made);
    return made;
  }

  private static boolean fits(JsonNode there, JsonNode made) {
    return there.isContainerNode() && there.getNodeType() == made.getNodeType();
  }
}
