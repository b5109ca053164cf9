package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.event.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The language page says nothing that is not so.
 *
 * <p>{@code -Dtrailwatch.golden=update} writes its lines {@code means} anew.
 */
class LanguagePageTest {
  private static final Path PAGE = Path.of("src/site/markdown/pattern-language.md");

  @Test
  void everyExampleIsTrue() throws IOException, PatternException {
    FilterPattern pattern = FilterPattern.compile("");
    int examples = 0;
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      String text = line.length() > 13 ? line.substring(13) : "";
      String kind = line.startsWith("    ") && !text.isEmpty() ? line.substring(4, 13).strip() : "";
      switch (kind) {
        case "pattern" -> {
          pattern = FilterPattern.compile(text);
          examples++;
        }
        case "means" -> line = "    means    " + pattern.sentence();
        case "matches" ->
            assertThat(pattern.matches(LogEvent.of(text))).as("%s on %s", pattern, text).isTrue();
        case "not" ->
            assertThat(pattern.matches(LogEvent.of(text))).as("%s on %s", pattern, text).isFalse();
        case "refused" ->
            assertThatThrownBy(() -> FilterPattern.compile(text))
                .as(text)
                .isInstanceOf(PatternException.class);
        default -> assertThat(kind).as(line).isEmpty();
      }
      lines.add(line);
    }
    if ("update".equals(System.getProperty("trailwatch.golden"))) {
      Files.write(PAGE, lines);
    }
    assertThat(Files.readAllLines(PAGE)).isEqualTo(lines);
    assertThat(examples).isGreaterThanOrEqualTo(40);
  }
}
