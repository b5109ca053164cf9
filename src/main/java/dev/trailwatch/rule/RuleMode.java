package dev.trailwatch.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the engine does with a rule. */
public enum RuleMode {
  /** Evaluated; its alarms notify. */
  LIVE,
  /** Evaluated and recorded; notifies nobody. */
  SHADOW,
  /** Exported to CloudWatch, not evaluated here. */
  NATIVE;

  /** The word in rule files, such as {@code shadow}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode that a word stands for; null if there is none. */
  public static @Nullable RuleMode parse(String word) {
    for (RuleMode mode : values()) {
      if (mode.key().equals(word)) {
        return mode;
      }
    }
    return null;
  }
}
