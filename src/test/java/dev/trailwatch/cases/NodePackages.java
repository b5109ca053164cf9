package dev.trailwatch.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Node packages that tests use, installed from their lock file into target/npm, once. */
public final class NodePackages {
  private static final Path SOURCES = Path.of("src/test/npm");
  private static final Path FOLDER = Path.of("target/npm");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "loopback.js", "report-page.js");

  private NodePackages() {}

  /** The folder with the scripts and their {@code node_modules}. */
  public static synchronized Path install() throws IOException {
    Files.createDirectories(FOLDER);
    Path lock = FOLDER.resolve("package-lock.json");
    boolean fresh =
        Files.exists(FOLDER.resolve("node_modules/kinesis-local/main.js"))
            && Files.exists(FOLDER.resolve("node_modules/axe-core/axe.js"))
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
    for (String file : FILES) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!fresh) {
      Path log = FOLDER.resolve("npm.log");
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
          npm.destroyForcibly();
          throw new IllegalStateException("npm ci failed: " + Files.readString(log));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return FOLDER;
  }
}
