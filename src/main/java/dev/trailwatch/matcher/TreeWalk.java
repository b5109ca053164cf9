package dev.trailwatch.matcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the facts what a parsed object holds in the places that selectors name: the same as {@link
 * JsonScanner} would, for the messages that are too unusual for it.
 *
 * <p>Doubled keys, extreme numbers and lone surrogates come here, after Jackson has settled what
 * they mean.
 */
final class TreeWalk {
  private final EventFacts facts;

  TreeWalk(EventFacts facts) {
    this.facts = facts;
  }

  /** Walks a whole message. */
  void walk(ObjectNode root, PathState state) {
    container(root, state);
  }

  private void container(JsonNode node, PathState state) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        byte[] key = Utf8.encode(field.getKey());
        PathState child = state.named(ByteWords.withSlack(key, 0, key.length), 0, key.length);
        value(field.getValue(), child == null ? state.anyKey() : child);
      }
      return;
    }
    int index = 0;
    for (JsonNode element : node) {
      if (element.isNull()) {
        facts.fire(state.facts().holdsNull);
      }
      value(element, state.element(index++));
    }
  }

  private void value(JsonNode node, @Nullable PathState state) {
    if (state == null) {
      return;
    }
    PathState.Facts here = state.facts();
    facts.fire(here.exists);
    if (node.isContainerNode()) {
      container(node, state);
    } else if (node.isNull()) {
      facts.fire(here.isNull);
    } else if (node.isBoolean()) {
      facts.fire(node.booleanValue() ? here.isTrue : here.isFalse);
    } else if (here.values != null) {
      if (node.isTextual()) {
        byte[] text = Utf8.encode(node.textValue());
        here.values.onString(ByteWords.withSlack(text, 0, text.length), 0, text.length, facts);
      } else {
        here.values.onNumber(node.asText(), facts);
      }
    }
  }
}
