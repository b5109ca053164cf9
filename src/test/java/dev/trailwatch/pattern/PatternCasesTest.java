package dev.trailwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.LogEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternCasesTest {
  static List<PatternCase> cases() {
    return PatternCase.all();
  }

  @Test
  void noneIsMissing() {
    assertThat(cases()).hasSize(1033);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredAsCloudWatchAnswers(PatternCase each) {
    assertThat(answer(each.pattern(), each.message()))
        .as("%s on %s", each.pattern(), each.message())
        .isEqualTo(each.expect());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheSameInCanonicalForm(PatternCase each) throws PatternException {
    if (each.expect().equals("invalid")) {
      return;
    }
    FilterPattern pattern = FilterPattern.compile(each.pattern());
    FilterPattern again = FilterPattern.compile(pattern.toString());
    assertThat(again).isEqualTo(pattern);
    assertThat(again.toString()).isEqualTo(pattern.toString());
    assertThat(again.matches(LogEvent.of(each.message()))).isEqualTo(each.expect().equals("match"));
  }

  private static String answer(String pattern, String message) {
    try {
      return FilterPattern.compile(pattern).matches(LogEvent.of(message)) ? "match" : "nomatch";
    } catch (PatternException e) {
      return "invalid";
    }
  }
}
