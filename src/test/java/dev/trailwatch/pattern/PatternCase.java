package dev.trailwatch.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One pattern, one log event, and what CloudWatch makes of the two. */
record PatternCase(String id, String pattern, String message, String expect) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All cases of {@code patterns/cases.jsonl}. */
  static List<PatternCase> all() {
    try (InputStream in =
        Objects.requireNonNull(PatternCase.class.getResourceAsStream("/patterns/cases.jsonl"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(PatternCase::of)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PatternCase of(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return new PatternCase(
          node.get("id").textValue(),
          node.get("pattern").textValue(),
          node.get("message").textValue(),
          node.get("expect").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
