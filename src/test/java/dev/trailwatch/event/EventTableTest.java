package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EventTableTest {
  private static final String UUID = "\"0f0e0d0c-0b0a-4908-8706-%012x\"";
  private static final List<String> IDS =
      List.of(UUID, UUID, "\"id %d\"", "\"AKIAIOSFODNN7EXAMPLE%d\"", "\"\"", "%d", "null");

  @Test
  void givesBackTheEvidenceOfEveryEventWhateverPackItTravelsIn() {
    SplittableRandom random = new SplittableRandom(1);
    EventTable table = new EventTable();
    for (int round = 0; round < 20; round++) {
      List<LogEvent> events = new ArrayList<>();
      List<Long> times = new ArrayList<>();
      for (int i = random.nextInt(400); i > 0; i--) {
        LogEvent event = event(random);
        long time =
            random.nextInt(3) == 0
                ? random.nextInt(4) * 1000L
                : random.nextLong(-90_000, 90_000) * random.nextInt(1, 1_000_000);
        assertThat(table.add(event, time)).isEqualTo(events.size());
        events.add(event);
        times.add(time);
      }
      assertThat(table.size()).isEqualTo(events.size());
      for (int pack = 0; pack < 5; pack++) {
        roundTrip(table, events, times, random);
      }
      table.clear();
    }
  }

  private static void roundTrip(
      EventTable table, List<LogEvent> events, List<Long> times, SplittableRandom random) {
    table.beginPack();
    CompactOutput out = new CompactOutput(8);
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < events.size(); place++) {
      if (random.nextInt(3) == 0) {
        table.write(place, times.get(place) - 7, out);
        places.add(place);
      }
    }
    PackedEvents packed = new PackedEvents(table.packedTexts());
    CompactInput in = new CompactInput(out.toBytes());
    EvidenceCollector collector = new EvidenceCollector();
    Evidence merged = Evidence.none();
    for (int place : places) {
      long time = times.get(place);
      packed.read(in, time - 7);
      Evidence expected = Evidence.of(events.get(place), time);
      assertThat(packed.trace().evidence()).isEqualTo(expected);
      assertThat(table.trace(place).evidence().toBytes()).isEqualTo(expected.toBytes());
      assertThat(table.eventTime(place)).isEqualTo(packed.eventTime()).isEqualTo(time);
      CloudTrailEvent record = CloudTrailEvent.of(events.get(place));
      EventId id = record == null ? null : record.eventID();
      Long hash = id == null ? null : id.hash();
      assertThat(packed.hasEventId()).isEqualTo(hash != null);
      if (hash != null) {
        assertThat(packed.hash()).isEqualTo(hash);
      }
      assertThat(table.idHash(place)).isEqualTo(hash);
      collector.add(packed.trace());
      merged = merged.merge(expected);
    }
    in.end();
    assertThat(collector.evidence()).isEqualTo(merged);
    int[] all = places.stream().mapToInt(place -> place).toArray();
    assertThat(table.evidence(all, all.length)).isEqualTo(merged);
  }

  private static LogEvent event(SplittableRandom random) {
    String logId = random.nextInt(3) == 0 ? "log-" + random.nextInt(50) : "";
    if (random.nextInt(10) == 0) {
      return LogEvent.of(logId, 0, random.nextBoolean() ? "plain text" : "{\"cut");
    }
    String id = IDS.get(random.nextInt(IDS.size())).formatted(random.nextInt(300));
    String message =
        """
        {"eventID":%s,"eventName":"n%d","sourceIPAddress":"10.0.0.%d","awsRegion":"r%d",\
        "recipientAccountId":"%d","userIdentity":{"arn":"arn:aws:iam::1:user/u%d%s"}%s}\
        """
            .formatted(
                id,
                random.nextInt(9),
                random.nextInt(60),
                random.nextInt(3),
                random.nextInt(4),
                random.nextInt(120),
                random.nextInt(20) == 0 ? " password=hunter2 " + "x".repeat(400) : "",
                random.nextInt(3) == 0 ? ",\"errorCode\":\"Denied\"" : "");
    return LogEvent.of(logId, 0, message);
  }
}
