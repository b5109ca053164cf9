package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.cases.JsonLines;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Statistic;
import dev.trailwatch.metric.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlarmStateCasesTest {
  private static final List<JsonNode> CASES = JsonLines.resource("/alarm/alarm-states.jsonl");

  @Test
  void allCasesAreThere() {
    assertThat(CASES).hasSize(153);
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return CASES.stream()
        .map(
            testCase ->
                DynamicTest.dynamicTest(testCase.get("id").asText(), () -> check(testCase)));
  }

  private static void check(JsonNode testCase) {
    AlarmSpec spec = spec(testCase);
    List<Datapoint> newestFirst = new ArrayList<>();
    JsonNode values = testCase.get("datapoints");
    int evaluations = testCase.get("expectStates").size();
    AlarmState state = AlarmState.valueOf(testCase.get("initialState").asText());
    List<String> states = new ArrayList<>();
    List<String> transitions = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      long start = i * spec.period().millis();
      if (!values.get(i).isNull()) {
        newestFirst.add(0, Datapoint.of(start, Summary.of(values.get(i).doubleValue())));
      }
      int evaluation = i - (values.size() - evaluations);
      if (evaluation >= 0) {
        long end = start + spec.period().millis();
        Verdict verdict = AlarmEvaluator.evaluate(spec, newestFirst, end, state);
        states.add(verdict.state().name());
        if (verdict.isTransition()) {
          transitions.add("[" + evaluation + ",\"" + state + "\",\"" + verdict.state() + "\"]");
        }
        state = verdict.state();
      }
    }
    List<String> expected = new ArrayList<>();
    testCase.get("expectStates").forEach(node -> expected.add(node.asText()));
    assertThat(states).isEqualTo(expected);
    assertThat(transitions)
        .hasToString(testCase.get("expectTransitions").toString().replace("],[", "], ["));
  }

  static AlarmSpec spec(JsonNode testCase) {
    JsonNode alarm = testCase.get("alarm");
    int period = alarm.get("period").intValue();
    int evaluationPeriods = alarm.get("evaluationPeriods").intValue();
    return AlarmSpec.builder()
        .statistic(Statistic.parse(alarm.get("statistic").asText()))
        .periodSeconds(period)
        .evaluationPeriods(evaluationPeriods)
        .datapointsToAlarm(alarm.get("datapointsToAlarm").intValue())
        .threshold(alarm.get("threshold").doubleValue())
        .operator(ComparisonOperator.parse(alarm.get("comparisonOperator").asText()))
        .missingData(MissingData.parse(alarm.get("treatMissingData").asText()))
        .evaluationRange(
            testCase.has("evaluationRange")
                ? testCase.get("evaluationRange").intValue()
                : AlarmSpec.cloudWatchEvaluationRange(period, evaluationPeriods))
        .build();
  }
}
