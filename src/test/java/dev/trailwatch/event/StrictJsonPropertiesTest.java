package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Trees of generated texts, right and spoilt ones, against those of Jackson's mapper. */
class StrictJsonPropertiesTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-7",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "123456789012345678901234567890",
    "1.5",
    "-0.0",
    "1e3",
    "1E-400",
    "1e999",
    "-1e999",
    "0.1234567890123456789",
    "\"\"",
    "\"a\"",
    "\"\\u00e9\\n\"",
    "\"\u00e9\ud83d\ude00\"",
    "\"\\ud83d\"",
    "\"say \\\"no\\\"\"",
    "\"\\/\""
  };
  private static final String SPOILERS = "{}[],:\"\\ 01-+.eEntu\u0000\n\ufeffx";

  @Property(tries = 3000)
  void theMappersTreesAreReadAndWritten(@ForAll long seed) throws Exception {
    String text = object(new Random(seed), 4);
    ObjectNode tree = StrictJson.object(text);

    assertThat(tree).isEqualTo(MAPPER.readTree(text));
    assertThat(StrictJson.text(tree)).isEqualTo(tree.toString());
  }

  @Property(tries = 5000)
  void whatTheMapperRefusesIsRefused(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(object(random, 3));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char spoiler = SPOILERS.charAt(random.nextInt(SPOILERS.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, spoiler);
        case 1 -> text.insert(at, spoiler);
        default -> text.deleteCharAt(at).append(' ');
      }
    }

    assertThat(StrictJson.object(text.toString())).isEqualTo(mapped(text.toString()));
  }

  private static JsonNode mapped(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree.isObject() ? tree : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String object(Random random, int depth) {
    StringBuilder text = new StringBuilder("{");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(text.length() > 1 ? "," : "").append('"');
      text.append("abc\u00e9".charAt(random.nextInt(4)))
          .append("\": ")
          .append(value(random, depth));
    }
    return text.append('}').toString();
  }

  private static String value(Random random, int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind == 0) {
      return object(random, depth - 1);
    }
    if (kind == 1) {
      StringBuilder text = new StringBuilder("[");
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(text.length() > 1 ? ", " : "").append(value(random, depth - 1));
      }
      return text.append(']').toString();
    }
    return SCALARS[random.nextInt(SCALARS.length)];
  }
}
