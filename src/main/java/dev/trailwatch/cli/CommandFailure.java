package dev.trailwatch.cli;

/** A command that cannot go on, with the sentence for the person and the exit code. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** Wrong usage or configuration. */
  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** The work could not be done. */
  static CommandFailure couldNot(String message) {
    return new CommandFailure(ExitCode.COULD_NOT, message);
  }

  int exitCode() {
    return exitCode;
  }
}
