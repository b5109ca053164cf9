package dev.trailwatch.rule;

import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that a rule's pattern matches but that are known to be harmless, and why.
 *
 * <p>Either a filter pattern says which, or a field that is one of a list of values; {@code *} in a
 * value stands for any run of characters, as in a filter pattern.
 */
public final class RuleException {
  private final @Nullable FilterPattern pattern;
  private final @Nullable FieldReference field;
  private final List<String> values;
  private final String reason;
  private final @Nullable String owner;
  private final @Nullable LocalDate expires;

  private RuleException(
      @Nullable FilterPattern pattern,
      @Nullable FieldReference field,
      List<String> values,
      String reason,
      @Nullable String owner,
      @Nullable LocalDate expires) {
    this.pattern = pattern;
    this.field = field;
    this.values = List.copyOf(values);
    this.reason = reason;
    this.owner = owner;
    this.expires = expires;
  }

  /** An exception for the events that a pattern matches. */
  public static RuleException of(
      FilterPattern pattern, String reason, @Nullable String owner, @Nullable LocalDate expires) {
    return new RuleException(pattern, null, List.of(), reason, owner, expires);
  }

  /** An exception for the events whose field equals one of the values. */
  public static RuleException of(
      FieldReference field,
      List<String> values,
      String reason,
      @Nullable String owner,
      @Nullable LocalDate expires) {
    return new RuleException(null, field, values, reason, owner, expires);
  }

  /**
   * Whether the exception takes this event out of the rule.
   *
   * @param event an event that the rule's pattern matches
   * @param rulePattern the rule's pattern, which names the columns of a plain line
   */
  public boolean matches(LogEvent event, FilterPattern rulePattern) {
    if (pattern != null) {
      return pattern.matches(event);
    }
    String text = field == null ? null : field.read(event, rulePattern);
    if (text == null) {
      return false;
    }
    for (String value : values) {
      if (glob(value, text)) {
        return true;
      }
    }
    return false;
  }

  /** The pattern; null if the exception names a field. */
  public @Nullable FilterPattern pattern() {
    return pattern;
  }

  /** The field; null if the exception is a pattern. */
  public @Nullable FieldReference field() {
    return field;
  }

  /** The values of the field; empty if the exception is a pattern. */
  public List<String> values() {
    return values;
  }

  /** Why these events are harmless. */
  public String reason() {
    return reason;
  }

  /** Who answers for it, or null. */
  public @Nullable String owner() {
    return owner;
  }

  /** The last day on which it holds, or null for ever. */
  public @Nullable LocalDate expires() {
    return expires;
  }

  /** Whether the exception no longer holds on a day. */
  public boolean expired(LocalDate today) {
    return expires != null && today.isAfter(expires);
  }

  /** Two pointers, one way back: linear in practice, never worse than the product of lengths. */
  private static boolean glob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  String content() {
    return new Fingerprint()
        .add("pattern", pattern)
        .add("field", field)
        .add("values", values)
        .add("reason", reason)
        .add("owner", owner)
        .add("expires", expires)
        .content();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleException && ((RuleException) other).content().equals(content());
  }

  @Override
  public int hashCode() {
    return content().hashCode();
  }

  @Override
  public String toString() {
    String what = pattern != null ? pattern.toString() : field + " in " + values;
    return what + ": " + reason;
  }
}
