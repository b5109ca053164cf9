package dev.trailwatch.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the solver says against the engine's own evaluation: nothing that it calls impossible
 * happens, and the events that it shows match.
 */
class SolverPropertiesTest {
  private static final int PATTERNS = 2_000;
  private static final String[] FIELDS = {"$.a", "$.b", "$.a.c", "$.l[0]"};
  private static final String[] VALUES = {
    "\"x\"", "\"y\"", "\"x*\"", "\"*y\"", "\"x*y\"", "\"*\"", "1", "2", "1.0", "\"1\"", "%^x%",
    "\"1*\""
  };
  private static final String[] LEAVES = {
    "null",
    "true",
    "false",
    "\"x\"",
    "\"y\"",
    "\"xy\"",
    "\"xay\"",
    "\"1\"",
    "\"\"",
    "1",
    "1.0",
    "2",
    "1.5",
    "0",
    "10",
    "{}",
    "[]",
    "[null]",
    "{\"c\":\"x\"}",
    "{\"c\":1}",
    "[\"x\"]",
    "[1,2]"
  };

  private final Random random = new Random(20_261_121);

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }

  private String condition(int depth) {
    int kind = random.nextInt(depth > 2 ? 6 : 10);
    if (kind >= 6) {
      String joined = kind >= 8 ? " && " : " || ";
      return "(" + condition(depth + 1) + joined + condition(depth + 1) + ")";
    }
    return switch (kind) {
      case 0 -> pick(FIELDS) + " NOT EXISTS";
      case 1 -> pick(FIELDS) + " IS " + pick("NULL", "TRUE", "FALSE");
      case 2 -> pick(FIELDS) + pick(" < ", " > ", " <= ", " >= ") + pick("1", "2", "1.5");
      default -> pick(FIELDS) + pick(" = ", " != ") + pick(VALUES);
    };
  }

  private String event() {
    List<String> members = new ArrayList<>();
    for (String name : List.of("a", "b", "l")) {
      if (random.nextInt(5) > 0) {
        members.add("\"" + name + "\":" + pick(LEAVES));
      }
    }
    return "{" + String.join(",", members) + "}";
  }

  @Test
  void whatIsImpossibleNeverHappensAndWhatIsShownMatches() throws Exception {
    int impossible = 0;
    int shown = 0;
    int matched = 0;
    int tautologies = 0;
    for (int i = 0; i < PATTERNS; i++) {
      FilterPattern pattern = FilterPattern.compile("{ " + condition(0) + " }", Dialect.EXTENDED);
      boolean never = Solver.impossible(null, List.of(Claim.that(pattern)));
      boolean always = Solver.impossible(null, List.of(Claim.not(pattern)));
      for (int j = 0; j < 60; j++) {
        LogEvent event = LogEvent.of(event());
        boolean matches = pattern.matches(event);
        assertThat(never && matches).as("%s matches %s", pattern, event).isFalse();
        assertThat(always && !matches).as("%s does not match %s", pattern, event).isFalse();
      }
      impossible += never ? 1 : 0;
      tautologies += always ? 1 : 0;
      for (ObjectNode event : Solver.events(null, List.of(Claim.that(pattern)), 4)) {
        shown++;
        boolean matches = pattern.matches(LogEvent.of(event.toString()));
        matched += matches ? 1 : 0;
      }
    }
    System.out.printf(
        "%d patterns: %d impossible, %d always; %d events shown, %d match%n",
        PATTERNS, impossible, tautologies, shown, matched);
    assertThat(impossible).isGreaterThan(50);
    assertThat(matched).isEqualTo(shown);
  }
}
