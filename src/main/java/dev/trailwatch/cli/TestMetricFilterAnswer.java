package dev.trailwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import java.util.stream.Collectors;

/** The answer of TestMetricFilter: the messages that match, and what the pattern extracts. */
final class TestMetricFilterAnswer {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  /** Half of a character has no form in UTF-8; only as an escape does it survive. */
  private static final ObjectWriter ASCII_WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  private TestMetricFilterAnswer() {}

  /** Answers a request, messages numbered from 1. */
  static JsonNode of(TestMetricFilterRequest request) throws PatternException {
    FilterPattern pattern = FilterPattern.compile(request.filterPattern());
    ObjectNode answer = NODES.objectNode();
    ArrayNode matches = answer.putArray("matches");
    int number = 0;
    for (String message : request.logEventMessages()) {
      number++;
      LogEvent event = LogEvent.of(message);
      if (pattern.matches(event)) {
        ObjectNode match = matches.addObject();
        match.put("eventNumber", number);
        match.put("eventMessage", message);
        ObjectNode extracted = match.putObject("extractedValues");
        pattern.extractedValues(event).forEach(extracted::put);
      }
    }
    return answer;
  }

  /** Answers a request in JSON with a line of JSON, whatever the request is. */
  static String ofLine(String request) {
    try {
      return write(WRITER, of(TestMetricFilterRequest.parse(request)));
    } catch (PatternException e) {
      String message =
          e.issues().stream()
              .map(issue -> issue.message() + " (" + issue.code().id() + ")")
              .collect(Collectors.joining("; "));
      return write(WRITER, error("InvalidParameterException", message));
    } catch (IllegalArgumentException e) {
      return write(WRITER, error("SerializationException", String.valueOf(e.getMessage())));
    }
  }

  private static JsonNode error(String code, String message) {
    ObjectNode answer = NODES.objectNode();
    answer.putObject("error").put("code", code).put("message", message);
    return answer;
  }

  /** The answer as the AWS CLI prints it: four blanks a level. */
  static String pretty(JsonNode answer) {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return write(WRITER.with(printer), answer);
  }

  private static String write(ObjectWriter writer, JsonNode node) {
    try {
      String text = writer.writeValueAsString(node);
      return isWellFormed(text) ? text : ASCII_WRITER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of plain nodes can always be written", e);
    }
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
