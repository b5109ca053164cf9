package dev.trailwatch.alarm;

/** How a datapoint's value is held against the threshold: IEEE doubles, no tolerance. */
public enum ComparisonOperator {
  /** Above the threshold. */
  GREATER_THAN("GreaterThanThreshold", "greater than"),
  /** At or above the threshold. */
  GREATER_THAN_OR_EQUAL_TO("GreaterThanOrEqualToThreshold", "greater than or equal to"),
  /** Below the threshold. */
  LESS_THAN("LessThanThreshold", "less than"),
  /** At or below the threshold. */
  LESS_THAN_OR_EQUAL_TO("LessThanOrEqualToThreshold", "less than or equal to");

  private final String awsName;
  private final String words;

  ComparisonOperator(String awsName, String words) {
    this.awsName = awsName;
    this.words = words;
  }

  /** The name in CloudWatch's API. */
  public String awsName() {
    return awsName;
  }

  /** The words in a state's reason: {@code greater than}. */
  public String words() {
    return words;
  }

  /** Whether the value is beyond the threshold. */
  public boolean breaches(double value, double threshold) {
    switch (this) {
      case GREATER_THAN:
        return value > threshold;
      case GREATER_THAN_OR_EQUAL_TO:
        return value >= threshold;
      case LESS_THAN:
        return value < threshold;
      case LESS_THAN_OR_EQUAL_TO:
        return value <= threshold;
      default:
        throw new AssertionError(this);
    }
  }

  /** Whether a value that breaches still does when it grows. */
  public boolean isUpward() {
    return this == GREATER_THAN || this == GREATER_THAN_OR_EQUAL_TO;
  }

  /**
   * The operator that CloudWatch knows under a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ComparisonOperator parse(String awsName) {
    for (ComparisonOperator operator : values()) {
      if (operator.awsName.equals(awsName)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + awsName
            + "\" is no comparison operator, expected GreaterThanThreshold,"
            + " GreaterThanOrEqualToThreshold, LessThanThreshold or LessThanOrEqualToThreshold");
  }
}
