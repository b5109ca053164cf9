package dev.trailwatch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.cases.JsonLines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StatisticCasesTest {
  private static final List<JsonNode> CASES = JsonLines.resource("/metric/statistics.jsonl");

  @Test
  void allCasesAreThere() {
    assertThat(CASES).hasSize(18);
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return CASES.stream()
        .map(
            testCase ->
                DynamicTest.dynamicTest(
                    testCase.get("id").asText() + " " + testCase.get("statistic").asText(),
                    () -> check(testCase)));
  }

  private static void check(JsonNode testCase) {
    Statistic statistic = Statistic.parse(testCase.get("statistic").asText());
    Summary summary = null;
    for (JsonNode sample : testCase.get("samples")) {
      Summary one = Summary.of(sample.doubleValue());
      summary = summary == null ? one : summary.merge(one);
    }
    JsonNode expected = testCase.get("expectDatapoint");
    if (expected.isNull()) {
      assertThat(summary).isNull();
    } else {
      assertThat(statistic.of(summary)).isEqualTo(expected.doubleValue());
    }
  }
}
