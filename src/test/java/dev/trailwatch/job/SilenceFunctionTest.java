package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.Payloads;
import dev.trailwatch.wire.LifeSign;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RefusalRecord;
import dev.trailwatch.wire.SilenceRecord;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The dead man's switch, and the news about records that cannot be decoded. */
class SilenceFunctionTest {
  private static final long AFTER = 1_800_000;

  @Test
  void aSilenceIsToldOnceAndOnceMoreWhenItEnds() throws Exception {
    try (var harness = silences(null)) {
      harness.setProcessingTime(1_000);
      harness.processElement(sign("trail", 900), 0);
      harness.setProcessingTime(1_000_000);
      harness.processElement(sign("trail", 999_000), 0);
      harness.setProcessingTime(1_000_000 + AFTER - 1);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.setProcessingTime(1_000_000 + AFTER);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              news -> {
                assertThat(news.silent).isTrue();
                assertThat(news.account).isEqualTo("111122223333");
                assertThat(news.logGroup).isEqualTo("trail");
                assertThat(news.lastArrival).isEqualTo(999_000);
              });
      harness.setProcessingTime(100 * AFTER);
      assertThat(harness.extractOutputValues()).hasSize(1);
      harness.processElement(sign("trail", 99 * AFTER), 0);
      assertThat(harness.extractOutputValues())
          .extracting(n -> n.silent)
          .containsExactly(true, false);
      harness.setProcessingTime(102 * AFTER);
      assertThat(harness.extractOutputValues())
          .extracting(n -> n.silent)
          .containsExactly(true, false, true);
    }
  }

  @Test
  void eachLogGroupIsSilentForItself() throws Exception {
    try (var harness = silences(null)) {
      harness.setProcessingTime(0);
      harness.processElement(sign("one", 0), 0);
      harness.processElement(sign("other", 0), 0);
      harness.setProcessingTime(AFTER / 2);
      harness.processElement(sign("other", AFTER / 2), 0);
      harness.setProcessingTime(AFTER);
      assertThat(harness.extractOutputValues()).extracting(n -> n.logGroup).containsExactly("one");
    }
  }

  @Test
  void aJobThatWasAwayListensBeforeItJudgesAndTellsASilenceOnceAcrossARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = silences(null)) {
      harness.setProcessingTime(0);
      harness.processElement(sign("alive", 0), 0);
      harness.processElement(sign("dead", 0), 0);
      snapshot = harness.snapshot(1, 1);
    }
    OperatorSubtaskState told;
    try (var harness = silences(snapshot)) {
      harness.setProcessingTime(10 * AFTER);
      assertThat(harness.extractOutputValues()).as("it has heard nobody yet").isEmpty();
      harness.processElement(sign("alive", 9 * AFTER), 0);
      harness.setProcessingTime(10 * AFTER + 60_000);
      assertThat(harness.extractOutputValues()).extracting(n -> n.logGroup).containsExactly("dead");
      told = harness.snapshot(2, 2);
    }
    try (var harness = silences(told)) {
      harness.setProcessingTime(10 * AFTER + 120_000);
      harness.setProcessingTime(10 * AFTER + 300_000);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  /** Nothing has ever been heard, so there is no log group that could be missed. */
  @Test
  void aSourceThatIsSilentFromTheStartIsToldAndSoIsItsFirstEvent() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = silences(null)) {
      harness.setProcessingTime(1_000);
      harness.processElement(LifeSigns.listening(), 0);
      harness.setProcessingTime(AFTER - 1);
      assertThat(harness.extractOutputValues()).isEmpty();
      snapshot = harness.snapshot(1, 1);
    }
    // a start is no sign of life, however often it happens; but each one listens for a while
    OperatorSubtaskState told;
    try (var harness = silences(snapshot)) {
      harness.setProcessingTime(AFTER);
      harness.processElement(LifeSigns.listening(), 0);
      harness.setProcessingTime(AFTER + 59_999);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.setProcessingTime(AFTER + 62_000);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              news -> {
                assertThat(news.silent).isTrue();
                assertThat(news.account).isEmpty();
                assertThat(news.logGroup).isEmpty();
                assertThat(news.since).isEqualTo(1_000);
              });
      told = harness.snapshot(2, 2);
    }
    try (var harness = silences(told)) {
      harness.setProcessingTime(3 * AFTER);
      harness.processElement(LifeSigns.listening(), 0);
      harness.setProcessingTime(4 * AFTER);
      assertThat(harness.extractOutputValues()).as("told already").isEmpty();
      harness.processElement(sign("", "", 4 * AFTER), 0);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              news -> {
                assertThat(news.silent).isFalse();
                assertThat(news.since).isEqualTo(1_000);
              });
      // from now on each log group is missed for itself
      harness.processElement(sign("trail", 4 * AFTER), 0);
      harness.setProcessingTime(9 * AFTER);
      assertThat(harness.extractOutputValues())
          .extracting(news -> news.silent + " " + news.logGroup)
          .containsExactly("false ", "true trail");
    }
  }

  @Test
  void aSourceThatIsHeardInTimeIsNeverCalledSilent() throws Exception {
    try (var harness = silences(null)) {
      harness.setProcessingTime(0);
      // another subtask may hear something before the first one says that it listens
      harness.processElement(sign("", "", 5), 0);
      harness.processElement(LifeSigns.listening(), 0);
      harness.setProcessingTime(5 * AFTER);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
    try (var harness = silences(null)) {
      harness.setProcessingTime(0);
      harness.processElement(LifeSigns.listening(), 0);
      harness.setProcessingTime(AFTER / 2);
      harness.processElement(sign("", "", AFTER / 2), 0);
      harness.setProcessingTime(5 * AFTER);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void onlyRecordsWithEventsAreSignsOfLife() throws Exception {
    try (var harness = MatchOperatorTest.harness(null)) {
      harness.setProcessingTime(0);
      String none = Payloads.data();
      for (byte[] record :
          List.of(
              Payloads.gzip(Payloads.CONTROL),
              Payloads.utf8(none),
              Payloads.utf8(Payloads.data("{}").substring(20)))) {
        harness.processElement1(
            new StreamRecord<>(RawRecord.of(record, RawRecord.SUBSCRIPTION, 5, "s", "1")));
      }
      harness.setProcessingTime(5_000);
      assertThat(harness.getSideOutput(MatchOperator.LIFE_SIGNS))
          .as("that it listens")
          .extracting(sign -> sign.getValue().arrival)
          .containsExactly(Long.MIN_VALUE);
      harness.getSideOutput(MatchOperator.LIFE_SIGNS).clear();
      for (long arrival : new long[] {7, 9, 8}) {
        byte[] record = Payloads.gzip(Payloads.data("{}"));
        harness.processElement1(
            new StreamRecord<>(RawRecord.of(record, RawRecord.SUBSCRIPTION, arrival, "s", "2")));
      }
      harness.setProcessingTime(10_000);
      assertThat(harness.getSideOutput(MatchOperator.LIFE_SIGNS))
          .filteredOn(sign -> sign.getValue().logGroup.isEmpty())
          .as("that anything was heard")
          .extracting(sign -> sign.getValue().arrival)
          .containsExactly(9L);
      assertThat(harness.getSideOutput(MatchOperator.LIFE_SIGNS))
          .filteredOn(sign -> !sign.getValue().logGroup.isEmpty())
          .singleElement()
          .satisfies(
              sign -> {
                assertThat(sign.getValue().logGroup).isEqualTo("trail");
                assertThat(sign.getValue().account).isEqualTo("111122223333");
                assertThat(sign.getValue().arrival).isEqualTo(9);
              });
    }
  }

  @Test
  void theFirstUndecodableRecordIsToldAtOnceAndTheEndAfterAQuietHour() throws Exception {
    var operator = new KeyedProcessOperator<>(new RefusalFunction());
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, refusal -> 0, Types.INT)) {
      harness.open();
      harness.setProcessingTime(1_000);
      harness.processElement(refusal("1"), 0);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              news -> {
                assertThat(news.over).isFalse();
                assertThat(news.sequence).isEqualTo("1");
              });
      harness.setProcessingTime(3_000_000);
      harness.processElement(refusal("2"), 0);
      harness.setProcessingTime(3_601_000);
      assertThat(harness.extractOutputValues()).hasSize(1);
      harness.setProcessingTime(6_600_000);
      assertThat(harness.extractOutputValues())
          .extracting(n -> n.over)
          .containsExactly(false, true);
      assertThat(harness.extractOutputValues().get(1).count).isEqualTo(2);
      harness.processElement(refusal("3"), 0);
      assertThat(harness.extractOutputValues()).hasSize(3);
    }
  }

  private static LifeSign sign(String logGroup, long arrival) {
    return sign("111122223333", logGroup, arrival);
  }

  private static LifeSign sign(String account, String logGroup, long arrival) {
    LifeSign sign = new LifeSign();
    sign.account = account;
    sign.logGroup = logGroup;
    sign.arrival = arrival;
    return sign;
  }

  private static RefusalRecord refusal(String sequence) {
    RefusalRecord refusal = new RefusalRecord();
    refusal.reason = "not-json";
    refusal.origin = "shard";
    refusal.sequence = sequence;
    return refusal;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, LifeSign, SilenceRecord> silences(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SilenceFunction(AFTER)),
            sign -> LifeSigns.key(sign.account, sign.logGroup),
            Types.STRING);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
