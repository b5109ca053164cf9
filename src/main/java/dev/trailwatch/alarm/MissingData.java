package dev.trailwatch.alarm;

/** What an alarm makes of periods without a sample. */
public enum MissingData {
  /** Evaluates the periods that have data; without any the state is INSUFFICIENT_DATA. */
  MISSING("missing"),
  /** Keeps the state. */
  IGNORE("ignore"),
  /** A missing datapoint counts as beyond the threshold. */
  BREACHING("breaching"),
  /** A missing datapoint counts as within the threshold. */
  NOT_BREACHING("notBreaching");

  private final String key;

  MissingData(String key) {
    this.key = key;
  }

  /** CloudWatch's word for it. */
  public String key() {
    return key;
  }

  /**
   * The treatment that CloudWatch's word means.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MissingData parse(String key) {
    for (MissingData treatment : values()) {
      if (treatment.key.equals(key)) {
        return treatment;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + key
            + "\" is no treatment of missing data, expected missing, ignore, breaching or"
            + " notBreaching");
  }
}
