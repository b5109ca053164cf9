package dev.trailwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs commands once each in one process, so that the JVM can archive the classes that they need.
 *
 * <p>The launcher calls it in the background to make its class-data archive. A class that it leaves
 * out is only loaded more slowly.
 */
public final class Rehearsal {
  private final Path folder;

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /**
   * Rehearses, silently, and ends the process: 0 if every command did what it should.
   *
   * @param args {@code short} for the commands that examine rules or {@code job} for those that run
   *     Flink, and a folder to write to
   */
  public static void main(String[] args) throws IOException, ClassNotFoundException {
    // the one class that no command leads to
    Class.forName("dev.trailwatch.Main");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    PrintStream err = System.err;
    System.setOut(nowhere);
    System.setErr(nowhere);
    Rehearsal rehearsal = new Rehearsal(Path.of(args[1]));
    String strange = args[0].equals("job") ? rehearsal.job() : rehearsal.examine();
    if (!strange.isEmpty()) {
      err.println(strange);
      System.exit(ExitCode.COULD_NOT);
    }
    System.exit(ExitCode.FINE);
  }

  /** What went otherwise than it should; empty if nothing did. */
  private String job() throws IOException {
    String rules = write("rules.yaml", "rules.yaml").toString();
    String trail = folder.resolve("trail").toString();
    String report = folder.resolve("report.html").toString();
    StringBuilder strange = new StringBuilder();
    expect(strange, ExitCode.FINE, "generate", "--events", "300", "--output", trail);
    String[] replay = {"replay", "--rules", rules, "--input", trail, "--report", report};
    expect(strange, ExitCode.FINE, replay);
    return strange.toString();
  }

  /** What went otherwise than it should; empty if nothing did. */
  private String examine() throws IOException {
    Path set = write("rules.yaml", "set/rules.yaml").getParent();
    write("timeline.yaml", "set/tests/timeline.yaml");
    String rules = String.valueOf(set);
    String faults = write("faults.yaml", "faults.yaml").toString();
    Path event =
        Files.writeString(
            folder.resolve("event.json"), "{\"errorCode\":\"AccessDeniedException\"}");
    StringBuilder strange = new StringBuilder();
    expect(strange, ExitCode.FINE, "--version");
    expect(strange, ExitCode.FINE, "--help");
    expect(strange, ExitCode.FINE, "check", rules);
    expect(strange, ExitCode.FINDINGS, "check", "--format", "json", "--notes", faults);
    expect(strange, ExitCode.FINDINGS, "check", faults);
    expect(strange, ExitCode.FINE, "test", rules);
    expect(strange, ExitCode.FINDINGS, "test", faults);
    expect(strange, ExitCode.FINE, "explain", "P106");
    expect(strange, ExitCode.FINE, "explain", "{ $.errorCode = \"AccessDenied*\" }");
    String[] rule = {"explain", "denied", "--rules", rules, "--event", event.toString()};
    expect(strange, ExitCode.FINE, rule);
    return strange.toString();
  }

  private static void expect(StringBuilder strange, int exitCode, String... command) {
    int got = TrailwatchCommand.run(command);
    if (got != exitCode) {
      strange.append(String.join(" ", command)).append(": exit code ").append(got).append('\n');
    }
  }

  private Path write(String resource, String file) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without rehearsal/" + resource);
      }
      Files.write(target, in.readAllBytes());
    }
    return target;
  }
}
