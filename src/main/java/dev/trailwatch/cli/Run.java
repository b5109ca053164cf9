package dev.trailwatch.cli;

import dev.trailwatch.app.ConfigException;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.LocalJob;
import dev.trailwatch.app.PropertyGroups;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trailwatch run}: the streaming job as configured, in this process. */
@Command(
    name = "run",
    description = "Runs the streaming job as configured, in this process, until interrupted.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  trailwatch run --config application_properties.json --set runtime.web.port=8081%n"
            + "The configuration has the form of a Managed Flink application's property groups.")
final class Run implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "property groups, as in a Managed Flink application's application_properties.json")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "GROUP.KEY=VALUE",
      description = "set one value, over the file's; repeatable")
  private List<String> settings = new ArrayList<>();

  private Run() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    LocalJob job = LocalJobs.of(configuration(), err).reloads(LocalJobs.reloads());
    err.printf(
        "trailwatch: %d rules, version %s%n",
        job.rules().ruleSet().rules().size(), job.rules().ruleSet().version());
    if (job.webAddress() != null) {
      err.println("Flink's web UI: " + job.webAddress());
    }
    err.flush();
    job.run();
    return ExitCode.FINE;
  }

  private JobConfig configuration() {
    try {
      Map<String, Properties> groups =
          config == null ? new LinkedHashMap<>() : PropertyGroups.read(config);
      for (String setting : settings) {
        PropertyGroups.set(groups, setting);
      }
      return JobConfig.of(groups);
    } catch (ConfigException e) {
      throw CommandFailure.usage(String.join("\nerror: ", e.problems()));
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("there is no file " + e.getFile());
    } catch (IOException e) {
      throw CommandFailure.couldNot("the configuration cannot be read: " + e.getMessage());
    }
  }
}
