package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Summary;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Events by which somebody hopes to be overlooked, through the operator that matches. */
class HostileEventsTest {
  private static final long ARRIVAL = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
  private static final String RULES =
      """
      version: 1
      rules:
        - {name: stopped, pattern: '{ $.eventName = StopLogging }'}
        - {name: noise, pattern: '{ $.eventName = GetObject }'}
      """;

  @Test
  void anEventOfTheYear2262CountsWhereItArrivedAndMovesNoTime() throws Exception {
    try (var harness = harness()) {
      for (int i = 0; i < 1_000; i++) {
        String time = i == 500 ? "2262-04-11T23:47:16Z" : "2026-01-01T00:00:00Z";
        harness.processElement1(record(event("StopLogging", "e" + i, time)));
      }
      harness.setProcessingTime(10_000);
      assertThat(harness.getOutput()).noneMatch(Watermark.class::isInstance);
      List<PartialSum> sums = sums(harness);
      assertThat(sums.stream().mapToLong(sum -> sum.eventIds.length).sum()).isEqualTo(1_000);
      assertThat(sums).extracting(sum -> sum.minute).containsOnly(ARRIVAL);
    }
  }

  @Test
  void oneEventAmongManyOthersIsFoundAndItsEvidenceKept() throws Exception {
    try (var harness = harness()) {
      StringBuilder flood = new StringBuilder();
      for (int i = 0; i < 1_000; i++) {
        flood.append(event(i % 2 == 0 ? "GetObject" : "ListBuckets", "f" + i, null)).append('\n');
      }
      for (int i = 0; i < 100; i++) {
        harness.processElement1(record(flood.toString().replace("\"f", "\"" + i + "f")));
        if (i == 50) {
          harness.processElement1(record(event("StopLogging", "needle", null)));
        }
      }
      harness.setProcessingTime(10_000);
      List<PartialSum> found = new ArrayList<>(sums(harness));
      assertThat(count(found, "noise")).isEqualTo(50_000);
      found.removeIf(sum -> !sum.key.startsWith("stopped"));
      assertThat(found)
          .singleElement()
          .satisfies(
              sum ->
                  assertThat(MinuteTable.empty().unknownEvidence(sum).samples())
                      .singleElement()
                      .satisfies(event -> assertThat(event.eventID()).isEqualTo("needle")));
    }
  }

  private static long count(List<PartialSum> sums, String rule) {
    return sums.stream()
        .filter(sum -> sum.key.startsWith(rule))
        .mapToLong(
            sum ->
                sum.eventIds.length
                    + (sum.summary.length == 0 ? 0 : Summary.fromBytes(sum.summary).sampleCount()))
        .sum();
  }

  @Test
  void whatACallerWritesIntoItsParametersIsNoFieldOfTheRecord() throws Exception {
    try (var harness = harness()) {
      for (String event :
          List.of(
              "{\"requestParameters\":{\"eventName\":\"StopLogging\"},\"eventName\":\"x\"}",
              "{\"a\":\"\\\",\\\"eventName\\\":\\\"StopLogging\\\"\",\"eventName\":\"x\"}",
              "{\"a\":\"\\\\\",\"b\":\"\\\"eventName\\\":\\\"StopLogging\\\"\"}",
              "{\"a.eventName\":\"StopLogging\"}",
              "{\"$.eventName\":\"StopLogging\"}",
              "[{\"eventName\":\"StopLogging\"}]",
              "{\"eventName\":[\"StopLogging\"]}",
              "{\"eventName\":\"StopLogging \"}",
              "{\"eventName\":\"St\u043epLogging\"}")) {
        harness.processElement1(record(event));
      }
      harness.setProcessingTime(10_000);
      assertThat(sums(harness)).isEmpty();
      // of doubled keys the last counts, however it is written
      harness.processElement1(record("{\"eventName\":\"x\",\"\\u0065ventName\":\"StopLogging\"}"));
      assertThat(sums(harness)).hasSize(1);
    }
  }

  private static String event(String name, String id, String time) {
    return "{\"eventName\":\""
        + name
        + "\",\"eventID\":\""
        + id
        + "\",\"eventTime\":\""
        + (time == null ? "2026-01-01T00:00:00Z" : time)
        + "\"}";
  }

  private static StreamRecord<RawRecord> record(String lines) {
    return new StreamRecord<>(
        RawRecord.of(lines.getBytes(StandardCharsets.UTF_8), RawRecord.LINES, ARRIVAL, "s", "1"));
  }

  private static TwoInputStreamOperatorTestHarness<RawRecord, RuleSetRecord, PartialSum> harness()
      throws Exception {
    var harness = MatchOperatorTest.harness(null);
    harness.processElement2(new StreamRecord<>(MatchOperatorTest.rules(1, RULES, 0)));
    harness.setProcessingTime(1_000);
    sums(harness);
    return harness;
  }

  private static List<PartialSum> sums(
      TwoInputStreamOperatorTestHarness<RawRecord, RuleSetRecord, PartialSum> harness) {
    List<PartialSum> sums = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      if (element instanceof StreamRecord<?> record
          && record.getValue() instanceof PartialSum sum
          && sum.kind == PartialSum.SUM) {
        sums.add(sum);
      }
    }
    harness.getOutput().clear();
    return sums;
  }
}
