package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The error texts, whole, as a user sees them.
 *
 * <p>A golden file holds refused patterns, each between {@code >>>} and {@code ---}, and below it
 * what is said. To write the files anew after a change of words: {@code mvn test
 * -Dtest=PatternErrorsTest -Dtrailwatch.golden=update}, then read the difference.
 */
class PatternErrorsTest {
  private static final Path FOLDER = Path.of("src/test/resources/patterns/errors");
  private static final boolean UPDATE = "update".equals(System.getProperty("trailwatch.golden"));

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTold(Path file) throws IOException {
    String golden = Files.readString(file);
    StringBuilder told = new StringBuilder();
    for (String pattern : patterns(golden)) {
      told.append(">>>\n").append(pattern).append("\n---\n").append(errors(pattern)).append('\n');
    }
    if (UPDATE) {
      Files.writeString(file, told);
    }
    assertThat(told.toString()).isEqualTo(golden);
  }

  @Test
  void everyCodeIsInSomeFile() throws IOException {
    Set<PatternCode> seen = EnumSet.noneOf(PatternCode.class);
    // a selector for a metric value is no pattern, see ValueReferenceTest
    seen.add(PatternCode.VALUE_REFERENCE);
    Set<String> twoFaults = new TreeSet<>();
    for (Path file : files()) {
      for (String pattern : patterns(Files.readString(file))) {
        List<Issue> issues = issues(pattern);
        issues.forEach(issue -> seen.add((PatternCode) issue.code()));
        if (issues.size() > 1) {
          twoFaults.add(pattern);
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(PatternCode.values());
    assertThat(twoFaults).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void neverExceedTwenty() {
    assertThat(issues("{" + "a = b && ".repeat(100) + "}")).hasSize(20);
  }

  @Test
  void standInTheOrderOfTheText() throws IOException {
    for (Path file : files()) {
      for (String pattern : patterns(Files.readString(file))) {
        assertThat(issues(pattern))
            .as(pattern)
            .allSatisfy(
                issue -> {
                  assertThat(issue.span()).isNotNull();
                  assertThat(issue.span().start()).isBetween(0, pattern.length());
                  assertThat(issue.span().end())
                      .isBetween(issue.span().start(), pattern.length() + 1);
                });
        List<Integer> starts = issues(pattern).stream().map(issue -> issue.span().start()).toList();
        assertThat(starts).as(pattern).isSorted();
      }
    }
  }

  private static List<String> patterns(String golden) {
    List<String> patterns = new ArrayList<>();
    for (int at = golden.indexOf(">>>\n"); at >= 0; at = golden.indexOf("\n>>>\n", at)) {
      at = golden.indexOf(">>>\n", at) + 4;
      patterns.add(golden.substring(at, golden.indexOf("\n---\n", at)));
    }
    return patterns;
  }

  private static String errors(String pattern) {
    try {
      FilterPattern.compile(pattern);
      throw new AssertionError("accepted: " + pattern);
    } catch (PatternException e) {
      return e.getMessage() + "\n";
    }
  }

  private static List<Issue> issues(String pattern) {
    try {
      FilterPattern.compile(pattern);
      throw new AssertionError("accepted: " + pattern);
    } catch (PatternException e) {
      return e.issues();
    }
  }
}
