package dev.trailwatch.rule;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.pattern.ValueReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a dimension's value is read from a matching event: {@code $.selector}, {@code $column}, or
 * one of the names {@code @principal}, {@code @account}, {@code @region}, {@code @event_source}.
 *
 * <p>{@code @principal} is the session issuer's ARN for a role session, because a caller chooses
 * its role session's name; see {@link CloudTrailEvent#principal()}.
 */
public final class FieldReference {
  /** The names that stand for a CloudTrail field, in the order in which they are explained. */
  public static final List<String> NAMES =
      List.of("@principal", "@account", "@region", "@event_source");

  private final String text;
  private final @Nullable ValueReference value;

  private FieldReference(String text, @Nullable ValueReference value) {
    this.text = text;
    this.value = value;
  }

  /**
   * Reads a reference.
   *
   * @throws PatternException if it is neither one of {@link #NAMES} nor a selector nor a column
   */
  public static FieldReference parse(String text) throws PatternException {
    return NAMES.contains(text)
        ? new FieldReference(text, null)
        : new FieldReference(text, ValueReference.parse(text));
  }

  /** The field's value as text; null if the event does not have it as a scalar. */
  public @Nullable String read(LogEvent event, FilterPattern pattern) {
    if (value != null) {
      return value.text(event, pattern);
    }
    CloudTrailEvent record = CloudTrailEvent.of(event);
    if (record == null) {
      return null;
    }
    switch (text) {
      case "@principal":
        return record.principal();
      case "@account":
        return record.recipientAccountId();
      case "@region":
        return record.awsRegion();
      case "@event_source":
        return record.eventSource();
      default:
        throw new AssertionError(text);
    }
  }

  /** Whether CloudWatch can read it too: a selector or a column, no name of ours. */
  public boolean isNative() {
    return value != null;
  }

  /** The column that is read; null if it is none. */
  public @Nullable String column() {
    return value == null ? null : value.column();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldReference && ((FieldReference) other).text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The reference as written. */
  @Override
  public String toString() {
    return text;
  }
}
