package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** State keeps these hashes, so they are written down here. */
class StableHashTest {
  @Test
  void theHashesStayAsTheyAre() {
    assertThat(StableHash.of("event-7")).isEqualTo(0x6fc8f073f9a383e4L);
    assertThat(StableHash.ofUuid(0x3038ebd2c98a4c65L, 0x9b6ee22506292313L))
        .isEqualTo(0x88544c7778d39f32L);
  }

  @Test
  void furtherUsesOfAnIdAreToldFromTheFirst() {
    assertThat(StableHash.nth(7, 0)).isEqualTo(7);
    assertThat(StableHash.nth(7, 1)).isNotEqualTo(7).isNotEqualTo(StableHash.nth(7, 2));
    // the finalizer of SplitMix64 as published: its first two outputs for the seed 0
    assertThat(StableHash.nth(-1, 1)).isEqualTo(0xe220a8397b1dcdafL);
    assertThat(StableHash.nth(0x9e3779b97f4a7c15L - 1, 1)).isEqualTo(0x6e789e6aa1b965f4L);
  }
}
