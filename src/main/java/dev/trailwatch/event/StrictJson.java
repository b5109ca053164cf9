package dev.trailwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as one JSON object of RFC 8259, or says that it is none.
 *
 * <p>Strict on purpose: no comments, no byte order mark, no trailing text, no NaN, at most 1,000
 * levels, at most 1,000 digits in a number. Of duplicate keys the last one counts. Whole numbers
 * keep every digit; any other number is a double, infinite beyond its range, as in CloudWatch.
 *
 * <p>Trees are built and written here, not by Jackson's mapper, which takes longer to get ready
 * than a short command takes for all of its work.
 */
public final class StrictJson {
  // no canonical field names: the table refuses hostile sets of keys that make its hash collide,
  // and the keys of one event are rarely those of the next
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StrictJson() {}

  /** The text's JSON object; null if the text is not exactly one object. */
  public static @Nullable ObjectNode object(String text) {
    if (!startsLikeObject(text) || hasForgedEscape(text)) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      ObjectNode object = object(parser);
      return parser.nextToken() == null ? object : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The object whose start was read; without recursion, for its depth is the sender's choice. */
  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode root = NODES.objectNode();
    Deque<JsonNode> outer = new ArrayDeque<>();
    JsonNode open = root;
    String name = "";
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        name = parser.currentName();
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        if (outer.isEmpty()) {
          return root;
        }
        open = outer.pop();
      } else {
        JsonNode value = value(parser, token);
        if (open instanceof ObjectNode) {
          ((ObjectNode) open).set(name, value);
        } else {
          ((ArrayNode) open).add(value);
        }
        if (value.isContainerNode()) {
          outer.push(open);
          open = value;
        }
      }
    }
  }

  /** The value that a token is, or begins. */
  private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT:
        return NODES.objectNode();
      case START_ARRAY:
        return NODES.arrayNode();
      case VALUE_STRING:
        return NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT:
        return wholeNumber(parser);
      case VALUE_NUMBER_FLOAT:
        return NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE:
        return NODES.booleanNode(true);
      case VALUE_FALSE:
        return NODES.booleanNode(false);
      case VALUE_NULL:
        return NODES.nullNode();
      default:
        throw new JsonParseException(parser, "no value: " + token);
    }
  }

  private static JsonNode wholeNumber(JsonParser parser) throws IOException {
    switch (parser.getNumberType()) {
      case INT:
        return NODES.numberNode(parser.getIntValue());
      case LONG:
        return NODES.numberNode(parser.getLongValue());
      default:
        return NODES.numberNode(parser.getBigIntegerValue());
    }
  }

  /** The text of a tree, without blanks; {@link #object} reads the same tree from it. */
  public static String text(ObjectNode object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(object, out);
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT:
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          out.writeFieldName(entry.getKey());
          write(entry.getValue(), out);
        }
        out.writeEndObject();
        break;
      case ARRAY:
        out.writeStartArray();
        for (JsonNode each : node) {
          write(each, out);
        }
        out.writeEndArray();
        break;
      case STRING:
        out.writeString(node.textValue());
        break;
      case NUMBER:
        number(node, out);
        break;
      case BOOLEAN:
        out.writeBoolean(node.booleanValue());
        break;
      default:
        out.writeNull();
    }
  }

  private static void number(JsonNode number, JsonGenerator out) throws IOException {
    if (number.isBigDecimal()) {
      out.writeNumber(number.decimalValue());
    } else if (number.isFloatingPointNumber()) {
      out.writeNumber(number.doubleValue());
    } else {
      out.writeNumber(number.bigIntegerValue());
    }
  }

  /** Reads the text token by token, as strictly, for those who need a few fields and no tree. */
  static JsonParser parser(String text) throws IOException {
    if (hasForgedEscape(text)) {
      throw new JsonParseException(null, "an escape of other characters than hexadecimal digits");
    }
    return FACTORY.createParser(text);
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
