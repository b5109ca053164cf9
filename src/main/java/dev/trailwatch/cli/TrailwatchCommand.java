package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Causes;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code trailwatch}: the parent of all others. */
@Command(
    name = "trailwatch",
    description = "Security alarms on CloudTrail, in CloudWatch's own language.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trailwatch demo",
      "  trailwatch check rules/",
      "  trailwatch help replay",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:findings: issues, failed tests, what --fail-on names",
      "2:wrong usage or configuration",
      "3:the work could not be done",
      "130, 143:interrupted; 141: whoever read the output has closed it"
    })
public final class TrailwatchCommand implements Runnable {
  /** The commands by name, in the order of the help. */
  static final List<String> COMMANDS =
      List.of(
          "demo",
          "run",
          "replay",
          "send-test",
          "generate",
          "check",
          "test",
          "test-metric-filter",
          "evaluate-alarm",
          "explain",
          "import",
          "export",
          "generate-completion",
          "help");

  /** What picocli can lay out at all. */
  private static final int NARROWEST_HELP = 55;

  @Spec private CommandSpec spec;

  private TrailwatchCommand() {}

  /** Runs the process's own command line and returns its exit code. */
  public static int runProcess(String... args) {
    StandardOutput.install();
    // no option is of these types, and making their converters ready takes longer than parsing does
    System.setProperty("picocli.converters.excludes", "java\\.(time|sql)\\..*");
    return run(args);
  }

  /** Runs a command line and returns its exit code. */
  public static int run(String... args) {
    CommandLine commandLine = new CommandLine(new TrailwatchCommand());
    // examining all commands by reflection takes longer than the work of most of them
    for (String name : needed(args)) {
      commandLine.addSubcommand(name, command(name));
    }
    Charset charset = StandardOutput.charset();
    commandLine.setOut(TerminalText.to(System.out, charset));
    commandLine.setErr(TerminalText.to(System.err, charset));
    commandLine.setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(100, Terminal.columns())));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(TrailwatchCommand::explainUsage);
    commandLine.setExecutionExceptionHandler(TrailwatchCommand::explainFailure);
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    if (System.out.checkError() && exitCode <= ExitCode.FINDINGS) {
      if (StandardOutput.readerLeft()) {
        return ExitCode.READER_LEFT;
      }
      String why = StandardOutput.failure();
      commandLine
          .getErr()
          .println(
              "error: not all output was written: "
                  + (why == null ? "it is closed, or its disk full" : why));
      return ExitCode.COULD_NOT;
    }
    return exitCode;
  }

  /** The commands that a command line has to know: one, or all to tell of them. */
  private static List<String> needed(String... args) {
    String first = args.length == 0 ? "" : args[0];
    boolean speaksOfOthers = first.equals("help") || first.equals("generate-completion");
    if (COMMANDS.contains(first) && !speaksOfOthers) {
      return List.of(first);
    }
    return first.equals("--version") || first.equals("-V") ? List.of() : COMMANDS;
  }

  /** The class of a command, loaded only when it is asked for. */
  private static Class<?> command(String name) {
    switch (name) {
      case "demo":
        return Demo.class;
      case "run":
        return Run.class;
      case "replay":
        return Replay.class;
      case "send-test":
        return SendTest.class;
      case "generate":
        return Generate.class;
      case "check":
        return Check.class;
      case "test":
        return Test.class;
      case "test-metric-filter":
        return TestMetricFilter.class;
      case "evaluate-alarm":
        return EvaluateAlarm.class;
      case "explain":
        return Explain.class;
      case "import":
        return Import.class;
      case "export":
        return Export.class;
      case "generate-completion":
        return GenerateCompletion.class;
      case "help":
        return HelpCommand.class;
      default:
        throw new AssertionError(name);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is needed, such as: trailwatch demo");
  }

  /** Wrong usage is what is wrong and where to read on: a whole help would hide it. */
  private static int explainUsage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      if (command.getSubcommands().isEmpty()) {
        err.println("see  " + command.getCommandSpec().qualifiedName() + " --help");
      } else {
        command.usage(err);
      }
    }
    err.flush();
    return ExitCode.USAGE;
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
    err.println("error: " + Causes.of(failure));
    if (System.getenv("TRAILWATCH_TRACE") != null) {
      failure.printStackTrace(err);
    } else {
      err.println("set TRAILWATCH_TRACE=1 to see where it comes from");
    }
    err.flush();
    return ExitCode.COULD_NOT;
  }
}
