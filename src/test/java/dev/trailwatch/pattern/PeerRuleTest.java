package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.event.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tests of other engines' rules, their rules translated to filter patterns. */
class PeerRuleTest {
  /** Data of third parties, not part of the project. */
  private static final Path FILE = Path.of("../shared/data/peer-rule-tests.jsonl");

  @Test
  void otherEnginesRulesGiveTheirExpectedMatches() throws IOException, PatternException {
    if (!Files.exists(FILE)) {
      System.out.println("not run, for want of " + FILE + ": the peers' rule tests");
      return;
    }
    ObjectMapper json = new ObjectMapper();
    int extended = 0;
    for (String line : Files.readAllLines(FILE)) {
      JsonNode each = json.readTree(line);
      FilterPattern pattern =
          FilterPattern.compile(each.get("pattern").textValue(), Dialect.EXTENDED);
      LogEvent event = LogEvent.of(json.writeValueAsString(each.get("event")));
      assertThat(pattern.matches(event))
          .as("%s, %s", each.get("rule"), each.get("test"))
          .isEqualTo(each.get("expected").booleanValue());
      assertThat(FilterPattern.compile(pattern.toString(), Dialect.EXTENDED)).isEqualTo(pattern);
      extended += pattern.usesExtensions() ? 1 : 0;
    }
    // as many as the file itself marks: longer than 1,024 characters, or with several wildcards
    assertThat(extended).isPositive();
  }
}
