package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.wire.EvidenceMemory;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class EvidenceTableTest {
  @Test
  void holdsWhatAPlainMapHoldsAcrossAllStorings() {
    SplittableRandom random = new SplittableRandom(7);
    TreeMap<Long, Evidence> plain = new TreeMap<>();
    EvidenceMemory memory = new EvidenceMemory();
    for (int step = 0; step < 2_000; step++) {
      EvidenceTable table = EvidenceTable.of(memory);
      assertThat(table.hasChanged()).isFalse();
      for (int call = random.nextInt(3); call > 0; call--) {
        long minute = 60_000L * random.nextInt(30);
        if (random.nextInt(6) == 0) {
          table.dropBefore(minute);
          plain.headMap(minute).clear();
        } else {
          Evidence evidence = evidence(random.nextInt(40), minute);
          table.add(minute, evidence);
          plain.merge(minute, evidence, Evidence::merge);
        }
        long end = minute + 60_000L * random.nextInt(8);
        Evidence expected =
            plain.subMap(minute, end).values().stream().reduce(Evidence.none(), Evidence::merge);
        assertThat(table.between(minute, end)).isEqualTo(expected);
      }
      assertThat(table.isEmpty()).isEqualTo(plain.isEmpty());
      memory = table.hasChanged() ? table.toMemory() : memory;
      if (random.nextInt(10) == 0) {
        memory = olderLayout(plain);
      }
    }
  }

  /** State of a build whose minutes stood beside their evidence. */
  private static EvidenceMemory olderLayout(SortedMap<Long, Evidence> plain) {
    EvidenceMemory memory = new EvidenceMemory();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    memory.minutes = plain.keySet().stream().mapToLong(Long::longValue).toArray();
    memory.ends =
        plain.values().stream()
            .mapToInt(
                evidence -> {
                  bytes.writeBytes(evidence.toBytes());
                  return bytes.size();
                })
            .toArray();
    memory.evidence = bytes.toByteArray();
    return memory;
  }

  private static Evidence evidence(int who, long time) {
    String message = "{\"eventID\":\"" + who + "\",\"userIdentity\":{\"arn\":\"u" + who + "\"}}";
    return Evidence.of(LogEvent.of(message), time + who);
  }
}
