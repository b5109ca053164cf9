package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureWatchTest {
  private static final long WELL = FailureWatch.WELL_AFTER.toMillis();

  private final List<String> told = new ArrayList<>();
  private final FailureWatch watch =
      new FailureWatch(
          new FailureListener() {
            @Override
            public void failed(String reason, int times) {
              told.add(reason + " " + times);
            }

            @Override
            public void recovered() {
              told.add("well");
            }
          });

  @Test
  void tellsEachFailureOnceHoweverOftenItLooks() {
    watch.running(1_000);
    watch.failed(2_000, () -> "a");
    watch.failed(2_000, () -> "a");
    watch.failed(3_000, () -> "a");
    watch.failed(4_000, () -> "b");
    assertThat(told).containsExactly("a 1", "a 2", "b 3");
  }

  @Test
  void takesNoPauseBetweenTwoAttemptsForHealth() {
    watch.failed(2_000, () -> "a");
    watch.running(2_000 + WELL - 1);
    watch.failed(2_000, () -> "a");
    assertThat(told).containsExactly("a 1");
    watch.running(2_000 + WELL);
    watch.failed(2_000, () -> "a");
    watch.running(2_000 + 2 * WELL);
    assertThat(told).containsExactly("a 1", "well");
    watch.failed(2_000 + 3 * WELL, () -> "a");
    assertThat(told).containsExactly("a 1", "well", "a 1");
  }
}
