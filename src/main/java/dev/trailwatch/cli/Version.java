package dev.trailwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, what it was built from, and what it runs on. */
final class Version implements IVersionProvider {
  /** Flink's own record, which its classes would be slow to be asked for. */
  private static final String FLINK = "/.flink-runtime.version.properties";

  private static final int DIGITS = 12;

  @Override
  public String[] getVersion() throws IOException {
    String version = Version.class.getPackage().getImplementationVersion();
    String commit = commit();
    Properties flink = new Properties();
    flink.load(new StringReader(text(FLINK)));
    return new String[] {
      "trailwatch " + (version == null ? "(built from source)" : version),
      "commit " + (commit.length() < DIGITS ? "unknown" : commit.substring(0, DIGITS)),
      "Flink " + flink.getProperty("project.version", "unknown"),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
    };
  }

  /** What git's files said when the program was built; empty if there were none. */
  private static String commit() throws IOException {
    String head = text("git/HEAD").strip();
    if (!head.startsWith("ref: ")) {
      return head;
    }
    String branch = head.substring("ref: ".length());
    String loose = text("git/" + branch).strip();
    if (!loose.isEmpty()) {
      return loose;
    }
    return text("git/packed-refs")
        .lines()
        .filter(line -> line.endsWith(" " + branch))
        .findFirst()
        .orElse("");
  }

  /** A resource's text; empty if it is not there. */
  private static String text(String resource) throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(resource)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
