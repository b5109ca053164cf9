package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.FileOrder;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.lint.Linter;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.rulefile.TimelineFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code check}: every error and warning of every rule file at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tells every error and warning of every rule file at once: what cannot be read, and what can"
          + " be read but is probably not meant, such as a pattern that CloudTrail's events never match.",
      "A rule accepts a warning with  accept: [{code: W310, reason: ...}]."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trailwatch check rules/ my-overrides.yaml",
      "  trailwatch check --warnings-as-errors --sarif-output check.sarif rules/"
    })
final class Check implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RuleFiles files = new RuleFiles();

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

  @Option(
      names = "--notes",
      description = "Also tell what is good to know (level info); JSON and SARIF always do.")
  private boolean notes;

  @Option(names = "--warnings-as-errors", description = "Exit 1 for warnings too.")
  private boolean warningsAsErrors;

  Check() {}

  @Override
  public Integer call() {
    return files.run(spec.commandLine().getErr(), this::check);
  }

  private int check(RuleInput input) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    ReadResult read = RuleFileReader.read(input.rules(), today);
    List<Issue> issues = new ArrayList<>(read.issues());
    issues.addAll(Linter.create().lint(read.readable(), today));
    for (SourceText timeline : input.timelines()) {
      issues.addAll(TimelineFile.read(timeline).issues());
    }
    List<SourceText> files = new ArrayList<>(input.rules());
    files.addAll(input.timelines());
    issues.sort(FileOrder.of(files));
    IssueReport report = new IssueReport(read.ruleCount(), input.files(), issues, notes);
    Answer.print(spec, format == IssueReport.Format.TEXT, report.render(format));
    OutputFile.write(textOutput, () -> report.render(IssueReport.Format.TEXT));
    OutputFile.write(jsonOutput, () -> report.render(IssueReport.Format.JSON));
    OutputFile.write(sarifOutput, () -> report.render(IssueReport.Format.SARIF));
    OutputFile.write(githubOutput, () -> report.render(IssueReport.Format.GITHUB));
    boolean fine =
        report.count(Severity.ERROR) == 0
            && (!warningsAsErrors || report.count(Severity.WARNING) == 0);
    return fine ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
