package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as one JSON object of RFC 8259, or says that it is none.
 *
 * <p>Strict on purpose: no comments, no byte order mark, no trailing text, no NaN, at most 1,000
 * levels, at most 1,000 digits in a number. Of duplicate keys the last one counts. Whole numbers
 * keep every digit; any other number is a double, infinite beyond its range, as in CloudWatch.
 */
public final class StrictJson {
  // no canonical field names: the table refuses hostile sets of keys that make its hash collide,
  // and the keys of one event are rarely those of the next
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  /** The text's JSON object; null if the text is not exactly one object. */
  public static @Nullable ObjectNode object(String text) {
    if (!startsLikeObject(text) || hasForgedEscape(text)) {
      return null;
    }
    try {
      JsonNode node = READER.readTree(text);
      return node instanceof ObjectNode ? (ObjectNode) node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Reads the text token by token, as strictly, for those who need a few fields and no tree. */
  static JsonParser parser(String text) throws IOException {
    if (hasForgedEscape(text)) {
      throw new JsonParseException(null, "an escape of other characters than hexadecimal digits");
    }
    return READER.createParser(text);
  }

  /**
   * Whether an escape's four digits hold a character beyond ASCII: Jackson looks at its low eight
   * bits alone, and takes U+0261 for the digit {@code a}.
   */
  private static boolean hasForgedEscape(String text) {
    for (int at = text.indexOf("\\u"); at >= 0; at = text.indexOf("\\u", at + 2)) {
      boolean ascii = true;
      for (int i = at + 2; i < Math.min(text.length(), at + 6); i++) {
        ascii &= text.charAt(i) < 0x80;
      }
      if (!ascii && isEscape(text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the backslash at a place is not itself escaped. */
  private static boolean isEscape(String text, int backslash) {
    int before = backslash;
    while (before > 0 && text.charAt(before - 1) == '\\') {
      before--;
    }
    return (backslash - before) % 2 == 0;
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
