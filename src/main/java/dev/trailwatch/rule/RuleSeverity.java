package dev.trailwatch.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How urgent an alarm is for the person who gets it, most urgent first. */
public enum RuleSeverity {
  /** Somebody has to look now. */
  CRITICAL,
  /** Somebody has to look today. */
  HIGH,
  /** Worth a ticket. */
  MEDIUM,
  /** Worth a line in a digest. */
  LOW,
  /** Good to know. */
  INFO;

  /** The word in rule files and messages, such as {@code critical}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity that a word stands for; null if there is none. */
  public static @Nullable RuleSeverity parse(String word) {
    for (RuleSeverity severity : values()) {
      if (severity.key().equals(word)) {
        return severity;
      }
    }
    return null;
  }
}
