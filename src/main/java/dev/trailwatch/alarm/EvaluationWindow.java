package dev.trailwatch.alarm;

/** Where the periods of an evaluation begin and end. */
public enum EvaluationWindow {
  /** Complete periods aligned to the clock, evaluated at each period's end. */
  WALL_CLOCK("wall_clock"),
  /**
   * Periods cut backwards from the current minute, evaluated every minute; CloudWatch's default.
   */
  SLIDING("sliding");

  private final String key;

  EvaluationWindow(String key) {
    this.key = key;
  }

  /** The word in rule files. */
  public String key() {
    return key;
  }

  /**
   * The window that a word in a rule file means.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EvaluationWindow parse(String key) {
    for (EvaluationWindow window : values()) {
      if (window.key.equals(key)) {
        return window;
      }
    }
    throw new IllegalArgumentException(
        "\"" + key + "\" is no evaluation window, expected wall_clock or sliding");
  }
}
