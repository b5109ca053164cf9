package dev.trailwatch.benchmark;

import dev.trailwatch.pattern.FilterPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes a generated mix as a rule file, to measure whole commands with.
 *
 * <p>Usage: {@code java -cp target/benchmarks.jar dev.trailwatch.benchmark.RuleMixFile FILE
 * [rules]}, then {@code trailwatch replay --rules FILE --input ARCHIVE}.
 */
public final class RuleMixFile {
  private RuleMixFile() {}

  /** Writes the file. */
  public static void main(String[] arguments) throws IOException {
    int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    Files.writeString(Path.of(arguments[0]), text(size), StandardCharsets.UTF_8);
  }

  /** A rule file's text. */
  public static String text(int size) {
    List<FilterPattern> patterns = RuleMix.of("mix", size).patterns();
    StringBuilder out = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < patterns.size(); i++) {
      String quoted = patterns.get(i).text().replace("'", "''");
      out.append(String.format(Locale.ROOT, "  - name: rule-%04d%n    pattern: '%s'%n", i, quoted));
      out.append("    alarm: {threshold: 1000000, group_by: ['@principal']}\n");
    }
    return out.toString();
  }
}
