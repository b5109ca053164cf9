package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.LogEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The production evaluation against the reference on generated pairs of pattern and event.
 *
 * <p>A million pairs a run; {@code -Dtrailwatch.pairs=100000000} for more, {@code
 * -Dtrailwatch.seed} for others.
 */
class ReferenceEvaluationTest {
  private static final int EVENTS = 400;
  private static final int EVENTS_PER_PATTERN = 50;
  private static final int PATTERNS_PER_ROUND = 400;

  @Test
  void saysWhatTheReferenceSays() throws PatternException {
    long pairs = Long.getLong("trailwatch.pairs", 1_000_000L);
    long seed = Long.getLong("trailwatch.seed", 1L);
    long done = 0;
    long matched = 0;
    for (long round = 0; done < pairs; round++) {
      ModelGenerator generator = new ModelGenerator(seed * 1_000_003 + round);
      List<LogEvent> events = new ArrayList<>();
      List<ReferenceEvaluation> references = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        String event = generator.event();
        events.add(LogEvent.of(event));
        references.add(new ReferenceEvaluation(event));
      }
      for (int i = 0; i < PATTERNS_PER_ROUND && done < pairs; i++) {
        Model model = generator.model();
        String text = generator.text(model);
        FilterPattern pattern = compile(text);
        assertThat(FilterPattern.compile(pattern.toString())).as(text).isEqualTo(pattern);
        for (int j = 0; j < EVENTS_PER_PATTERN; j++, done++) {
          int k = (i * EVENTS_PER_PATTERN + j) % EVENTS;
          boolean expected = references.get(k).matches(model);
          matched += expected ? 1 : 0;
          if (pattern.matches(events.get(k)) != expected) {
            throw new AssertionError(
                text + "\n" + events.get(k) + "\nmust " + (expected ? "" : "not ") + "match");
          }
        }
      }
    }
    System.out.printf("%,d pairs agree, %,d of them match (seed %d)%n", done, matched, seed);
    // neither all nor none: the pairs do ask something
    assertThat(matched).isBetween(done / 10, done / 2);
  }

  private static FilterPattern compile(String text) {
    try {
      return FilterPattern.compile(text);
    } catch (PatternException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  static List<PatternCase> recordedMatches() {
    return PatternCase.all().stream().filter(each -> !each.expect().equals("invalid")).toList();
  }

  @ParameterizedTest
  @MethodSource("recordedMatches")
  void traceSaysWhatThePatternSays(PatternCase each) throws PatternException {
    FilterPattern pattern = FilterPattern.compile(each.pattern());
    String trace = pattern.trace(LogEvent.of(each.message()));
    assertThat(trace).startsWith(each.expect().equals("match") ? "yes" : "no").endsWith("\n");
    assertThat(pattern.sentence()).isNotBlank().doesNotContain("  ");
  }
}
