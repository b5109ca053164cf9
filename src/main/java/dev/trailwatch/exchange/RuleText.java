package dev.trailwatch.exchange;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes rules as YAML in the manner of the rule files: keys in order, texts in single quotes. */
final class RuleText {
  private RuleText() {}

  /** One entry of a list, indented below its key, ended by a line break. */
  static String entry(JsonNode mapping) {
    StringBuilder out = new StringBuilder();
    String lead = "  - ";
    for (Map.Entry<String, JsonNode> member : mapping.properties()) {
      out.append(lead);
      member(out, member, "    ");
      lead = "    ";
    }
    return out.toString();
  }

  private static void member(StringBuilder out, Map.Entry<String, JsonNode> member, String indent) {
    JsonNode value = member.getValue();
    out.append(key(member.getKey())).append(':');
    if (value.isObject() && !value.isEmpty()) {
      out.append('\n');
      for (Map.Entry<String, JsonNode> below : value.properties()) {
        out.append(indent).append("  ");
        member(out, below, indent + "  ");
      }
    } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
      out.append('\n');
      for (JsonNode item : value) {
        String lead = "  - ";
        for (Map.Entry<String, JsonNode> below : item.properties()) {
          out.append(indent).append(lead);
          member(out, below, indent + "    ");
          lead = "    ";
        }
      }
    } else {
      out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static String key(String key) {
    return key.matches("[A-Za-z_][A-Za-z0-9_]*") ? key : text(key);
  }

  private static String scalar(JsonNode value) {
    if (value.isObject()) {
      return "{}";
    }
    if (value.isArray()) {
      StringBuilder items = new StringBuilder("[");
      value.forEach(item -> items.append(items.length() > 1 ? ", " : "").append(scalar(item)));
      return items.append(']').toString();
    }
    return value.isTextual() ? text(value.textValue()) : value.asText();
  }

  /** In single quotes; with escapes where a text has more than one line or invisible characters. */
  static String text(String text) {
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (plain && text.matches("[A-Za-z][A-Za-z0-9_./-]*") && !isWord(text)) {
      return text;
    }
    return plain
        ? "'" + text.replace("'", "''") + "'"
        : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  private static boolean isWord(String text) {
    return text.matches("(?i)true|false|null|yes|no|on|off|y|n|nan|inf");
  }
}
