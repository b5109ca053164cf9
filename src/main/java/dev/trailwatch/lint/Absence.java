package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;

/** A field that an event of one name never has. */
final class Absence {
  private final String event;
  private final String field;
  private final String because;
  private final String instead;

  private Absence(String event, String field, String because, String instead) {
    this.event = event;
    this.field = field;
    this.because = because;
    this.instead = instead;
  }

  /** Reads one line of the data file. */
  static Absence of(JsonNode line) {
    return new Absence(
        line.required("event").textValue(),
        line.required("field").textValue(),
        line.required("because").textValue(),
        line.path("instead").asText(""));
  }

  String event() {
    return event;
  }

  /** The field's path. */
  String field() {
    return field;
  }

  String because() {
    return because;
  }

  /** Which field says it; empty if none does. */
  String instead() {
    return instead;
  }
}
