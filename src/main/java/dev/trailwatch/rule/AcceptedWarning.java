package dev.trailwatch.rule;

/** A warning of {@code check} that the author of a rule means, and why. */
public final class AcceptedWarning {
  private final String code;
  private final String reason;

  private AcceptedWarning(String code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** The acceptance of one code, such as {@code W310}. */
  public static AcceptedWarning of(String code, String reason) {
    return new AcceptedWarning(code, reason);
  }

  /** The code of the warning. */
  public String code() {
    return code;
  }

  /** Why it is meant. */
  public String reason() {
    return reason;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AcceptedWarning
        && ((AcceptedWarning) other).code.equals(code)
        && ((AcceptedWarning) other).reason.equals(reason);
  }

  @Override
  public int hashCode() {
    return 31 * code.hashCode() + reason.hashCode();
  }

  @Override
  public String toString() {
    return code + ": " + reason;
  }
}
