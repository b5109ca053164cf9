package dev.trailwatch.app;

/**
 * What holds where neither a configuration nor AWS says better: a job on somebody's own machine.
 */
final class Defaults {
  /** The account of a local job. */
  static final String ACCOUNT_ID = "000000000000";

  /** The Region of a local job. */
  static final String REGION = "us-east-1";

  private Defaults() {}
}
