package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Caret;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code test}: the tests inside and beside rule files. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the tests inside rule files, and the timeline tests in their tests/ folders.",
      "Failures show only what differs."
    },
    footerHeading = "%nExample:%n",
    footer = "  trailwatch test rules/ --junit-output target/rules.xml")
final class Test implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RuleFiles files = new RuleFiles();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What goes to stdout: text (default), json or junit.")
  private TestReport.Format format = TestReport.Format.TEXT;

  @Option(names = "--text-output", paramLabel = "FILE", description = "Also write text to FILE.")
  private @Nullable Path textOutput;

  @Option(names = "--json-output", paramLabel = "FILE", description = "Also write JSON to FILE.")
  private @Nullable Path jsonOutput;

  @Option(
      names = "--junit-output",
      paramLabel = "FILE",
      description = "Also write JUnit XML to FILE.")
  private @Nullable Path junitOutput;

  Test() {}

  @Override
  public Integer call() {
    return files.run(spec.commandLine().getErr(), this::test);
  }

  private int test(RuleInput input) {
    TestRun run = TestRun.of(input, LocalDate.now(ZoneOffset.UTC));
    PrintWriter err = spec.commandLine().getErr();
    run.issues().forEach(issue -> err.print(Caret.render(issue)));
    err.flush();
    if (run.outcomes().isEmpty() && !run.hasErrors()) {
      throw CommandFailure.couldNot("no tests in " + Quantity.of(input.files(), "file"));
    }
    TestReport report = new TestReport(run);
    Answer.print(spec, format == TestReport.Format.TEXT, report.render(format));
    OutputFile.write(textOutput, () -> report.render(TestReport.Format.TEXT));
    OutputFile.write(jsonOutput, () -> report.render(TestReport.Format.JSON));
    OutputFile.write(junitOutput, () -> report.render(TestReport.Format.JUNIT));
    return run.failed() == 0 && !run.hasErrors() ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
