package dev.trailwatch.job;

/**
 * The uid of every operator: what ties state to the graph from one build to the next.
 *
 * <p>Never change one: a savepoint of an older build would no longer find its operator.
 */
public final class OperatorIds {
  /** The record source. */
  public static final String SOURCE = "records";

  /** The rule source. */
  public static final String RULES = "rules";

  /** What makes rule sets of the news about rules. */
  public static final String RULE_SETS = "rule-sets";

  /** What lets the news about rules pass where somebody hears it. */
  public static final String RELOADS_HEARD = "reloads-heard";

  /** What puts the news about rules into words. */
  public static final String RELOAD_NOTICES = "reload-notices";

  /** The operator that matches. */
  public static final String MATCH = "match";

  /** What keeps the series of grouped alarms within their bounds. */
  public static final String SERIES = "series";

  /** The alarms. */
  public static final String ALARMS = "alarms";

  /** The sink of notices. */
  public static final String NOTICES = "notices";

  /** The sink of datapoints. */
  public static final String DATAPOINTS = "datapoints";

  /** The sink of dead letters. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** The dead man's switch. */
  public static final String SILENCES = "silences";

  /** What puts a silence into words. */
  public static final String SILENCE_NOTICES = "silence-notices";

  /** What leaves the bytes of refused records to the dead letters. */
  public static final String REFUSAL_NEWS = "refusal-news";

  /** What tells refused records once. */
  public static final String REFUSALS = "refusals";

  /** What lets the news about refused records pass where somebody hears it. */
  public static final String REFUSALS_HEARD = "refusals-heard";

  /** What puts refused records into words. */
  public static final String REFUSAL_NOTICES = "refusal-notices";

  /** What makes lines out of datapoints. */
  public static final String DATAPOINT_LINES = "datapoint-lines";

  private OperatorIds() {}
}
