package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.wire.NoticeRecord;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrailSilenceTest {
  private static final long MINUTE = 60_000;

  private KeyedOneInputStreamOperatorTestHarness<Integer, Long, NoticeRecord> harness;

  @BeforeEach
  void open() throws Exception {
    harness = fresh();
    harness.open();
    harness.setProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aTrailThatNeverSpeaksIsSilent() throws Exception {
    harness.processElement(Long.MIN_VALUE, 0);
    harness.setProcessingTime(30 * MINUTE - 1);
    assertThat(said()).isEmpty();
    harness.setProcessingTime(30 * MINUTE);
    assertThat(said()).containsExactly("ALARM");
    harness.setProcessingTime(300 * MINUTE);
    assertThat(said()).as("said once").containsExactly("ALARM");
  }

  @Test
  void everyEventPutsItOffAndTheFirstAfterSilenceEndsIt() throws Exception {
    harness.processElement(Long.MIN_VALUE, 0);
    for (int i = 1; i <= 5; i++) {
      harness.setProcessingTime(i * 20L * MINUTE);
      harness.processElement(i * 20L * MINUTE, 0);
    }
    assertThat(said()).isEmpty();
    harness.setProcessingTime(130 * MINUTE);
    assertThat(said()).containsExactly("ALARM");
    harness.setProcessingTime(140 * MINUTE);
    harness.processElement(140 * MINUTE, 0);
    assertThat(said()).containsExactly("ALARM", "OK");
    harness.setProcessingTime(170 * MINUTE);
    assertThat(said()).containsExactly("ALARM", "OK", "ALARM");
    assertThat(harness.extractOutputValues())
        .extracting(notice -> notice.notificationId)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRestartNeitherEndsTheSilenceNorSaysItAgain() throws Exception {
    harness.processElement(Long.MIN_VALUE, 0);
    harness.setProcessingTime(10 * MINUTE);
    harness.processElement(10 * MINUTE, 0);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = fresh();
    harness.initializeState(state);
    harness.open();
    harness.setProcessingTime(20 * MINUTE);
    harness.processElement(Long.MIN_VALUE, 0);
    harness.setProcessingTime(40 * MINUTE);
    assertThat(said()).containsExactly("ALARM");
    OperatorSubtaskState later = harness.snapshot(2, 2);
    harness.close();
    harness = fresh();
    harness.initializeState(later);
    harness.open();
    harness.setProcessingTime(90 * MINUTE);
    harness.processElement(Long.MIN_VALUE, 0);
    assertThat(said()).isEmpty();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, Long, NoticeRecord> fresh()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new TrailSilence(Duration.ofMinutes(30))), sign -> 0, Types.INT);
  }

  private List<String> said() {
    return harness.extractOutputValues().stream().map(notice -> notice.newState).toList();
  }
}
