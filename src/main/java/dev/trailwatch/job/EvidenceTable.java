package dev.trailwatch.job;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.wire.EvidenceMemory;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The evidence of an alarm instance, minute by minute, for as long as an evaluation can ask for it.
 */
final class EvidenceTable {
  private final TreeMap<Long, Evidence> minutes = new TreeMap<>();

  private EvidenceTable() {}

  /** What the state holds. */
  static EvidenceTable of(EvidenceMemory memory) {
    EvidenceTable table = new EvidenceTable();
    int from = 0;
    for (int i = 0; i < memory.minutes.length; i++) {
      byte[] bytes = Arrays.copyOfRange(memory.evidence, from, memory.ends[i]);
      table.minutes.put(memory.minutes[i], Evidence.fromBytes(bytes));
      from = memory.ends[i];
    }
    return table;
  }

  /** Adds evidence to a minute. */
  void add(long minute, Evidence evidence) {
    minutes.merge(minute, evidence, Evidence::merge);
  }

  /** All evidence from one moment to another, exclusive. */
  Evidence between(long from, long to) {
    Evidence all = Evidence.none();
    for (Evidence evidence : minutes.subMap(from, to).values()) {
      all = all.merge(evidence);
    }
    return all;
  }

  /** Forgets all minutes before a moment. */
  void dropBefore(long moment) {
    minutes.headMap(moment).clear();
  }

  /** Whether nothing is held. */
  boolean isEmpty() {
    return minutes.isEmpty();
  }

  /** The form that lies in state. */
  EvidenceMemory toMemory() {
    EvidenceMemory memory = new EvidenceMemory();
    memory.minutes = new long[minutes.size()];
    memory.ends = new int[minutes.size()];
    ByteArrayOutputStream all = new ByteArrayOutputStream(512);
    int i = 0;
    for (Map.Entry<Long, Evidence> minute : minutes.entrySet()) {
      all.writeBytes(minute.getValue().toBytes());
      memory.minutes[i] = minute.getKey();
      memory.ends[i++] = all.size();
    }
    memory.evidence = all.toByteArray();
    return memory;
  }
}
