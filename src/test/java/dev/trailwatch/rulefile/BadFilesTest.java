package dev.trailwatch.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadFilesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  static Stream<Path> files() {
    return Golden.files("bad");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFaultIsToldAtOnceAsInTheGoldenFile(Path file) {
    List<Issue> issues = RuleFileReader.read(List.of(Golden.source(file)), TODAY).issues();

    assertThat(issues).isNotEmpty();
    Golden.check(file, Golden.rendered(issues));
  }

  @Test
  void everyCodeHasAGoldenFile() {
    Set<String> seen = new TreeSet<>(Set.of("R221"));
    files()
        .map(file -> RuleFileReader.read(List.of(Golden.source(file)), TODAY))
        .forEach(result -> result.issues().forEach(issue -> seen.add(issue.code().id())));

    assertThat(seen)
        .containsAll(
            Arrays.stream(RuleFileCode.values())
                .map(RuleFileCode::id)
                .collect(Collectors.toList()));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsParsed() {
    String text = "version: 1\n# " + "x".repeat(1 << 20);

    List<Issue> issues = RuleFileReader.read(List.of(SourceText.of("big.yaml", text))).issues();

    assertThat(Golden.rendered(issues)).contains("larger than 1 MiB").contains("R202");
  }
}
