package dev.trailwatch.cli;

import dev.trailwatch.app.ReplayHistory;
import dev.trailwatch.app.ReplayJob;
import dev.trailwatch.app.ReplayProgress;
import dev.trailwatch.app.RuleLocation;
import dev.trailwatch.connector.replay.ReplayInputs;
import dev.trailwatch.report.AlarmHistoryFile;
import dev.trailwatch.report.AlarmSpan;
import dev.trailwatch.report.Comparison;
import dev.trailwatch.report.ReplayReport;
import dev.trailwatch.report.ReplayTotals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    footer = {
      "  trailwatch replay --rules rules/ --input s3-copy/ --report report.html",
      "",
      "Inputs are told by content: CloudTrail S3 files, CloudTrail records one a line, the same"
          + " wrapped by EventBridge, CloudWatch Logs subscription payloads and exports, plain"
          + " lines; each plain or gzip. The order of the input makes no difference.",
      "s3://bucket/prefix is read with the credentials and the Region that the AWS CLI would use."
    })
final class Replay implements Callable<Integer> {
  private static final long NATIVE_TOLERANCE = 600_000;

  /** Often enough that little is lost, seldom enough that it costs little. */
  private static final Duration PROGRESS_KEPT_EVERY = Duration.ofSeconds(10);

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
      description = "file, folder, glob or s3://bucket/prefix to read; repeatable")
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

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "write a report: one page, no script, nothing loaded from elsewhere")
  private @Nullable Path report;

  @Option(
      names = "--compare",
      paramLabel = "PATH",
      description = "a second rule set, repeatable: which ALARMs it would gain, lose, move")
  private List<Path> compare = new ArrayList<>();

  @Option(
      names = "--compare-alarms",
      paramLabel = "FILE",
      description = "describe-alarm-history JSON: how CloudWatch's own alarms did")
  private @Nullable Path compareAlarms;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "take events from this time on, such as 2026-11-21 or 2026-11-21T08:00:00Z")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "take events before this time")
  private @Nullable String to;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "keep the progress in FOLDER, and go on from there after an interruption; gone at the end")
  private @Nullable Path resume;

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
    if (!compare.isEmpty() && compareAlarms != null) {
      throw CommandFailure.usage("--compare and --compare-alarms don't go together");
    }
    if (!compare.isEmpty() && resume != null) {
      throw CommandFailure.usage("--compare and --resume don't go together");
    }
    TimeRange range = TimeRange.of(from, to);
    List<AlarmSpan> cloudWatch = compareAlarms == null ? null : nativeAlarms(compareAlarms);
    PrintWriter err = spec.commandLine().getErr();
    OutputFile.require(output, datapoints, report);
    RuleLocation first = StartingRules.read(rules, err);
    RuleLocation second = compare.isEmpty() ? null : StartingRules.read(compare, err);
    ReplayProgress progress = resume == null ? null : progress(resume, first, resolved, range);
    ReplayJob job =
        job(first, resolved, range)
            .resuming(progress)
            .output(output)
            .datapoints(datapoints)
            .console(!quiet && output == null);
    try (ReplayHistory history = report == null ? job.alarms() : job.history()) {
      ReplayJob.Outcome outcome = run(job, resolved);
      Comparison comparison = null;
      if (second != null) {
        comparison = compare(history.spans(), second, resolved, range);
      } else if (cloudWatch != null) {
        comparison = compare(history.spans(), cloudWatch);
      }
      ReplaySummary summary = new ReplaySummary(spec.commandLine().getOut(), err);
      summary.print(outcome, outcome.rules(first.ruleSet()));
      if (comparison != null) {
        summary.print(comparison);
      }
      if (report != null) {
        ReplayReport page = new ReplayReport(first.ruleSet(), totals(outcome));
        history.forEach(first.ruleSet(), page::add);
        if (comparison != null) {
          page.compare(comparison);
        }
        OutputFile.write(report, page::html);
      }
      if (progress != null) {
        progress.end();
      }
      return exitCode(outcome);
    }
  }

  private ReplayProgress progress(
      Path folder, RuleLocation location, ReplayInputs files, TimeRange range) throws IOException {
    Map<String, String> replay = new TreeMap<>();
    replay.put("program", String.join(", ", new Version().getVersion()));
    replay.put("rules", location.ruleSet().version());
    replay.put("input", files.files().size() + " files, " + files.fingerprint());
    replay.put("event time", eventTime);
    replay.put("stretch of time", range.from() + " to " + range.to());
    replay.put("report", report == null ? "none" : "one");
    try {
      ReplayProgress progress = ReplayProgress.in(folder, replay, PROGRESS_KEPT_EVERY);
      if (progress.begun()) {
        spec.commandLine().getErr().println("going on from where the last run was interrupted");
      }
      return progress;
    } catch (ReplayProgress.OtherReplay e) {
      throw CommandFailure.usage(e.getMessage() + "; remove it, or name another folder");
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot keep progress in " + folder + ": " + e.getMessage());
    }
  }

  private ReplayJob job(RuleLocation location, ReplayInputs files, TimeRange range) {
    return new ReplayJob(location.record(), files.files(), parallelism)
        .eventTime(eventTime)
        .between(range.from(), range.to());
  }

  private ReplayJob.Outcome run(ReplayJob job, ReplayInputs files) throws Exception {
    ReadProgress progress = ReadProgress.begin(spec.commandLine().getErr(), files.bytes());
    try {
      return job.heardBy(progress).run();
    } catch (ReplayJob.WriteFailure e) {
      throw CommandFailure.couldNot(String.valueOf(e.getMessage()));
    } finally {
      progress.end();
    }
  }

  private Comparison compare(
      List<AlarmSpan> present, RuleLocation other, ReplayInputs files, TimeRange range)
      throws Exception {
    ReplayJob job = job(other, files, range);
    try (ReplayHistory history = job.alarms()) {
      run(job, files);
      return Comparison.of("these rules", present, "compared rules", history.spans(), 0);
    }
  }

  /** CloudWatch decides up to some minutes after the events; that is the same ALARM. */
  private static Comparison compare(List<AlarmSpan> engine, List<AlarmSpan> cloudWatch) {
    return Comparison.of("Trailwatch", engine, "CloudWatch", cloudWatch, NATIVE_TOLERANCE);
  }

  private static List<AlarmSpan> nativeAlarms(Path file) {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return AlarmHistoryFile.read(text);
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot use " + file + ": " + e.getMessage());
    }
  }

  private ReplayTotals totals(ReplayJob.Outcome outcome) {
    ReplayTotals.Builder totals = outcome.totals();
    totals.fact("Input", String.join(", ", inputs));
    String paths = rules.stream().map(Path::toString).collect(Collectors.joining(", "));
    totals.fact("Rules", paths.isEmpty() ? "rules" : paths);
    if (from != null || to != null) {
      totals.fact("Time", (from == null ? "" : "from " + from) + (to == null ? "" : " to " + to));
    }
    return totals.build();
  }

  private int exitCode(ReplayJob.Outcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    if (outcome.count("recordsUndecodable") > 0 && !allowSkipped) {
      err.println("error: some input could not be used, see above; --allow-skipped accepts that");
      err.flush();
      return ExitCode.COULD_NOT;
    }
    return failOn != null && outcome.count("alarms") > 0 ? ExitCode.FINDINGS : ExitCode.FINE;
  }
}
