package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.pattern.Glob;
import java.util.List;

/** Texts that stand in one field, so that another field is never equal to them. */
final class Belonging {
  private final List<String> texts;
  private final String field;
  private final List<String> notIn;

  private Belonging(List<String> texts, String field, List<String> notIn) {
    this.texts = texts;
    this.field = field;
    this.notIn = notIn;
  }

  /** Reads one line of the data file. */
  static Belonging of(JsonNode line) {
    return new Belonging(
        Facts.texts(line.required("texts")),
        line.required("field").textValue(),
        Facts.texts(line.path("notIn")));
  }

  /** The path of the field in which the texts stand. */
  String field() {
    return field;
  }

  /** Whether a comparison of a field looks for one of the texts in the wrong place. */
  boolean misplaced(String path, Glob wanted) {
    return !path.equals(field)
        && (notIn.isEmpty() || notIn.contains(path))
        && wanted.text().length() > 3
        && wanted.matchesAny(texts);
  }
}
