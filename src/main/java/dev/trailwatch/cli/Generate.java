package dev.trailwatch.cli;

import dev.trailwatch.connector.demo.TrailArchive;
import dev.trailwatch.diagnostic.Causes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trailwatch generate}: an archive of invented CloudTrail events. */
@Command(
    name = "generate",
    description = "Writes realistic CloudTrail events of an invented company, attacked once a day.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = {
      "  trailwatch generate --events 100000 --seed 7 --output archive",
      "  trailwatch replay --rules rules --input archive",
      "",
      "The same seed gives the same bytes."
    })
final class Generate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100000",
      description = "how many (default: ${DEFAULT-VALUE})")
  private long events = 100_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "which company; another seed, other people (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "where to: a new or empty folder")
  private Path output = Path.of(".");

  @Option(
      names = "--format",
      paramLabel = "s3|lines",
      defaultValue = "s3",
      description =
          "files as in CloudTrail's bucket, or one events.jsonl (default: ${DEFAULT-VALUE})")
  private TrailArchive.Layout format = TrailArchive.Layout.S3;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "2026-01-01T00:00:00Z",
      description = "time of the first event, or a day, UTC (default: ${DEFAULT-VALUE})")
  private String start = "2026-01-01T00:00:00Z";

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "1",
      description = "how many days the events span (default: ${DEFAULT-VALUE})")
  private int days = 1;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many AWS accounts (default: ${DEFAULT-VALUE})")
  private int accounts = 1;

  private Generate() {}

  @Override
  public Integer call() throws IOException {
    TrailArchive archive = archive();
    requireEmpty();
    Progress progress = new Progress(spec.commandLine().getErr(), "events", events);
    long before = System.nanoTime();
    TrailArchive.Written written;
    try {
      written = archive.write(output, format, progress::done);
    } catch (IOException e) {
      throw CommandFailure.couldNot("cannot write to " + output + ": " + Causes.ofFile(e));
    } finally {
      progress.end();
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s in %s (%,.1f MB) in %s, %.1f s%n",
        Quantity.of(written.events(), "event"),
        Quantity.of(written.files(), "file"),
        written.bytes() / 1e6,
        output,
        seconds);
    out.flush();
    return ExitCode.FINE;
  }

  private TrailArchive archive() {
    if (events < 1) {
      throw CommandFailure.usage("--events takes a number from 1 on");
    }
    if (days < 1 || days > 3_660) {
      throw CommandFailure.usage("--days takes 1 to 3660");
    }
    if (accounts < 1 || accounts > 1_000) {
      throw CommandFailure.usage("--accounts takes 1 to 1000");
    }
    return TrailArchive.of(seed, events, start(), days, accounts);
  }

  private Instant start() {
    try {
      return start.length() == 10
          ? LocalDate.parse(start).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(start);
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "--start takes a time such as 2026-01-01T00:00:00Z or a day such as 2026-01-01, not \""
              + start
              + "\"");
    }
  }

  /** Two archives in one folder would be one that nobody made. */
  private void requireEmpty() throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    if (!Files.isDirectory(output)) {
      throw CommandFailure.usage("--output " + output + " is a file, not a folder");
    }
    try (Stream<Path> entries = Files.list(output)) {
      if (entries.findAny().isPresent()) {
        boolean unfinished = Files.exists(output.resolve(".unfinished"));
        throw CommandFailure.usage(
            "--output "
                + output
                + " is not empty"
                + (unfinished ? ": an archive was interrupted there; delete the folder" : ""));
      }
    }
  }
}
