package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.EventTrace;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.PartialSum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A slot of more events than travel or are kept together, against plain maps. */
final class PartialSumsTest {
  private static final long START = 1_767_225_600_000L;
  private static final int EVENTS = 50_000;

  private final Alarm hot = alarm("hot", List.of());
  private final Alarm grouped = alarm("grouped", List.of("Who"));

  private final List<PartialSum> sent = new ArrayList<>();
  private final PartialSums sums = new PartialSums(sent::add);

  /** By instance and minute: the events. */
  private final Map<String, Set<String>> ids = new HashMap<>();

  private final Map<String, EvidenceCollector> plain = new HashMap<>();

  @Test
  void losesNoEventAndShowsEachOnce() {
    add(0);

    Map<String, MinuteTable> tables = new HashMap<>();
    Map<String, Evidence> evidence = new HashMap<>();
    for (PartialSum partial : sent) {
      MinuteTable table = tables.computeIfAbsent(partial.key, key -> MinuteTable.empty());
      String minute = partial.key + '@' + partial.minute;
      evidence.merge(minute, table.unknownEvidence(partial), Evidence::merge);
      assertThat(table.add(partial)).as("copies").isZero();
    }

    assertCounts(tables);
    Map<String, Evidence> expected = new HashMap<>();
    plain.forEach((minute, events) -> expected.put(minute, events.evidence()));
    assertThat(evidence).isEqualTo(expected);
  }

  @Test
  void countsCopiesOnceHoweverFarApart() {
    add(20);

    Map<String, MinuteTable> tables = new HashMap<>();
    sent.forEach(
        partial -> tables.computeIfAbsent(partial.key, key -> MinuteTable.empty()).add(partial));

    assertCounts(tables);
  }

  private void add(int copiesInHundred) {
    Random random = new Random(11);
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      boolean copy = i > 0 && random.nextInt(100) < copiesInHundred;
      LogEvent event = copy ? events.get(random.nextInt(i)) : event(random);
      events.add(event);
      long time = time(event);
      sums.begin(event, time, 1);
      String who = String.valueOf(CloudTrailEvent.of(event).principal());
      for (boolean of : new boolean[] {true, false}) {
        String[] values = of ? new String[0] : new String[] {who};
        Alarm alarm = of ? hot : grouped;
        sums.add(alarm, values, 1, true, 0, of);
        String minute = alarm.seriesAddress(values) + '@' + time / 60_000 * 60_000;
        ids.computeIfAbsent(minute, key -> new HashSet<>()).add(event.message());
        plain
            .computeIfAbsent(minute, key -> new EvidenceCollector())
            .add(EventTrace.of(event, time));
      }
    }
    sums.flush();
    assertThat(sums.isEmpty()).isTrue();
  }

  private void assertCounts(Map<String, MinuteTable> tables) {
    Map<String, Long> counts = new HashMap<>();
    tables.forEach(
        (key, table) -> {
          for (long minute = table.first(); minute <= table.last(); minute += 60_000) {
            counts.put(key + '@' + minute, table.between(minute, minute + 60_000).sampleCount());
          }
        });
    Map<String, Long> expected = new HashMap<>();
    ids.forEach((minute, different) -> expected.put(minute, (long) different.size()));
    assertThat(counts).isEqualTo(expected);
  }

  /** A copy has the time of its event. */
  private static long time(LogEvent event) {
    return START + Math.floorMod(event.message().hashCode(), 120) * 1000L;
  }

  private static LogEvent event(Random random) {
    return LogEvent.of(
        String.format(
            "{\"eventID\":\"%s\",\"eventName\":\"Call%d\",\"userIdentity\":{\"arn\":\"u%d\"}%s}",
            new UUID(random.nextLong(), random.nextLong()),
            random.nextInt(20),
            random.nextInt(9),
            random.nextInt(4) == 0 ? ",\"errorCode\":\"AccessDenied\"" : ""));
  }

  private static Alarm alarm(String id, List<String> groupBy) {
    return Alarm.builder(id, "ns", id)
        .spec(AlarmSpec.builder().periodSeconds(60).build())
        .groupBy(groupBy)
        .build();
  }
}
