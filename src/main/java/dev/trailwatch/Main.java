package dev.trailwatch;

import dev.trailwatch.cli.TrailwatchCommand;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(TrailwatchCommand.runProcess(args));
  }
}
