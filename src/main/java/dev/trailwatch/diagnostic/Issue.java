package dev.trailwatch.diagnostic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, where, and what was expected.
 *
 * <p>The message says what is wrong and what was expected, in lower case and without a full stop.
 * The hint says what to do. The text and the span are what a caret is shown under: a filter pattern
 * as decoded, or a line of a file. The place is where that text stands, when it stands in a file.
 */
public final class Issue {
  private final Severity severity;
  private final Code code;
  private final String message;
  private final @Nullable String hint;
  private final @Nullable SourceText text;
  private final @Nullable Span span;
  private final @Nullable Place place;

  private Issue(
      Severity severity,
      Code code,
      String message,
      @Nullable String hint,
      @Nullable SourceText text,
      @Nullable Span span,
      @Nullable Place place) {
    this.severity = severity;
    this.code = code;
    this.message = message;
    this.hint = hint;
    this.text = text;
    this.span = span;
    this.place = place;
  }

  /** An issue without a place yet. */
  public static Issue of(Severity severity, Code code, String message) {
    return new Issue(severity, code, message, null, null, null, null);
  }

  /** An error without a place yet. */
  public static Issue error(Code code, String message) {
    return of(Severity.ERROR, code, message);
  }

  /** A warning without a place yet. */
  public static Issue warning(Code code, String message) {
    return of(Severity.WARNING, code, message);
  }

  /** This issue with advice on what to do. */
  public Issue hint(String hint) {
    return new Issue(severity, code, message, hint, text, span, place);
  }

  /** This issue pointing into a text. */
  public Issue at(SourceText text, Span span) {
    return new Issue(severity, code, message, hint, text, span, place);
  }

  /** This issue at a place of a file. */
  public Issue at(Place place) {
    return new Issue(severity, code, message, hint, text, span, place);
  }

  /** How much it matters. */
  public Severity severity() {
    return severity;
  }

  /** Its stable code. */
  public Code code() {
    return code;
  }

  /** What is wrong, and what was expected. */
  public String message() {
    return message;
  }

  /** What to do, or null. */
  public @Nullable String hint() {
    return hint;
  }

  /** The text that the span points into, or null. */
  public @Nullable SourceText text() {
    return text;
  }

  /** The offending stretch of the text, or null. */
  public @Nullable Span span() {
    return span;
  }

  /** Where the text stands in a file, or null. */
  public @Nullable Place place() {
    return place;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Issue)) {
      return false;
    }
    Issue that = (Issue) other;
    return severity == that.severity
        && code.equals(that.code)
        && message.equals(that.message)
        && Objects.equals(hint, that.hint)
        && Objects.equals(span, that.span)
        && Objects.equals(place, that.place);
  }

  @Override
  public int hashCode() {
    return Objects.hash(severity, code, message, hint, span, place);
  }

  @Override
  public String toString() {
    return (place == null ? "" : place + ": ")
        + severity.word()
        + ": "
        + message
        + "  ("
        + code.id()
        + ")";
  }
}
