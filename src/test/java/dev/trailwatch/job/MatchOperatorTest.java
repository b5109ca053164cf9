package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailwatch.wire.DeadLetterRecord;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MatchOperatorTest {
  private static final String RULES =
      """
      version: 1
      rules:
        - name: denied
          pattern: '{ $.errorCode = "AccessDenied" }'
      """;
  private static final String OTHER_RULES =
      """
      version: 1
      rules:
        - name: deleted
          pattern: '{ $.eventName = "DeleteTrail" }'
      """;

  @Test
  void rulesBesideIdleDataMoveNoTime() throws Exception {
    try (var harness = harness(null)) {
      harness.processWatermarkStatus1(WatermarkStatus.IDLE);
      harness.processWatermarkStatus2(WatermarkStatus.IDLE);
      harness.processElement2(new StreamRecord<>(rules(1, OTHER_RULES, 5_000)));
      harness.setProcessingTime(60_000);
      assertThat(harness.getOutput()).noneMatch(Watermark.class::isInstance);
    }
  }

  @Test
  void idleRulesHoldNoTimeBack() throws Exception {
    try (var harness = harness(null)) {
      harness.processWatermarkStatus2(WatermarkStatus.IDLE);
      harness.processWatermark1(new Watermark(42));
      assertThat(harness.getOutput()).contains(new Watermark(42));
    }
  }

  @Test
  void theFirstMatchOfASlotGoesAtOnceAndTheRestAtItsEnd() throws Exception {
    try (var harness = harness(null)) {
      harness.setProcessingTime(1_000);
      sums(harness);
      harness.processElement1(new StreamRecord<>(denied(1)));
      assertThat(sums(harness)).singleElement().satisfies(sum -> assertThat(events(sum)).isOne());
      harness.processElement1(new StreamRecord<>(denied(2)));
      harness.processElement1(new StreamRecord<>(denied(3)));
      assertThat(sums(harness)).isEmpty();
      harness.setProcessingTime(1_200);
      assertThat(sums(harness))
          .singleElement()
          .satisfies(sum -> assertThat(events(sum)).isEqualTo(2));
    }
  }

  @Test
  void noWatermarkAndNoBarrierOvertakesAnEvent() throws Exception {
    try (var harness = harness(null)) {
      harness.processElement1(new StreamRecord<>(denied(1)));
      harness.processElement1(new StreamRecord<>(denied(2)));
      harness.processWatermarkStatus2(WatermarkStatus.IDLE);
      harness.processWatermark1(new Watermark(7));
      List<Object> output = new ArrayList<>(harness.getOutput());
      assertThat(output.get(output.size() - 1)).isEqualTo(new Watermark(7));
      assertThat(sums(harness)).extracting(MatchOperatorTest::events).containsExactly(1L, 1L);
      harness.processElement1(new StreamRecord<>(denied(3)));
      harness.processElement1(new StreamRecord<>(denied(4)));
      sums(harness);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(sums(harness)).extracting(MatchOperatorTest::events).containsExactly(1L);
    }
  }

  @Test
  void eachRecordIsJudgedByTheSetInForceAtItsArrival() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(null)) {
      harness.processElement2(new StreamRecord<>(rules(1, OTHER_RULES, 5_000)));
      sums(harness);
      harness.processElement1(
          new StreamRecord<>(record("{\"errorCode\":\"AccessDenied\"}", 4_999)));
      harness.processElement1(new StreamRecord<>(record("{\"eventName\":\"DeleteTrail\"}", 4_999)));
      assertThat(sums(harness)).extracting(sum -> sum.setNumber).containsExactly(0L);
      harness.processElement1(
          new StreamRecord<>(record("{\"errorCode\":\"AccessDenied\"}", 5_000)));
      harness.processElement1(new StreamRecord<>(record("{\"eventName\":\"DeleteTrail\"}", 5_000)));
      assertThat(sums(harness)).extracting(sum -> sum.setNumber).containsExactly(1L);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(snapshot)) {
      harness.processElement1(
          new StreamRecord<>(record("{\"errorCode\":\"AccessDenied\"}", 4_999)));
      harness.processElement1(new StreamRecord<>(record("{\"eventName\":\"DeleteTrail\"}", 5_000)));
      assertThat(sums(harness)).extracting(sum -> sum.setNumber).containsExactly(0L, 1L);
    }
  }

  @Test
  void noRecordSeesAMixedSetHoweverOftenSetsChange() throws Exception {
    try (var harness = harness(null)) {
      harness.setProcessingTime(0);
      int sets = 60;
      for (int arrival = 0; arrival < 1_000 * sets; arrival += 100) {
        if (arrival % 1_000 == 0) {
          // told of 1.5 s before it holds, and not compiled yet when it is told of
          int number = arrival / 1_000 + 1;
          harness.processElement2(
              new StreamRecord<>(rules(number, threeRules(number), arrival + 1_500L)));
        }
        harness.processElement1(
            new StreamRecord<>(record("{\"errorCode\":\"AccessDenied\"}", arrival)));
        int expected = Math.max(0, (arrival - 500) / 1_000);
        List<PartialSum> sums = sums(harness);
        assertThat(sums)
            .hasSize(expected == 0 ? 1 : 3)
            .allSatisfy(sum -> assertThat(sum.setNumber).isEqualTo(expected));
        if (expected > 0) {
          assertThat(sums)
              .extracting(sum -> sum.alarmId)
              .allMatch(id -> id.startsWith("s" + expected + "-"))
              .doesNotHaveDuplicates();
        }
        harness.prepareSnapshotPreBarrier(arrival); // each record in a slot of its own
        sums(harness);
      }
    }
  }

  private static String threeRules(int set) {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n");
    for (int rule = 0; rule < 3; rule++) {
      text.append("  - name: s%d-%d\n    pattern: '{ $.errorCode = A* }'\n".formatted(set, rule));
    }
    return text.toString();
  }

  @Test
  void aBadRecordIsKeptWithItsReasonAndCostsNothingElse() throws Exception {
    try (var harness = harness(null)) {
      RawRecord bad =
          RawRecord.of(new byte[] {0x1f, (byte) 0x8b, 8, 0}, RawRecord.SUBSCRIPTION, 1, "s", "9");
      harness.processElement1(new StreamRecord<>(bad));
      harness.processElement1(new StreamRecord<>(denied(1)));
      List<DeadLetterRecord> letters =
          harness.getSideOutput(MatchOperator.DEAD_LETTERS).stream()
              .map(StreamRecord::getValue)
              .toList();
      assertThat(letters).hasSize(1);
      assertThat(letters.get(0).bytes).isEqualTo(bad.bytes);
      assertThat(letters.get(0).reason).startsWith("gzip-");
      assertThat(letters.get(0).sequence).isEqualTo("9");
      assertThat(sums(harness)).hasSize(1);
    }
  }

  @Test
  void ofAnArchiveACheckpointHoldsWhatWasCountedAndWhenItBegan() throws Exception {
    JobOptions archive = JobOptions.bounded("auto", "000000000000", "us-east-1", Map.of());
    OperatorSubtaskState halfWay;
    try (var harness = harness(null, archive)) {
      harness.processElement1(new StreamRecord<>(denied(1)));
      RawRecord bad =
          RawRecord.of(new byte[] {0x1f, (byte) 0x8b, 8, 0}, RawRecord.LINES, 1, "s", "9");
      harness.processElement1(new StreamRecord<>(bad));
      harness.prepareSnapshotPreBarrier(1);
      halfWay = harness.snapshot(1, 1);
    }
    OperatorSubtaskState over;
    try (var harness = harness(halfWay, archive)) {
      String later = "{\"eventTime\":\"2026-01-01T01:00:00Z\",\"eventID\":\"e-2\",\"a\":1}";
      harness.processElement1(new StreamRecord<>(record(later, 1_767_229_200_000L)));
      harness.processWatermark1(Watermark.MAX_WATERMARK);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      over = harness.snapshot(2, 2);
      List<Long> seeds =
          harness.extractOutputValues().stream()
              .filter(sum -> sum.kind == PartialSum.SEED)
              .map(sum -> sum.minute)
              .distinct()
              .toList();
      assertThat(seeds).as("where the alarms begin").containsExactly(1_767_225_600_000L);
      harness.getOperator().finish();
      Map<String, Accumulator<?, ?>> counts =
          harness.getEnvironment().getAccumulatorRegistry().getUserMap();
      assertThat(counts.get("eventsIn").getLocalValue()).isEqualTo(2L);
      assertThat(counts.get("recordsIn").getLocalValue()).isEqualTo(3L);
      assertThat((List<?>) counts.get("refused").getLocalValue()).hasSize(1);
    }
    assertThatThrownBy(() -> harness(over, archive))
        .as("a checkpoint from after the end")
        .hasStackTraceContaining(ReadingEnded.class.getName());
  }

  static TwoInputStreamOperatorTestHarness<RawRecord, RuleSetRecord, PartialSum> harness(
      OperatorSubtaskState state) throws Exception {
    return harness(
        state, JobOptions.live("auto", 86_400_000, "000000000000", "us-east-1", Map.of()));
  }

  private static TwoInputStreamOperatorTestHarness<RawRecord, RuleSetRecord, PartialSum> harness(
      OperatorSubtaskState state, JobOptions options) throws Exception {
    var harness =
        new TwoInputStreamOperatorTestHarness<>(
            new MatchOperator(rules(0, RULES, Long.MIN_VALUE), options));
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  static RuleSetRecord rules(long number, String text, long effectiveFrom) {
    RuleSetRecord rules = new RuleSetRecord();
    rules.number = number;
    rules.version = "v" + number;
    rules.effectiveFrom = effectiveFrom;
    rules.adoptedOn = 20_000;
    rules.names = new String[] {"rules.yaml"};
    rules.texts = new String[] {text};
    return rules;
  }

  private static RawRecord denied(int id) {
    String event =
        "{\"eventTime\":\"2026-01-01T00:00:00Z\",\"eventID\":\"e-%d\",\"errorCode\":\"AccessDenied\"}";
    return record(event.formatted(id), 1_767_225_600_000L);
  }

  private static RawRecord record(String line, long arrival) {
    return RawRecord.of(
        line.getBytes(StandardCharsets.UTF_8), RawRecord.LINES, arrival, "shard", "1");
  }

  private static long events(PartialSum sum) {
    return sum.eventIds.length;
  }

  /** Takes the sums of events out of the output; seeds are left aside. */
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
