package dev.trailwatch.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON as notifications carry it: times in CloudWatch's form, and nothing invisible in it raw. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter WRITER = MAPPER.writer().with(new VisibleEscapes());
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static String write(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree can always be written", e);
    }
  }

  /**
   * The tree of a JSON text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A time as CloudWatch writes it, {@code 2026-01-01T00:00:00.000+0000}. */
  static String timestamp(long epochMillis) {
    return TIMESTAMP.format(instant(epochMillis));
  }

  /** A time as CloudTrail writes it, {@code 2026-01-01T00:00:00Z}. */
  static String eventTime(long epochMillis) {
    return instant(epochMillis).toString();
  }

  private static Instant instant(long epochMillis) {
    return Instant.ofEpochMilli(Math.max(0, Math.min(LATEST, epochMillis)));
  }

  /**
   * Escapes, beyond what JSON demands, characters that a terminal or reader acts on or that SNS,
   * which takes only characters of XML, refuses. A parser gives the same text back.
   */
  private static final class VisibleEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      switch (Character.getType((char) c)) {
        case Character.CONTROL:
        case Character.FORMAT:
        case Character.LINE_SEPARATOR:
        case Character.PARAGRAPH_SEPARATOR:
        case Character.SURROGATE:
        case Character.UNASSIGNED:
        case Character.PRIVATE_USE:
          return new SerializedString(String.format("\\u%04x", c));
        default:
          return null;
      }
    }
  }
}
