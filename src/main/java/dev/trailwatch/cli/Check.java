package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.rulefile.TimelineFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code check}: every error and warning of every rule file at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tells every error and warning of every rule file at once.",
    footerHeading = "%nExample:%n",
    footer = "  trailwatch check rules/ my-overrides.yaml")
final class Check implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Rule files and folders that are one set; default: rules.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What goes to stdout: text (default), json, sarif or github.")
  private IssueReport.Format format = IssueReport.Format.TEXT;

  @Option(names = "--text-output", paramLabel = "FILE", description = "Also write text to FILE.")
  private @Nullable Path textOutput;

  @Option(names = "--json-output", paramLabel = "FILE", description = "Also write JSON to FILE.")
  private @Nullable Path jsonOutput;

  @Option(names = "--sarif-output", paramLabel = "FILE", description = "Also write SARIF to FILE.")
  private @Nullable Path sarifOutput;

  @Option(
      names = "--github-output",
      paramLabel = "FILE",
      description = "Also write GitHub annotations to FILE.")
  private @Nullable Path githubOutput;

  @Option(names = "--warnings-as-errors", description = "Exit 1 for warnings too.")
  private boolean warningsAsErrors;

  @Option(names = "--watch", description = "Check again whenever a file changes.")
  private boolean watch;

  Check() {}

  @Override
  public Integer call() {
    return Watch.run(paths, watch, spec.commandLine().getErr(), this::check);
  }

  private int check(RuleInput input) {
    ReadResult read = RuleFileReader.read(input.rules(), LocalDate.now(ZoneOffset.UTC));
    List<Issue> issues = new ArrayList<>(read.issues());
    for (SourceText timeline : input.timelines()) {
      issues.addAll(TimelineFile.read(timeline).issues());
    }
    IssueReport report = new IssueReport(read.ruleCount(), input.files(), issues);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.render(format));
    out.flush();
    write(report, IssueReport.Format.TEXT, textOutput);
    write(report, IssueReport.Format.JSON, jsonOutput);
    write(report, IssueReport.Format.SARIF, sarifOutput);
    write(report, IssueReport.Format.GITHUB, githubOutput);
    boolean fine =
        report.count(Severity.ERROR) == 0
            && (!warningsAsErrors || report.count(Severity.WARNING) == 0);
    return fine ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private static void write(IssueReport report, IssueReport.Format format, @Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.write(file, report.render(format).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot write " + file + ": " + e.getMessage());
    }
  }
}
