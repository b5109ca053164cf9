package dev.trailwatch.lint;

import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.Form;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Exceptions as filter patterns, so that they can be reasoned about. */
final class Exceptions {
  private Exceptions() {}

  /** Those exceptions that a JSON pattern can say. */
  static List<FilterPattern> patterns(List<RuleException> exceptions) {
    List<FilterPattern> patterns = new ArrayList<>();
    for (RuleException exception : exceptions) {
      FilterPattern pattern = pattern(exception);
      if (pattern != null) {
        patterns.add(pattern);
      }
    }
    return patterns;
  }

  /** The exception as a JSON pattern; null if none says the same. */
  static @Nullable FilterPattern pattern(RuleException exception) {
    FilterPattern pattern = exception.pattern();
    if (pattern != null) {
      return pattern.form() == Form.JSON ? pattern : null;
    }
    FieldReference field = exception.field();
    if (field == null || !field.toString().startsWith("$.") || exception.values().isEmpty()) {
      return null;
    }
    return compile(
        exception.values().stream()
            .map(value -> field + " = " + quoted(value))
            .collect(Collectors.joining(" || ")));
  }

  /** The pattern of conditions that are known to be well written. */
  static FilterPattern compile(String conditions) {
    try {
      return FilterPattern.compile("{ " + conditions + " }", Dialect.EXTENDED);
    } catch (PatternException e) {
      throw new IllegalStateException(conditions, e);
    }
  }

  /** A text as a literal of a pattern. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
