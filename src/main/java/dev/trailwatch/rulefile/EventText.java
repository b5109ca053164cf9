package dev.trailwatch.rulefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** Writes an event of a test as the message that CloudWatch Logs would hold: JSON, or the line. */
final class EventText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private EventText() {}

  /** The message: a mapping becomes a JSON object, text stays as it is. */
  static String of(YamlNode event) {
    if (!event.is(YamlNode.Kind.MAP)) {
      return event.text();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(event, out);
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void write(YamlNode node, JsonGenerator out) throws IOException {
    switch (node.kind()) {
      case MAP:
        out.writeStartObject();
        for (YamlNode.Entry entry : node.entries().values()) {
          out.writeFieldName(entry.key.text());
          write(entry.value, out);
        }
        out.writeEndObject();
        break;
      case LIST:
        out.writeStartArray();
        for (YamlNode item : node.items()) {
          write(item, out);
        }
        out.writeEndArray();
        break;
      case NUMBER:
        out.writeNumber(node.text());
        break;
      case BOOLEAN:
        out.writeBoolean(Boolean.parseBoolean(node.text()));
        break;
      case NULL:
        out.writeNull();
        break;
      case STRING:
        out.writeString(node.text());
        break;
    }
  }
}
