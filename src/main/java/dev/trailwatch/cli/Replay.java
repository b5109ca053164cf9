package dev.trailwatch.cli;

import dev.trailwatch.app.ReplayJob;
import dev.trailwatch.connector.replay.ReplayInputs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trailwatch replay}: what the rules would have done on your own history. */
@Command(
    name = "replay",
    description = "Runs the job over archives: what the rules would have done on your own history.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  trailwatch replay --rules rules/ --input s3-copy/ --output alarms.jsonl%n"
            + "Inputs are told by content: CloudTrail S3 files, CloudTrail records one a line, the same%n"
            + "wrapped by EventBridge, CloudWatch Logs subscription payloads and exports, plain lines;%n"
            + "each plain or gzip. The order of the input makes no difference.")
final class Replay implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "rule file or folder; repeatable (default: rules)")
  private List<Path> rules = new ArrayList<>();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "file, folder or glob to read; repeatable")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write the notifications, one JSON a line, as sent to SNS")
  private @Nullable Path output;

  @Option(
      names = "--datapoints",
      paramLabel = "FILE",
      description = "write the datapoints, one JSON a line")
  private @Nullable Path datapoints;

  @Option(
      names = "--event-time",
      paramLabel = "auto|log|cloudtrail",
      defaultValue = "auto",
      description = "the time that an event counts in (default: ${DEFAULT-VALUE})")
  private String eventTime = "auto";

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "how many threads match (default: the machine's processors)")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Option(names = "--fail-on", paramLabel = "alarm", description = "exit 1 if there is any ALARM")
  private @Nullable String failOn;

  @Option(names = "--allow-skipped", description = "exit 0 even if some input could not be read")
  private boolean allowSkipped;

  @Option(names = "--quiet", description = "print no notification, only the summary")
  private boolean quiet;

  private Replay() {}

  @Override
  public Integer call() throws Exception {
    if (failOn != null && !failOn.equals("alarm")) {
      throw CommandFailure.usage("--fail-on takes alarm, not \"" + failOn + "\"");
    }
    if (!List.of("auto", "log", "cloudtrail").contains(eventTime)) {
      throw CommandFailure.usage(
          "--event-time takes auto, log or cloudtrail, not \"" + eventTime + "\"");
    }
    if (parallelism < 1 || parallelism > 128) {
      throw CommandFailure.usage("--parallelism takes 1 to 128");
    }
    ReplayInputs resolved = ReplayInputs.resolve(inputs);
    if (!resolved.problems().isEmpty()) {
      throw CommandFailure.couldNot(String.join("\nerror: ", resolved.problems()));
    }
    ReplayJob job =
        new ReplayJob(
                StartingRules.read(rules, spec.commandLine().getErr()).record(),
                resolved.files(),
                parallelism)
            .eventTime(eventTime)
            .output(output)
            .datapoints(datapoints)
            .console(!quiet && output == null);
    ReplayJob.Outcome outcome = job.run();
    return report(outcome);
  }

  private int report(ReplayJob.Outcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    for (String refused : outcome.refused()) {
      err.println("warning: " + refused);
    }
    long events = outcome.count("eventsIn");
    double seconds = Math.max(1, outcome.milliseconds()) / 1000.0;
    out.printf(
        Locale.ROOT,
        "Replay of %,d events in %.1f s (%,d/s)%n",
        events,
        seconds,
        Math.round(events / seconds));
    out.printf(
        Locale.ROOT,
        "  matched %,d · no rule %,d · rejected %,d · copies %,d · records undecodable %,d%n",
        outcome.count("eventsMatched"),
        outcome.count("eventsUnmatched"),
        outcome.count("eventsRejected"),
        outcome.count("duplicateEvents"),
        outcome.count("recordsUndecodable"));
    out.printf(
        Locale.ROOT,
        "  %,d transitions, %,d of them to ALARM%n",
        outcome.count("transitions"),
        outcome.count("alarms"));
    out.flush();
    if (outcome.count("recordsUndecodable") > 0 && !allowSkipped) {
      err.println("error: some input could not be used, see above; --allow-skipped accepts that");
      err.flush();
      return ExitCode.COULD_NOT;
    }
    return failOn != null && outcome.count("alarms") > 0 ? ExitCode.FINDINGS : ExitCode.FINE;
  }
}
