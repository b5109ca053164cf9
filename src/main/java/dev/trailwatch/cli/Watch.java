package dev.trailwatch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

/** Runs a command on rule files again whenever one of them changes. */
final class Watch {
  private static final long PAUSE_MILLIS = 400;

  private Watch() {}

  /** Runs once, or with {@code watch} again and again until the program is interrupted. */
  static int run(
      List<Path> paths, boolean watch, PrintWriter err, ToIntFunction<RuleInput> command) {
    if (!watch) {
      return command.applyAsInt(RuleInput.load(paths));
    }
    RuleInput last = null;
    while (true) {
      try {
        RuleInput now = RuleInput.load(paths);
        if (last == null || !now.sameAs(last)) {
          last = now;
          int exitCode = command.applyAsInt(now);
          err.println("exit code " + exitCode + ", watching for changes, Ctrl-C ends");
        }
      } catch (CommandFailure e) {
        err.println("error: " + e.getMessage());
      }
      err.flush();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.FINE;
      }
    }
  }
}
