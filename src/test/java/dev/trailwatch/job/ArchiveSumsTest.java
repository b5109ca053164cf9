package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.event.EventId;
import dev.trailwatch.event.EventTrace;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.PartialSum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Samples packed, sent and put together again, against plain maps. */
final class ArchiveSumsTest {
  private static final long START = 1_767_225_600_000L;
  private static final Comparator<Sample> FIRST =
      Comparator.comparing(Sample::trace, EventTrace.ORDER).thenComparing(Sample::value);

  private final Alarm alarm =
      Alarm.builder("alarm", "ns", "metric")
          .spec(AlarmSpec.builder().periodSeconds(60).build())
          .groupBy(List.of("Who"))
          .build();

  private record Sample(
      LogEvent event, long time, String who, double value, boolean once, int number) {
    EventTrace trace() {
      return EventTrace.of(event, time);
    }

    long minute() {
      return Math.floorDiv(time, 60_000L) * 60_000L;
    }
  }

  @Test
  void comeTogetherToThePlainSumsWhoeverReadThemInWhateverOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      List<Sample> samples = samples(random);
      Map<String, String> expected = plain(samples);
      for (int turn = 0; turn < 3; turn++) {
        Collections.shuffle(samples, random);
        assertThat(through(samples, 1 + random.nextInt(3), random)).isEqualTo(expected);
      }
    }
  }

  /**
   * Few ids and few minutes, so that there are copies, some of them with other times and values.
   */
  private static List<Sample> samples(Random random) {
    List<Sample> samples = new ArrayList<>();
    int minutes = 1 + random.nextInt(6);
    for (int i = random.nextInt(300); i > 0; i--) {
      int id = random.nextInt(200);
      String uuid = "0f0e0d0c-0b0a-4908-8706-%012x".formatted(id);
      String eventId = random.nextInt(5) == 0 ? "" : id % 3 == 0 ? "id" + id : uuid;
      String message =
          "{\"eventID\":\"%s\",\"eventName\":\"n%d\"}".formatted(eventId, random.nextInt(3));
      long time = START + 60_000L * (id % minutes) + 1000L * random.nextInt(3) - 120_000;
      double value = random.nextInt(3) == 0 ? random.nextInt(7) / 2.0 - 1 : 1;
      boolean once = random.nextInt(6) > 0;
      int number = random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0;
      samples.add(new Sample(LogEvent.of(message), time, "w" + id % 4, value, once, number));
    }
    return samples;
  }

  private static Map<String, String> plain(List<Sample> samples) {
    Map<String, Map<Object, Sample>> counted = new HashMap<>();
    Map<String, Integer> copies = new HashMap<>();
    for (Sample sample : samples) {
      String slot = sample.who + " " + sample.minute();
      Map<Object, Sample> minute = counted.computeIfAbsent(slot, key -> new HashMap<>());
      EventId id = CloudTrailEvent.of(sample.event).eventID();
      Long hash = id == null ? null : id.hash();
      Object key = sample.once && hash != null ? hash + "#" + sample.number : new Object();
      Sample other = minute.get(key);
      if (other != null) {
        copies.merge(slot, 1, Integer::sum);
      }
      if (other == null || FIRST.compare(sample, other) < 0) {
        minute.put(key, sample);
      }
    }
    Map<String, String> said = new TreeMap<>();
    counted.forEach(
        (slot, minute) -> {
          Summary sum = null;
          Evidence evidence = Evidence.none();
          for (Sample sample : minute.values()) {
            Summary one = Summary.of(sample.value, true);
            sum = sum == null ? one : sum.merge(one);
            if (sample.number == 0) {
              evidence = evidence.merge(sample.trace().evidence());
            }
          }
          long events = minute.values().stream().filter(each -> each.number == 0).count();
          said.put(slot, text(sum, evidence, events, copies.getOrDefault(slot, 0)));
        });
    return said;
  }

  private Map<String, String> through(List<Sample> samples, int readers, Random random) {
    List<PartialSum> sent = new ArrayList<>();
    List<ArchiveSums> sums = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      sums.add(new ArchiveSums(sent::add, ignored -> {}));
    }
    for (Sample sample : samples) {
      ArchiveSums reader = sums.get(random.nextInt(readers));
      reader.begin(sample.event, sample.time, 0);
      reader.add(alarm, new String[] {sample.who}, sample.value, sample.once, sample.number, true);
      if (random.nextInt(100) == 0) {
        reader.flush();
      }
    }
    sums.forEach(ArchiveSums::flush);
    Map<String, ArchiveMinutes> byWho = new HashMap<>();
    for (PartialSum partial : sent) {
      byWho.computeIfAbsent(partial.values[0], who -> new ArchiveMinutes(true)).add(partial.batch);
    }
    Map<String, String> said = new TreeMap<>();
    byWho.forEach(
        (who, minutes) -> {
          long before = Long.MIN_VALUE;
          assertThat(minutes.countsCopies()).isTrue();
          while (minutes.hasNext()) {
            ArchiveMinutes.Minute minute = minutes.next();
            assertThat(minute.start()).isGreaterThan(before);
            before = minute.start();
            EvidenceCollector all = new EvidenceCollector();
            minute.addTo(all);
            Evidence evidence = all.evidence();
            assertThat(minute.firstTime()).isEqualTo(evidence.firstEventTime());
            assertThat(minute.lastTime()).isEqualTo(evidence.lastEventTime());
            said.put(
                who + " " + minute.start(),
                text(minute.sum(), evidence, minute.events(), minute.copies()));
          }
        });
    return said;
  }

  private static String text(Summary sum, Evidence evidence, long events, int copies) {
    return sum
        + " p50 "
        + new String(sum.toBytes(), StandardCharsets.ISO_8859_1)
        + evidence.samples()
        + evidence
        + events
        + " events, copies "
        + copies;
  }

  @Test
  void defaultValuesStandBesideTheSamplesOfTheirMinute() {
    List<PartialSum> sent = new ArrayList<>();
    ArchiveSums sums = new ArchiveSums(sent::add, ignored -> {});
    Alarm plain =
        Alarm.builder("plain", "ns", "metric")
            .spec(AlarmSpec.builder().periodSeconds(60).build())
            .build();
    sums.addSamples(plain, START, 0, Summary.of(0, 5));
    sums.addSamples(plain, START + 60_000, 0, Summary.of(0, 2));
    sums.begin(LogEvent.of("x"), START + 1, 4);
    assertThat(sums.add(plain, new String[0], 3, true, 0, true)).isTrue();
    assertThat(sums.isEmpty()).isFalse();
    sums.flush();
    assertThat(sums.isEmpty()).isTrue();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).setNumber).isEqualTo(4);
    ArchiveMinutes minutes = new ArchiveMinutes(false);
    minutes.add(sent.get(0).batch);
    ArchiveMinutes.Minute first = minutes.next();
    assertThat(first.sum()).isEqualTo(Summary.of(0, 5).merge(Summary.of(3)));
    assertThat(first.events()).isOne();
    assertThat(minutes.next().sum()).isEqualTo(Summary.of(0, 2));
    assertThat(minutes.hasNext()).isFalse();
  }

  @Test
  void theProfileHasEveryEventThatWasShownInIt() {
    List<Evidence> profile = new ArrayList<>();
    ArchiveSums sums = new ArchiveSums(sum -> {}, profile::add);
    Evidence expected = Evidence.none();
    for (int i = 0; i < 1_000; i++) {
      LogEvent event =
          LogEvent.of("{\"eventID\":\"e%d\",\"eventName\":\"n%d\"}".formatted(i, i % 7));
      sums.begin(event, START + 1_000L * i, 0);
      if (i % 3 > 0) {
        sums.profile();
        expected = expected.merge(Evidence.of(event, START + 1_000L * i));
      }
      if (i % 300 == 0) {
        sums.flush();
      }
    }
    sums.flush();
    sums.flush();
    assertThat(profile.stream().reduce(Evidence.none(), Evidence::merge)).isEqualTo(expected);
  }

  @Test
  void aLongSeriesTravelsInSeveralBatches() {
    List<PartialSum> sent = new ArrayList<>();
    ArchiveSums sums = new ArchiveSums(sent::add, ignored -> {});
    int events = 40_000;
    for (int i = 0; i < events; i++) {
      sums.begin(LogEvent.of("{\"eventID\":\"e%d\"}".formatted(i)), START + 10_000L * i, 0);
      sums.add(alarm, new String[] {"w"}, 1, true, 0, true);
    }
    sums.flush();
    assertThat(sent).hasSizeGreaterThan(1);
    ArchiveMinutes minutes = new ArchiveMinutes(false);
    Collections.reverse(sent);
    sent.forEach(partial -> minutes.add(partial.batch));
    long count = 0;
    while (minutes.hasNext()) {
      count += minutes.next().sum().sampleCount();
    }
    assertThat(count).isEqualTo(events);
  }
}
