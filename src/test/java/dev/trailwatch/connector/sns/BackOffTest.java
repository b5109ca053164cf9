package dev.trailwatch.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackOffTest {
  @Property
  void everyPauseIsBetweenATenthOfASecondAndHalfAMinute(
      @ForAll @IntRange(min = 1, max = 1_000_000) int failures,
      @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
    assertThat(new BackOff(() -> random).pause(failures)).isBetween(100L, 30_000L);
  }

  @Test
  void pausesDoubleUntilTheLongest() {
    BackOff most = new BackOff(() -> 0.999999999);
    BackOff least = new BackOff(() -> 0);
    assertThat(least.pause(1)).isEqualTo(100);
    assertThat(most.pause(1)).isEqualTo(199);
    assertThat(least.pause(2)).isEqualTo(200);
    assertThat(least.pause(20)).isEqualTo(15_000);
    assertThat(most.pause(20)).isEqualTo(29_999);
  }
}
