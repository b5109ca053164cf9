package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class LiveInstancesTest {
  @Test
  void theNumberGoesWithTheKeysToAnotherParallelism() {
    List<long[]> written = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      LiveInstances live = LiveInstances.of(128, 3, subtask);
      for (int key = 0; key < 1000; key++) {
        if (KeyGroupRangeAssignment.assignKeyToParallelOperator("k" + key, 128, 3) == subtask) {
          live.change("k" + key, 1);
          live.change("k" + key, 0);
          live.change("k" + key, key % 10 == 0 ? -1 : 0);
        }
      }
      written.addAll(live.snapshot());
    }
    long all = 0;
    for (int subtask = 0; subtask < 4; subtask++) {
      LiveInstances live = LiveInstances.of(128, 4, subtask);
      live.restore(written);
      for (int key = 0; key < 1000; key++) {
        boolean here =
            KeyGroupRangeAssignment.assignKeyToParallelOperator("k" + key, 128, 4) == subtask;
        if (here && key % 10 != 0) {
          live.change("k" + key, -1);
          all++;
        }
      }
      assertThat(live.number()).isZero();
    }
    assertThat(all).isEqualTo(900);
  }
}
