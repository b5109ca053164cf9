package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Summary;
import dev.trailwatch.wire.PartialSum;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MinuteTableTest {
  private static final long MINUTE = MinuteTable.MINUTE;

  @Test
  void aCopyOfAnEventCountsOnce() {
    MinuteTable table = MinuteTable.empty();
    assertThat(table.add(events(0, 1, 7L, 8L))).isZero();
    assertThat(table.add(events(0, 1, 8L, 9L))).isOne();
    assertThat(table.between(0, MINUTE).sum()).isEqualTo(3);
    assertThat(table.holds(0, 9)).isTrue();
    assertThat(table.holds(0, 10)).isFalse();
  }

  @Test
  void theSameIdInAnotherMinuteIsAnotherEvent() {
    MinuteTable table = MinuteTable.empty();
    table.add(events(0, 1, 7L));
    assertThat(table.add(events(MINUTE, 1, 7L))).isZero();
    assertThat(table.between(0, 2 * MINUTE).sampleCount()).isEqualTo(2);
  }

  @Test
  void aFullMinuteStillCountsNewEvents() {
    MinuteTable table = MinuteTable.empty();
    for (long id = 0; id < MinuteTable.MAX_IDS + 10; id++) {
      table.add(events(0, 1, id));
    }
    assertThat(table.between(0, MINUTE).sampleCount()).isEqualTo(MinuteTable.MAX_IDS + 10L);
    assertThat(table.add(events(0, 1, 5L))).as("an id that is remembered").isOne();
  }

  @Test
  void whatIsPackedIsUnpackedTheSame() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      MinuteTable table = MinuteTable.empty();
      Map<Long, Double> sums = new HashMap<>();
      Set<String> known = new HashSet<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        long minute = (random.nextInt(20) - 5) * MINUTE;
        long id = random.nextInt(40);
        double value = random.nextInt(5) - 1;
        table.add(events(minute, value, id));
        if (known.add(minute + "/" + id)) {
          sums.merge(minute, value, Double::sum);
        }
        table = MinuteTable.unpack(table.pack());
      }
      for (long minute = -6 * MINUTE; minute < 16 * MINUTE; minute += MINUTE) {
        Summary sum = table.between(minute, minute + MINUTE);
        assertThat(sum == null ? null : sum.sum()).isEqualTo(sums.get(minute));
      }
    }
  }

  @Test
  void forgetsMinutesBeforeAMoment() {
    MinuteTable table = MinuteTable.empty();
    table.add(events(0, 1, 1L));
    table.add(events(3 * MINUTE, 1, 2L));
    table.dropBefore(3 * MINUTE);
    assertThat(table.first()).isEqualTo(3 * MINUTE);
    assertThat(table.firstFrom(3 * MINUTE + 1)).isEqualTo(Long.MAX_VALUE);
    table.dropBefore(4 * MINUTE);
    assertThat(table.isEmpty()).isTrue();
    assertThat(table.pack()).isEmpty();
  }

  static PartialSum events(long minute, double value, long... ids) {
    PartialSum partial = new PartialSum();
    partial.minute = minute;
    partial.eventIds = ids;
    partial.eventValue = value;
    partial.lastEventTime = minute;
    return partial;
  }
}
