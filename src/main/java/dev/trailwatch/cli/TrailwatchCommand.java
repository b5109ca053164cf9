package dev.trailwatch.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code trailwatch}: the parent of all others. */
@Command(
    name = "trailwatch",
    description = "Security alarms on CloudTrail, in CloudWatch's own language.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Demo.class,
      Run.class,
      Replay.class,
      SendTest.class,
      Generate.class,
      Check.class,
      Test.class,
      TestMetricFilter.class,
      EvaluateAlarm.class,
      Explain.class,
      Import.class,
      Export.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:findings: issues, failed tests, what --fail-on names",
      "2:wrong usage or configuration",
      "3:the work could not be done"
    })
public final class TrailwatchCommand implements Runnable {
  @Spec private CommandSpec spec;

  private TrailwatchCommand() {}

  /** Runs a command line and returns its exit code. */
  public static int run(String... args) {
    CommandLine commandLine = new CommandLine(new TrailwatchCommand());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(TrailwatchCommand::explainFailure);
    int exitCode = commandLine.execute(args);
    if (System.out.checkError() && exitCode <= ExitCode.FINDINGS) {
      commandLine
          .getErr()
          .println("error: not all output was written: it is closed, or its disk full");
      return ExitCode.COULD_NOT;
    }
    return exitCode;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is needed, such as: trailwatch demo");
  }

  /** A fault of ours or of the machine is one clear line, never a stack trace. */
  private static int explainFailure(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (failure instanceof CommandFailure) {
      err.println("error: " + failure.getMessage());
      err.flush();
      return ((CommandFailure) failure).exitCode();
    }
    err.println("error: " + failure);
    if (System.getenv("TRAILWATCH_TRACE") != null) {
      failure.printStackTrace(err);
    } else {
      err.println("set TRAILWATCH_TRACE=1 to see where it comes from");
    }
    err.flush();
    return ExitCode.COULD_NOT;
  }
}
