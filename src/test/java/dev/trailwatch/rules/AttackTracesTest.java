package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.TimelineFile;
import dev.trailwatch.rulefile.TimelineTest;
import dev.trailwatch.ruletest.RuleTester;
import dev.trailwatch.ruletest.TestOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Known attack techniques, each as a minimal trace of our own making, and the alarms that it must
 * raise. A technique is named by its tactic and what it does.
 */
class AttackTracesTest {
  private static final Path TRACES = Path.of("src/test/resources/traces");

  /** How many techniques there are of each tactic. */
  private static final Set<String> TACTICS =
      Set.of(
          "credential-access 5",
          "defense-evasion 7",
          "discovery 3",
          "execution 5",
          "exfiltration 5",
          "impact 5",
          "initial-access 1",
          "lateral-movement 2",
          "persistence 10",
          "privilege-escalation 1");

  private static RuleSet rules;

  @BeforeAll
  static void load() throws IOException {
    rules = ShippedRules.load();
  }

  static Stream<TimelineTest> traces() throws IOException {
    List<TimelineTest> traces = new ArrayList<>();
    for (SourceText file : RuleDirectory.load(TRACES)) {
      TimelineFile timeline = TimelineFile.read(file);
      assertThat(timeline.issues()).isEmpty();
      traces.addAll(timeline.tests());
    }
    return traces.stream();
  }

  @ParameterizedTest
  @MethodSource("traces")
  void theRuleThatHasToFireFires(TimelineTest trace) {
    assertThat(trace.expectations()).isNotEmpty();
    assertThat(RuleTester.timelines(rules, List.of(trace))).allMatch(TestOutcome::passed);
  }

  @Test
  void everyTechniqueHasItsTrace() throws IOException {
    Set<String> names = new TreeSet<>();
    traces().forEach(trace -> names.add(trace.name()));
    Set<String> tactics = new TreeSet<>();
    for (String tactic : names.stream().map(name -> name.split("\\.", 2)[0]).distinct().toList()) {
      long techniques = names.stream().filter(name -> name.startsWith(tactic + ".")).count();
      tactics.add(tactic + " " + techniques);
    }

    assertThat(tactics).isEqualTo(TACTICS);
  }
}
