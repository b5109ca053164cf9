package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sets that take long to compile: who waits for them, and who must not. */
@Timeout(60)
class RulesInForceTest {
  private static final long FAR = 1_000_000;

  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void open() {
    gate.countDown();
  }

  @Test
  void whatNeedsNoNewSetDoesNotWaitForIt() {
    RulesInForce rules = new RulesInForce();
    rules.adopt(set(0, "Ready"));
    assertThat(rules.ready(0).record.number).isZero();

    holdTheCompiler();
    rules.adopt(set(1, "Slow"));
    assertThat(rules.ready(0).record.number).isZero();
    assertThat(rules.lastWith("no such alarm")).isNull();
    assertThat(rules.rulesLoaded()).isEqualTo(1);
    assertThat(rules.at(FAR - 1).record.number).isZero();

    CompletableFuture<Long> waits =
        CompletableFuture.supplyAsync(() -> rules.ready(1).record.number);
    assertThat(waits).isNotDone();
    gate.countDown();
    assertThat(waits.join()).isEqualTo(1);
    assertThat(rules.ready(0).record.number).as("no way back").isEqualTo(1);
    assertThat(rules.ready(7)).as("a set not heard of").isSameAs(rules.newest());
  }

  @Test
  void afterARestoreNothingIsJudgedByAnOlderSetThanBefore() {
    RulesInForce rules = new RulesInForce();
    rules.adopt(set(3, "Older"));
    rules.adopt(set(4, "Newer"));
    assertThat(rules.ready(0).record.number).isEqualTo(4);
  }

  @Test
  void aSetBeingCompiledHoldsNoRecordAndNoBarrierUpAndARestoreStillTellsWhatItRemoved()
      throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = MatchOperatorTest.harness(null)) {
      // the first set has an alarm that the second lacks
      RuleSetRecord watched = set(1, "Watched");
      watched.texts = new String[] {watched.texts[0] + "    alarm: {period: 60}\n"};
      watched.effectiveFrom = 1;
      harness.processElement2(new StreamRecord<>(watched));
      harness.processElement1(new StreamRecord<>(record("Watched", 5)));
      harness.setProcessingTime(1_000);
      partials(harness);

      holdTheCompiler();
      harness.processElement2(new StreamRecord<>(set(2, "Slow")));
      harness.setProcessingTime(2_000);
      harness.processElement1(new StreamRecord<>(record("Watched", 2_000)));
      harness.prepareSnapshotPreBarrier(1);
      assertThat(partials(harness))
          .filteredOn(sum -> sum.kind == PartialSum.SUM)
          .extracting(sum -> sum.setNumber)
          .containsExactly(1L);
      snapshot = harness.snapshot(1, 1);
      gate.countDown();
    }
    try (var harness = MatchOperatorTest.harness(snapshot)) {
      harness.setProcessingTime(3_000);
      assertThat(partials(harness))
          .filteredOn(sum -> sum.kind == PartialSum.REMOVED && sum.setNumber == 2)
          .extracting(sum -> sum.alarmId)
          .anyMatch(id -> id.startsWith("watched"));
    }
  }

  /** Keeps every set that is adopted from now on from being compiled until the gate opens. */
  private void holdTheCompiler() {
    RuleSets.COMPILER.execute(
        () -> {
          try {
            gate.await(50, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static RuleSetRecord set(long number, String call) {
    // a set that no other test has had compiled
    String text =
        "version: 1\nrules:\n  - name: "
            + call.toLowerCase(Locale.ROOT)
            + "\n    pattern: '{ $.eventName = "
            + call
            + " || $.eventName = Nonce"
            + System.nanoTime()
            + " }'\n";
    return MatchOperatorTest.rules(number, text, FAR);
  }

  private static RawRecord record(String call, long arrival) {
    String line =
        "{\"eventTime\":\"1970-01-01T00:00:00Z\",\"eventID\":\"e%d\",\"eventName\":\"%s\"}"
            .formatted(arrival, call);
    return RawRecord.of(
        line.getBytes(StandardCharsets.UTF_8), RawRecord.LINES, arrival, "shard", "1");
  }

  private static List<PartialSum> partials(
      TwoInputStreamOperatorTestHarness<RawRecord, RuleSetRecord, PartialSum> harness) {
    List<PartialSum> partials = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      if (element instanceof StreamRecord<?> record
          && record.getValue() instanceof PartialSum sum) {
        partials.add(sum);
      }
    }
    harness.getOutput().clear();
    return partials;
  }
}
