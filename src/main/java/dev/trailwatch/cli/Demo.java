package dev.trailwatch.cli;

import dev.trailwatch.app.JobConfig;
import dev.trailwatch.app.LocalJob;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trailwatch demo}: the streaming job on a live, generated trail with an attack in it. */
@Command(
    name = "demo",
    description = {
      "Runs the streaming job on a live, generated CloudTrail stream with an attack woven in.",
      "Needs no AWS account. Rules are reloaded when a file changes."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  trailwatch demo --seed 7 --rules rules/")
final class Demo implements Callable<Integer> {
  /** Long enough for the story, its alarms and the first return to OK. */
  private static final int SECONDS = 165;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "another seed, other people (default: ${DEFAULT-VALUE})")
  private int seed = 42;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "events a second (default: ${DEFAULT-VALUE})")
  private int rate = 20;

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      defaultValue = "rules",
      description = "rule file or folder (default: ${DEFAULT-VALUE})")
  private Path rules = Path.of("rules");

  @Option(names = "--forever", description = "go on until interrupted")
  private boolean forever;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "how long to run (default: " + SECONDS + ")")
  private int seconds = SECONDS;

  @Option(
      names = "--web-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "the web UI's port; 0 for any free one, -1 for none")
  private int webPort;

  private Demo() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.exists(rules)) {
      throw CommandFailure.usage(
          "there are no rules at " + rules + ": --rules names their file or folder");
    }
    Map<String, Properties> groups = new LinkedHashMap<>();
    set(groups, "trailwatch.source", "type", "demo");
    set(groups, "trailwatch.source", "seed", Integer.toString(seed));
    set(groups, "trailwatch.source", "rate", Integer.toString(rate));
    set(groups, "trailwatch.rules", "location", rules.toString());
    set(groups, "trailwatch.rules", "poll.interval", "500 ms");
    set(groups, "trailwatch.time", "lateness", "5 s");
    set(groups, "trailwatch.sink", "type", "stdout");
    set(groups, "trailwatch.runtime", "web.port", Integer.toString(webPort));
    LocalJob job = LocalJobs.of(JobConfig.of(groups), err);
    job.demo(forever ? null : Duration.ofSeconds(seconds), LocalJobs.reloads());
    err.printf(
        "Trailwatch demo: %d rules of %s on a live, generated trail, seed %d, %d events a second%n",
        job.rules().ruleSet().rules().size(), rules, seed, rate);
    if (job.webAddress() != null) {
      err.println("Flink's web UI: " + job.webAddress());
    }
    err.println("Edit a file in " + rules + " meanwhile: it takes effect within seconds.");
    err.println(
        forever
            ? "Ctrl-C ends."
            : "An attack is on its way; the first alarms come within seconds, an OK after about"
                + " two minutes. Ends by itself after "
                + seconds
                + " s.");
    err.println();
    err.flush();
    job.run(LocalJobs.failures(err));
    err.println("The demo is over.");
    err.flush();
    return ExitCode.FINE;
  }

  private static void set(Map<String, Properties> groups, String group, String key, String value) {
    groups.computeIfAbsent(group, name -> new Properties()).setProperty(key, value);
  }
}
