package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class MinuteIdsTest {
  @Test
  void holdsWhatAPlainSetHolds() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      // hashes; small numbers with 0 among them; numbers whose low or high bits are all alike
      LongSupplier[] kinds = {
        random::nextLong,
        () -> random.nextInt(50) - 10,
        () -> (long) random.nextInt(5000) << 48,
        () -> random.nextInt(5000) << 3
      };
      LongSupplier next = kinds[round % kinds.length];
      Set<Long> plain = new HashSet<>();
      MinuteIds ids = new MinuteIds();
      for (int i = random.nextInt(round % 3 == 0 ? 40 : 3000); i >= 0; i--) {
        long id = next.getAsLong();
        assertThat(ids.contains(id)).isEqualTo(plain.contains(id));
        assertThat(ids.add(id)).isEqualTo(plain.add(id));
        long other = next.getAsLong();
        assertThat(ids.contains(other)).isEqualTo(plain.contains(other));
        if (plain.size() > MinuteIds.FEW && random.nextInt(10) == 0) {
          ids = MinuteIds.ofTable(ids.table().clone(), ids.size());
        }
      }
      assertThat(ids.size()).isEqualTo(plain.size());
      assertThat(ids.toArray()).containsExactlyInAnyOrder(plain.toArray(new Long[0]));
      assertThat(MinuteIds.of(ids.toArray()).toArray())
          .containsExactlyInAnyOrder(plain.toArray(new Long[0]));
    }
  }

  @Test
  void theMostIdsOfAMinuteFillTheirTableWell() {
    MinuteIds ids = new MinuteIds();
    Random random = new Random(6);
    while (ids.size() < MinuteTable.MAX_IDS) {
      ids.add(random.nextLong());
    }
    long free = Arrays.stream(ids.table()).filter(slot -> slot == 0).count();
    assertThat((double) free / ids.table().length).isBetween(0.2, 0.22);
  }

  @Test
  void aListIsNoTable() {
    MinuteIds ids = MinuteIds.of(new long[] {1, 2, 2});
    assertThat(ids.size()).isEqualTo(2);
    assertThatThrownBy(ids::table).isInstanceOf(IllegalStateException.class);
  }
}
