package dev.trailwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailwatch.diagnostic.Code;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.pattern.PatternCode;
import dev.trailwatch.pattern.PatternException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsPageTest {
  /** Every code of every package, so that a new enum of codes is found unasked. */
  static List<Code> codes() throws IOException {
    Path classes = Path.of("target/classes");
    try (Stream<Path> files = Files.walk(classes.resolve("dev/trailwatch"))) {
      return files
          .map(file -> classes.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(".class"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(type -> type.isEnum() && Code.class.isAssignableFrom(type))
          .flatMap(type -> Stream.of(type.getEnumConstants()))
          .map(Code.class::cast)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ErrorsPageTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void idsAreUniqueAndWellFormed() throws IOException {
    assertThat(codes()).contains(PatternCode.values());
    assertThat(codes())
        .extracting(Code::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[A-Z][0-9]{3}"));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void hasASectionTitledByItsSummary(Code code) throws IOException {
    assertThat(ErrorsPage.section(code.id()))
        .as("a section of errors.md")
        .startsWith("### " + code.id() + " " + code.summary() + "\n");
  }

  @ParameterizedTest
  @EnumSource(PatternCode.class)
  void showsARefusedAndAnAcceptedPattern(PatternCode code) throws IOException {
    String section = ErrorsPage.section(code.id());
    List<String> refused = examples(section, "    refused   ");
    assertThat(refused)
        .allSatisfy(
            pattern -> {
              PatternException thrown =
                  catchThrowableOfType(
                      PatternException.class, () -> FilterPattern.compile(pattern));
              assertThat(thrown).as(pattern).isNotNull();
              assertThat(thrown.issues()).extracting(Issue::code).containsOnly(code);
            });
    assertThat(examples(section, "    accepted  "))
        .hasSameSizeAs(refused)
        .allSatisfy(
            pattern ->
                assertThatCode(() -> FilterPattern.compile(pattern)).doesNotThrowAnyException());
  }

  private static List<String> examples(String section, String prefix) {
    return section
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }
}
