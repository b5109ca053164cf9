package dev.trailwatch.cli;

import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.LocalJob;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trailwatch run}: the streaming job as configured, in this process. */
@Command(
    name = "run",
    description = "Runs the streaming job as configured, in this process, until interrupted.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  trailwatch run --config properties.json --set runtime.web.port=8081",
      "",
      "The configuration has the form of a Managed Flink application's property groups."
    })
final class Run implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private Configuration configuration;

  private Run() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    JobConfig settings = configuration.read();
    LocalJob job = LocalJobs.of(settings, err).reloads(LocalJobs.reloads());
    settings.settings().forEach(setting -> err.println("trailwatch: " + setting));
    err.printf(
        "trailwatch: %d rules, version %s%n",
        job.rules().ruleSet().rules().size(), job.rules().ruleSet().version());
    if (job.webAddress() != null) {
      err.println("Flink's web UI: " + job.webAddress());
    }
    err.flush();
    job.run(LocalJobs.failures(err));
    return ExitCode.FINE;
  }
}
