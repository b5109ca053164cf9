package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as one JSON object of RFC 8259, or says that it is none.
 *
 * <p>Strict on purpose: no comments, no trailing text, no NaN, at most 1,000 levels. Of duplicate
 * keys the last one counts. Fractions keep every digit, because a filter pattern compares numbers
 * exactly.
 */
public final class StrictJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(new JsonFactory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

  private StrictJson() {}

  /** The text's JSON object; null if the text is not exactly one object. */
  public static @Nullable ObjectNode object(String text) {
    if (!startsLikeObject(text)) {
      return null;
    }
    try {
      JsonNode node = READER.readTree(text);
      return node instanceof ObjectNode ? (ObjectNode) node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static boolean startsLikeObject(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        return true;
      }
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return false;
      }
    }
    return false;
  }
}
