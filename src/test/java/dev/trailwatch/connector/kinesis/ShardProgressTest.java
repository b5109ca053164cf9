package dev.trailwatch.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardProgressTest {
  private static final long HOLD = 10_000;

  private final ShardProgress shard = new ShardProgress(false);

  @Test
  void aShardThatWasNeverReadHoldsTime() {
    assertThat(shard.reached(1_000_000, HOLD)).isEqualTo(ShardProgress.UNKNOWN);
  }

  @Test
  void recordsMoveItByTheirArrivalAndNeverBack() {
    shard.emitted(5_000);
    shard.emitted(4_000);
    assertThat(shard.reached(1_000_000, HOLD)).isEqualTo(5_000);
  }

  @Test
  void anAnswerThatNothingIsWaitingMovesItToWhenItWasAskedFor() {
    shard.emitted(5_000);
    shard.caughtUp(60_000);
    assertThat(shard.reached(1_000_000, HOLD)).isEqualTo(60_000 - ShardProgress.MARGIN);
    shard.caughtUp(30_000);
    assertThat(shard.reached(1_000_000, HOLD)).isEqualTo(60_000 - ShardProgress.MARGIN);
  }

  @Test
  void afterItsEndItHoldsUntilItsChildrenMustHaveBeenFound() {
    shard.emitted(5_000);
    shard.ended(20_000);
    shard.ended(25_000);
    assertThat(shard.reached(20_000, HOLD)).isEqualTo(5_000);
    assertThat(shard.reached(29_999, HOLD)).isEqualTo(5_000);
    assertThat(shard.reached(30_000, HOLD)).isEqualTo(ShardProgress.FINISHED);
  }

  @Test
  void whereTheChildrenWereFoundWithItTheEndNeedsNoHold() {
    ShardProgress closed = new ShardProgress(true);
    closed.emitted(5_000);
    closed.ended(20_000);
    assertThat(closed.reached(20_000, HOLD)).isEqualTo(ShardProgress.FINISHED);
  }
}
