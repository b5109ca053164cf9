package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Caret;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files and the texts that are expected for them; {@code -Dgolden=write} writes the expected texts
 * anew, for a person to read the difference.
 */
final class Golden {
  private static final Path ROOT = Path.of("src/test/resources/rulefiles");

  private Golden() {}

  static Stream<Path> files(String folder) {
    try (Stream<Path> all = Files.list(ROOT.resolve(folder))) {
      return all.filter(path -> path.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceText source(Path file) {
    try {
      return SourceText.of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String rendered(List<Issue> issues) {
    return issues.stream().map(Caret::render).collect(Collectors.joining());
  }

  static void check(Path file, String text) {
    Path golden = Path.of(file.toString().replaceAll("\\.yaml$", ".golden"));
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.writeString(golden, text);
      }
      assertThat(text).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
