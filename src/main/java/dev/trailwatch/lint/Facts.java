package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.event.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the data files of this package: one JSON object a line, {@code #} for remarks. */
final class Facts {
  private Facts() {}

  /** The objects of a data file, in its order. */
  static List<JsonNode> lines(String name) {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text(name).split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        JsonNode object = StrictJson.object(line);
        if (object == null) {
          throw new IllegalStateException(name + ": " + line);
        }
        lines.add(object);
      }
    }
    return lines;
  }

  /** A data file's text. */
  static String text(String name) {
    try (InputStream in = Facts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  /** One text or a list of them; empty if there is none. */
  static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isTextual()) {
      texts.add(value.textValue());
    }
    value.forEach(each -> texts.add(each.textValue()));
    return texts;
  }
}
