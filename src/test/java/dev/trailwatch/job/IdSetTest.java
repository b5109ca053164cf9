package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdSetTest {
  @Test
  void equalsAPlainSetInOrderAndAfterEachClear() {
    Random random = new Random(30);
    IdSet ids = new IdSet();
    for (int round = 0; round < 500; round++) {
      Set<Long> plain = new LinkedHashSet<>();
      int different = 1 + random.nextInt(1 << random.nextInt(12));
      // ids that share their low bits crowd together
      int shift = random.nextInt(3) * 20;
      for (int i = random.nextInt(3 * different); i > 0; i--) {
        long id = (long) (random.nextInt(different) - different / 2) << shift;
        if (plain.contains(id) || random.nextInt(3) > 0) {
          assertThat(ids.add(id)).isEqualTo(plain.add(id));
        } else {
          ids.addNew(id);
          plain.add(id);
        }
        assertThat(ids.size()).isEqualTo(plain.size());
      }
      assertThat(ids.toArray()).containsExactly(plain.toArray(new Long[0]));
      ids.clear();
      assertThat(ids.size()).isZero();
    }
  }
}
