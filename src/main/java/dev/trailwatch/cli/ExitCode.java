package dev.trailwatch.cli;

/** What a command's exit code says, the same for every command. */
final class ExitCode {
  /** All is well. */
  static final int FINE = 0;

  /** Issues, failed tests, or what {@code --fail-on} names. */
  static final int FINDINGS = 1;

  /** Wrong usage or configuration. */
  static final int USAGE = 2;

  /** The work could not be done: nothing there, unreadable, a port in use, a fault of ours. */
  static final int COULD_NOT = 3;

  /** Whoever read the output has closed it, as {@code head} does: what a signal would have made. */
  static final int READER_LEFT = 141;

  private ExitCode() {}
}
