package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.Suggest;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternException;
import dev.trailwatch.pattern.ValueReference;
import dev.trailwatch.rule.FieldReference;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the filter patterns and references of a rule file.
 *
 * <p>A fault in a pattern is told with the line of the pattern's key, then the pattern as decoded
 * with a caret: mapping it back through YAML's quoting and folding would need code per style.
 */
final class Patterns {
  private final Findings findings;

  Patterns(Findings findings) {
    this.findings = findings;
  }

  /** The pattern under a key; null if it is missing or refused. */
  @Nullable FilterPattern compile(Section section, String key, Dialect dialect, String part) {
    YamlNode value = section.value(key, YamlNode.Kind.STRING);
    if (value == null) {
      return null;
    }
    try {
      return FilterPattern.compile(value.text(), dialect);
    } catch (PatternException e) {
      refuse(e, section.key(key), part);
      return null;
    }
  }

  /** The reference that a scalar holds; null if it is refused. */
  @Nullable FieldReference field(YamlNode value, String part) {
    try {
      return FieldReference.parse(value.text());
    } catch (PatternException e) {
      if (value.text().startsWith("@")) {
        findings.add(
            value.error(
                RuleFileCode.BAD_DIMENSION,
                "unknown name \""
                    + value.text()
                    + "\""
                    + Suggest.didYouMean(
                        value.text(),
                        FieldReference.NAMES,
                        ", expected one of: " + String.join(", ", FieldReference.NAMES))));
      } else {
        refuse(e, value, part);
      }
      return null;
    }
  }

  /** The value that a scalar refers to; null if it is refused. */
  @Nullable ValueReference value(YamlNode value, String part) {
    try {
      return ValueReference.parse(value.text());
    } catch (PatternException e) {
      refuse(e, value, part);
      return null;
    }
  }

  private void refuse(PatternException e, YamlNode where, String part) {
    Place place = where.place(part);
    for (Issue issue : e.issues()) {
      findings.add(issue.at(place));
    }
  }
}
