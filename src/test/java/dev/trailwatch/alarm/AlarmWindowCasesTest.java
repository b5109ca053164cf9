package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.cases.JsonLines;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.metric.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlarmWindowCasesTest {
  private static final long MINUTE = 60_000;
  private static final List<JsonNode> CASES = JsonLines.resource("/alarm/alarm-windows.jsonl");

  @Test
  void allCasesAreThere() {
    assertThat(CASES).hasSize(12);
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return CASES.stream()
        .map(
            testCase ->
                DynamicTest.dynamicTest(
                    testCase.get("id").asText() + " " + testCase.get("evaluationWindow").asText(),
                    () -> check(testCase)));
  }

  private static void check(JsonNode testCase) {
    AlarmSpec spec = AlarmStateCasesTest.spec(testCase);
    List<Datapoint> minutes = new ArrayList<>();
    for (JsonNode sum : testCase.get("minuteSums")) {
      minutes.add(Datapoint.of(minutes.size() * MINUTE, Summary.of(sum.doubleValue())));
    }
    boolean sliding = testCase.get("evaluationWindow").asText().equals("SLIDING");
    long step = sliding ? MINUTE : spec.period().millis();
    AlarmState state = AlarmState.valueOf(testCase.get("initialState").asText());
    long first = spec.evaluationPeriods() * spec.period().millis();
    List<String> states = new ArrayList<>();
    for (long end = first; end <= minutes.size() * MINUTE; end += step) {
      Window window = Window.of(end, spec.period(), spec.evaluationRange());
      state = AlarmEvaluator.evaluate(spec, window.datapoints(minutes), end, state).state();
      states.add("[" + end / MINUTE + ",\"" + state + "\"]");
    }
    assertThat(states)
        .hasToString(testCase.get("expectStateAtMinuteEnd").toString().replace("],[", "], ["));
  }
}
