package dev.trailwatch.connector.rules;

import dev.trailwatch.rule.RuleSetDiff;
import java.io.Serializable;

/** Whoever wants to hear of reloads; called on the source's thread, so it must be quick. */
public interface ReloadListener extends Serializable {
  /**
   * A new set was handed to the job.
   *
   * @param version its fingerprint
   * @param diff what it changes
   */
  default void adopted(String version, RuleSetDiff diff) {}

  /**
   * The files were refused; the set before stays in force.
   *
   * @param reason why, for people, each line ended by a line break
   */
  default void rejected(String reason) {}

  /** A listener that does nothing. */
  static ReloadListener none() {
    return new ReloadListener() {
      private static final long serialVersionUID = 1L;
    };
  }
}
