package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IdFilterTest {
  @Test
  void suspectsEveryCopyAndFewOthers() {
    IdFilter filter = new IdFilter();
    for (int round = 0; round < 5; round++) {
      int suspected = 0;
      long[] ids = new Random(round).longs(16_384).toArray();
      for (long id : ids) {
        suspected += filter.add(id) ? 0 : 1;
      }
      assertThat(suspected).isBetween(1, ids.length / 50);
      for (long id : ids) {
        assertThat(filter.add(id)).isFalse();
      }
      filter.clear();
    }
  }
}
