package dev.trailwatch.cli;

import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.exchange.TerraformExport;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code export}: rules as what CloudWatch runs natively. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "terraform",
    description = "Writes rules as native CloudWatch metric filters and alarms.",
    footerHeading = "%nExample:%n",
    footer = "  trailwatch export terraform rules/ --output native/rules.tf.json")
final class Export implements Runnable {
  @Spec private CommandSpec spec;

  Export() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "to what? export terraform");
  }

  @Command(
      name = "terraform",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a .tf.json with aws_cloudwatch_log_metric_filter and aws_cloudwatch_metric_alarm.",
        "What only the engine can do is left out and listed with the reason."
      },
      footerHeading = "%nExample:%n",
      footer = "  trailwatch export terraform rules/ --output native/rules.tf.json")
  int terraform(
      @Parameters(
              paramLabel = "PATH",
              arity = "0..*",
              description = "Rule files and folders that are one set; default: rules.")
          @Nullable List<Path> paths,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "Where the configuration goes; default: stdout.")
          @Nullable Path output) {
    PrintWriter err = spec.commandLine().getErr();
    RuleInput input = RuleInput.load(paths == null ? List.of() : paths);
    ReadResult read = RuleFileReader.read(input.rules(), LocalDate.now(ZoneOffset.UTC));
    RuleSet rules = read.ruleSet();
    if (rules == null) {
      read.issues().forEach(issue -> err.print(Caret.render(issue)));
      return ExitCode.FINDINGS;
    }
    TerraformExport export = TerraformExport.of(rules);
    tell(err, "only the engine: ", export.notNative());
    tell(err, "otherwise in CloudWatch: ", export.differences());
    err.println(
        Quantity.of(export.filters(), "metric filter")
            + ", "
            + Quantity.of(export.alarms(), "alarm")
            + " exported, "
            + export.notNative().size()
            + " left to the engine");
    err.flush();
    if (export.filters() == 0) {
      throw CommandFailure.couldNot("nothing to export: no rule has a native form");
    }
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(export.text());
      out.flush();
    }
    OutputFile.write(output, export::text);
    return ExitCode.FINE;
  }

  private static void tell(PrintWriter err, String lead, Map<String, List<String>> said) {
    said.forEach(
        (name, each) -> err.println(lead + Visible.of(name + ": " + String.join("; ", each))));
  }
}
