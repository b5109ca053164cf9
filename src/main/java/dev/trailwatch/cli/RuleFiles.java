package dev.trailwatch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The parameters of the commands that examine rule files: which files, and whether to watch. */
final class RuleFiles {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Rule files, timeline tests, and folders of both, as one set; default: rules.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--watch", description = "Run again whenever a file changes.")
  private boolean watch;

  RuleFiles() {}

  /** Runs a command on the files, with {@code --watch} at each change. */
  int run(PrintWriter err, ToIntFunction<RuleInput> command) {
    return Watch.run(paths, watch, err, command);
  }
}
