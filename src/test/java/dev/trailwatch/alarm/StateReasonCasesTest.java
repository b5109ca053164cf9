package dev.trailwatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.cases.JsonLines;
import dev.trailwatch.metric.Measurement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StateReasonCasesTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT);
  private static final List<JsonNode> CASES = JsonLines.resource("/alarm/state-reasons.jsonl");

  @Test
  void allCasesAreThere() {
    assertThat(CASES).hasSize(31);
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return CASES.stream()
        .map(
            testCase ->
                DynamicTest.dynamicTest(testCase.get("id").asText(), () -> check(testCase)));
  }

  private static void check(JsonNode testCase) {
    JsonNode datapointsToAlarm = testCase.get("datapointsToAlarm");
    AlarmSpec spec =
        AlarmSpec.builder()
            .periodSeconds(60)
            .evaluationPeriods(testCase.get("evaluationPeriods").intValue())
            .datapointsToAlarm(datapointsToAlarm.isNull() ? null : datapointsToAlarm.intValue())
            .operator(ComparisonOperator.parse(testCase.get("comparisonOperator").asText()))
            .threshold(testCase.get("threshold").doubleValue())
            .missingData(MissingData.parse(testCase.get("treatMissingData").asText()))
            .build();
    List<Measurement> used = new ArrayList<>();
    for (JsonNode point : testCase.get("realDatapointsNewestFirst")) {
      long start =
          LocalDateTime.parse(point.get("timestamp").asText(), TIME).toEpochSecond(ZoneOffset.UTC);
      used.add(Measurement.of(start * 1000, point.get("value").doubleValue(), 1));
    }
    AlarmState state = AlarmState.valueOf(testCase.get("state").asText());
    AlarmState previous = state == AlarmState.OK ? AlarmState.ALARM : AlarmState.OK;

    Verdict verdict = new Verdict(spec, previous, state, false, used, 0);

    assertThat(verdict.reason()).isEqualTo(testCase.get("expectReason").asText());
  }
}
