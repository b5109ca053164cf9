package dev.trailwatch.pattern;

/** The kind of a filter pattern, told by its first character. */
public enum Form {
  /** The empty pattern, which matches every event. */
  ALL,
  /** Words and phrases that the message must or must not contain. */
  TERMS,
  /** One regular expression, searched in the message. */
  REGEX,
  /** Conditions on the fields of a JSON object. */
  JSON,
  /** Conditions on the fields of a space-delimited line. */
  COLUMNS
}
