package dev.trailwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, what it was built from, and what it runs on. */
final class Version implements IVersionProvider {
  /** Flink's own record, which its classes would be slow to be asked for. */
  private static final String FLINK = "/.flink-runtime.version.properties";

  @Override
  public String[] getVersion() throws IOException {
    String version = Version.class.getPackage().getImplementationVersion();
    String commit = properties("git.properties").getProperty("git.commit.id.abbrev", "unknown");
    return new String[] {
      "trailwatch " + (version == null ? "(built from source)" : version),
      "commit " + commit,
      "Flink " + properties(FLINK).getProperty("project.version", "unknown"),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
    };
  }

  /** A resource's properties; empty if it is not there. */
  private static Properties properties(String resource) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(resource)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties;
  }
}
