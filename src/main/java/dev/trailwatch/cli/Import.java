package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.exchange.ImportedRules;
import dev.trailwatch.exchange.Importer;
import dev.trailwatch.lint.Linter;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code import}: a rule file of what CloudWatch runs today. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(cloudwatch | terraform)",
    description = {
      "Makes a rule file of metric filters and alarms that CloudWatch runs today.",
      "What can't be carried over is listed, and the exit code is 1."
    },
    footerHeading = "%nExample:%n",
    footer = "  trailwatch import cloudwatch filters.json alarms.json --output mine.yaml")
final class Import implements Runnable {
  @Spec private CommandSpec spec;

  Import() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "from where? import cloudwatch, or import terraform");
  }

  @Command(
      name = "cloudwatch",
      mixinStandardHelpOptions = true,
      description = "Reads the JSON of describe-metric-filters and of describe-alarms.",
      footerHeading = "%nExample:%n",
      footer = {
        "  aws logs describe-metric-filters --log-group-name trail > filters.json",
        "  aws cloudwatch describe-alarms > alarms.json",
        "  trailwatch import cloudwatch filters.json alarms.json --output mine.yaml"
      })
  int cloudwatch(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "The JSON files.")
          List<Path> files,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "Where the rules go; default: stdout.")
          @Nullable Path output) {
    Importer importer = Importer.create();
    files.forEach(file -> read(() -> importer.cloudWatch(file.toString(), Inputs.read(file))));
    return write(importer.rules(), output);
  }

  @Command(
      name = "terraform",
      mixinStandardHelpOptions = true,
      description = "Reads what  terraform show -json  prints of a plan or state, or a .tf.json.",
      footerHeading = "%nExample:%n",
      footer = {
        "  terraform show -json > state.json",
        "  trailwatch import terraform state.json --output mine.yaml"
      })
  int terraform(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "The JSON files.")
          List<Path> files,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "Where the rules go; default: stdout.")
          @Nullable Path output) {
    Importer importer = Importer.create();
    files.forEach(file -> read(() -> importer.terraform(file.toString(), Inputs.read(file))));
    return write(importer.rules(), output);
  }

  private static void read(Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private int write(ImportedRules imported, @Nullable Path output) {
    PrintWriter err = spec.commandLine().getErr();
    imported.leftOut().forEach(each -> err.println("left out: " + Visible.of(each)));
    if (imported.rules() == 0) {
      throw CommandFailure.couldNot("nothing to import: no metric filter was found");
    }
    imported.remarks().forEach(each -> err.println("note: " + Visible.of(each)));
    String name = output == null ? "stdout" : output.toString();
    for (Issue issue : warnings(name, imported.text())) {
      err.print(Caret.render(issue));
    }
    err.println(
        Quantity.of(imported.rules(), "rule")
            + " and "
            + Quantity.of(imported.alarms(), "alarm")
            + " imported, "
            + imported.leftOut().size()
            + " left out");
    err.flush();
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(imported.text());
      out.flush();
    }
    OutputFile.write(output, imported::text);
    return imported.leftOut().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  /** What the linter dislikes is imported all the same. */
  private static List<Issue> warnings(String name, String text) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    ReadResult read = RuleFileReader.read(List.of(SourceText.of(name, text)), today);
    List<Issue> issues = new ArrayList<>(read.issues());
    issues.addAll(Linter.create().lint(read.readable(), today));
    issues.removeIf(issue -> issue.severity() == Severity.INFO);
    return issues;
  }
}
