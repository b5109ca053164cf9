package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.metric.Summary;
import dev.trailwatch.wire.PartialSum;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MinuteTableTest {
  private static final long MINUTE = MinuteTable.MINUTE;

  @Test
  void aCopyOfAnEventCountsOnce() {
    MinuteTable table = MinuteTable.empty();
    assertThat(table.add(events(0, 1, 7L, 8L))).isZero();
    assertThat(table.add(events(0, 1, 8L, 9L))).isOne();
    assertThat(table.between(0, MINUTE).sum()).isEqualTo(3);
    assertThat(table.add(events(0, 1, 9L, 9L))).isEqualTo(2);
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
    table.add(events(0, 1, LongStream.range(0, MinuteTable.MAX_IDS - 5).toArray()));
    assertThat(table.takeUnchecked()).isZero();
    table.add(events(0, 1, LongStream.range(100_000, 100_015).toArray()));
    assertThat(table.takeUnchecked()).isEqualTo(10);
    assertThat(table.takeUnchecked()).isZero();
    assertThat(table.between(0, MINUTE).sampleCount()).isEqualTo(MinuteTable.MAX_IDS + 10L);
    assertThat(table.add(events(0, 1, 5L))).as("an id that is remembered").isOne();
    assertThat(table.add(events(0, 1, 100_014L))).as("an id that is not").isZero();
    assertThat(table.takeUnchecked()).isOne();
  }

  @Test
  void aThousandEventsASecondAndTheirCopiesOfAQuarterOfAnHourCountExactly() {
    MapIdStore store = new MapIdStore(true);
    byte[] packed = new byte[0];
    Random random = new Random(3);
    long id = 0;
    int copies = 0;
    int again = 0;
    for (int minute = 0; minute < 20; minute++) {
      for (int slot = 0; slot < 60; slot++) {
        MinuteTable table = MinuteTable.unpack(packed, store);
        table.add(events(minute * MINUTE, 1, LongStream.range(id, id + 1000).toArray()));
        id += 1000;
        if (slot % 10 == 9) {
          // what came up to 15 minutes ago comes again
          int back = random.nextInt(Math.min(15, minute + 1));
          long first = id - 1000 - back * 60_000L;
          long start = (minute - back) * MINUTE;
          copies += table.add(events(start, 1, LongStream.range(first, first + 1000).toArray()));
          again += 1000;
        }
        assertThat(table.takeUnchecked()).isZero();
        packed = table.pack();
      }
    }
    assertThat(copies).isEqualTo(again);
    MinuteTable table = MinuteTable.unpack(packed, store);
    assertThat(table.between(0, 20 * MINUTE).sampleCount()).isEqualTo(20 * 60_000L);
    assertThat(store.minutes()).as("the oldest have made room").hasSize(17);
    table.add(events(0, 1, 1, 2, 3));
    assertThat(table.takeUnchecked()).as("nobody knows any more").isEqualTo(3);
    table.dropBefore(20 * MINUTE);
    assertThat(store.minutes()).isEmpty();
  }

  @Test
  void countsLikeAPlainSetWhereverTheIdsLie() {
    Random random = new Random(29);
    for (int round = 0; round < 100; round++) {
      MapIdStore store = random.nextInt(4) == 0 ? null : new MapIdStore(round % 2 == 0);
      MinuteTable table = MinuteTable.unpack(new byte[0], store);
      Map<Long, Set<Long>> plain = new TreeMap<>();
      for (int step = 0; step < 60; step++) {
        long minute = (random.nextInt(12) - 3) * MINUTE;
        if (random.nextInt(20) == 0) {
          table.dropBefore(minute);
          plain.keySet().removeIf(known -> known < minute);
        } else {
          Set<Long> known = plain.computeIfAbsent(minute, key -> new HashSet<>());
          long[] ids =
              LongStream.generate(() -> random.nextInt(600))
                  .limit(1 + random.nextInt(40))
                  .toArray();
          int before = known.size();
          LongStream.of(ids).forEach(known::add);
          assertThat(table.add(events(minute, 1, ids)))
              .isEqualTo(ids.length - (known.size() - before));
        }
        table = MinuteTable.unpack(table.pack(), store);
        for (long at = -3 * MINUTE; at < 9 * MINUTE; at += MINUTE) {
          Summary sum = table.between(at, at + MINUTE);
          Set<Long> known = plain.getOrDefault(at, Set.of());
          assertThat(sum == null ? 0 : sum.sampleCount()).isEqualTo(known.size());
        }
        if (store != null) {
          assertThat(plain.keySet()).containsAll(store.minutes());
        }
      }
    }
  }

  @Test
  void readsTheLayoutOfBefore() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeInt(2);
    for (int minute = 0; minute < 2; minute++) {
      int count = minute == 0 ? 2 : 700;
      writeSum(out, minute, count);
      out.writeShort(count);
      for (long id = 0; id < count; id++) {
        out.writeLong(id);
      }
    }
    MapIdStore store = new MapIdStore(true);
    MinuteTable table = MinuteTable.unpack(bytes.toByteArray(), store);
    table = MinuteTable.unpack(table.pack(), store);
    assertThat(store.minutes()).containsExactly(MINUTE);
    assertThat(table.add(events(0, 1, 0, 1, 2))).isEqualTo(2);
    assertThat(table.add(events(MINUTE, 1, 699, 700))).isEqualTo(1);
  }

  @Test
  void readsIdsThatLieInTheStoreInOrder() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(2);
    out.writeInt(3);
    MapIdStore store = new MapIdStore(true);
    for (int minute = 0; minute < 3; minute++) {
      int count = minute == 2 ? 1 : 700;
      writeSum(out, minute, count);
      if (minute == 2) {
        out.writeByte(1);
        out.writeLong(5);
      } else {
        out.writeByte(252);
        out.writeInt(count);
        store.write(minute * MINUTE, LongStream.range(0, 700).toArray());
      }
    }
    MinuteTable table = MinuteTable.unpack(bytes.toByteArray(), store);
    assertThat(table.add(events(0, 1, 699, 700))).isEqualTo(1);
    table = MinuteTable.unpack(table.pack(), store);
    assertThat(table.add(events(0, 1, LongStream.range(0, 702).toArray()))).isEqualTo(701);
    assertThat(table.add(events(MINUTE, 1, 0, 698, 700))).as("not touched before").isEqualTo(2);
    assertThat(table.add(events(2 * MINUTE, 1, 4, 5, 6))).isEqualTo(1);
    assertThat(table.between(0, 3 * MINUTE).sampleCount()).isEqualTo(702 + 701 + 3);
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

  /** What each layout begins a minute with. */
  private static void writeSum(DataOutputStream out, int minute, int count) throws IOException {
    out.writeInt(minute);
    byte[] sum = Summary.of(1, count).toBytes();
    out.writeShort(sum.length);
    out.write(sum);
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
