package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a record can hold at one place, as CloudTrail documents it. */
final class Field {
  /** Of which kind the values are. */
  enum Kind {
    TEXT,
    FLAG,
    OBJECT,
    ARRAY
  }

  private final String path;
  private final Kind kind;
  private final boolean always;
  private final boolean open;
  private final boolean blank;
  private final boolean broad;
  private final List<String> values;

  private Field(
      String path,
      Kind kind,
      boolean always,
      boolean open,
      boolean blank,
      boolean broad,
      List<String> values) {
    this.path = path;
    this.kind = kind;
    this.always = always;
    this.open = open;
    this.blank = blank;
    this.broad = broad;
    this.values = List.copyOf(values);
  }

  /** Reads one line of the data file. */
  static Field of(JsonNode line) {
    return new Field(
        line.required("field").textValue(),
        Kind.valueOf(line.required("kind").textValue().toUpperCase(java.util.Locale.ROOT)),
        line.path("always").asBoolean(false),
        line.path("open").asBoolean(false),
        line.path("blank").asBoolean(true),
        line.path("broad").asBoolean(false),
        Facts.texts(line.path("values")));
  }

  /** The path from the record's root, names joined by dots. */
  String path() {
    return path;
  }

  Kind kind() {
    return kind;
  }

  /** Whether every record has it. */
  boolean always() {
    return always;
  }

  /** Whether any field may follow below it. */
  boolean open() {
    return open;
  }

  /** Whether its texts may hold blanks. */
  boolean blank() {
    return blank;
  }

  /** Whether an inequality excludes next to nothing. */
  boolean broad() {
    return broad;
  }

  /** All texts that occur; empty if they cannot be listed. */
  List<String> values() {
    return values;
  }

  /** Whether a record can hold this value here; a missing node stands for an absent field. */
  boolean admits(JsonNode value) {
    if (value.isMissingNode()) {
      return !always;
    }
    switch (kind) {
      case TEXT:
        return value.isTextual() && (values.isEmpty() || values.contains(value.textValue()));
      case FLAG:
        return value.isBoolean();
      case OBJECT:
        return value.isObject() || value.isNull();
      case ARRAY:
        return value.isArray() || value.isNull();
      default:
        throw new AssertionError(kind);
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
