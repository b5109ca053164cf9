package dev.trailwatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.ComparisonOperator;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.metric.Measurement;
import dev.trailwatch.metric.Statistic;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateReasonDataTest {
  private static long time(String text) {
    return Instant.parse(text).toEpochMilli();
  }

  /** The data of a real alarm, of July 2024. */
  @Test
  void oneBreachingDatapoint() {
    AlarmSpec spec =
        AlarmSpec.builder()
            .periodSeconds(60)
            .datapointsToAlarm(1)
            .operator(ComparisonOperator.GREATER_THAN)
            .threshold(12)
            .build();
    long start = time("2024-07-16T13:13:00Z");
    Verdict verdict =
        AlarmEvaluator.evaluateMeasured(
            spec, List.of(Measurement.of(start, 1051, 1051)), start + 60_000, AlarmState.OK);

    assertThat(StateReasonData.of(verdict, null, time("2024-07-16T13:14:42.817Z")))
        .isEqualTo(
            "{\"version\":\"1.0\",\"queryDate\":\"2024-07-16T13:14:42.817+0000\","
                + "\"startDate\":\"2024-07-16T13:13:00.000+0000\",\"statistic\":\"Sum\","
                + "\"period\":60,\"recentDatapoints\":[1051.0],\"threshold\":12.0,"
                + "\"evaluatedDatapoints\":[{\"timestamp\":\"2024-07-16T13:13:00.000+0000\","
                + "\"sampleCount\":1051.0,\"value\":1051.0}]}");
  }

  /** The data of a real alarm, of October 2021. */
  @Test
  void noDataAtAll() {
    AlarmSpec spec =
        AlarmSpec.builder()
            .statistic(Statistic.MAXIMUM)
            .evaluationPeriods(5)
            .threshold(10)
            .missingData(MissingData.MISSING)
            .build();
    Verdict verdict =
        AlarmEvaluator.evaluateMeasured(
            spec, List.of(), time("2021-10-14T14:54:00Z"), AlarmState.ALARM);

    assertThat(verdict.reason()).isEqualTo("Insufficient Data: 5 datapoints were unknown.");
    assertThat(StateReasonData.of(verdict, null, time("2021-10-14T14:49:54.786Z")))
        .isEqualTo(
            "{\"version\":\"1.0\",\"queryDate\":\"2021-10-14T14:49:54.786+0000\","
                + "\"statistic\":\"Maximum\",\"period\":300,\"recentDatapoints\":[],"
                + "\"threshold\":10.0,\"evaluatedDatapoints\":["
                + "{\"timestamp\":\"2021-10-14T14:49:00.000+0000\"},"
                + "{\"timestamp\":\"2021-10-14T14:44:00.000+0000\"},"
                + "{\"timestamp\":\"2021-10-14T14:39:00.000+0000\"},"
                + "{\"timestamp\":\"2021-10-14T14:34:00.000+0000\"},"
                + "{\"timestamp\":\"2021-10-14T14:29:00.000+0000\"}]}");
  }

  @Test
  void gapsAreNullAndHolesThatCountAreBareTimes() {
    AlarmSpec spec =
        AlarmSpec.builder()
            .periodSeconds(60)
            .evaluationPeriods(4)
            .datapointsToAlarm(2)
            .threshold(5)
            .build();
    Verdict verdict =
        AlarmEvaluator.evaluateMeasured(
            spec,
            List.of(Measurement.of(120_000, 1, 3), Measurement.of(0, 9, 1)),
            240_000,
            AlarmState.ALARM);

    assertThat(verdict.state()).isEqualTo(AlarmState.OK);
    assertThat(StateReasonData.of(verdict, "Count", 240_000))
        .contains("\"startDate\":\"1970-01-01T00:00:00.000+0000\",\"unit\":\"Count\"")
        .contains("\"recentDatapoints\":[9.0,null,1.0]")
        .endsWith(
            "\"evaluatedDatapoints\":[{\"timestamp\":\"1970-01-01T00:03:00.000+0000\"},"
                + "{\"timestamp\":\"1970-01-01T00:02:00.000+0000\",\"sampleCount\":3.0,"
                + "\"value\":1.0},{\"timestamp\":\"1970-01-01T00:01:00.000+0000\"}]}");
  }
}
