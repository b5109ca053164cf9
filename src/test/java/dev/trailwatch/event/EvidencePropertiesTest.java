package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EvidencePropertiesTest {
  /** Events of up to 120 principals, so that lists are exact in some tries and not in others. */
  @Provide
  Arbitrary<List<Evidence>> events() {
    Arbitrary<Evidence> event =
        Combinators.combine(
                Arbitraries.integers().between(0, 400),
                Arbitraries.integers().between(0, 120),
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(-20, 20),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(EvidencePropertiesTest::event);
    return Arbitraries.frequencyOf(
        Tuple.of(3, event.list().ofMinSize(1).ofMaxSize(30)),
        Tuple.of(1, event.list().ofMinSize(100).ofMaxSize(250)));
  }

  private static Evidence event(
      int id, int principal, int ip, int time, boolean failed, boolean late) {
    String json =
        "{\"eventID\":\"event-"
            + id
            + "\",\"eventName\":\"n"
            + principal % 7
            + "\",\"userIdentity\":{\"arn\":\"p"
            + principal
            + "\"},\"sourceIPAddress\":\"ip"
            + ip
            + "\""
            + (failed ? ",\"errorCode\":\"e\"" : "")
            + "}";
    Evidence evidence = Evidence.of(LogEvent.of(json), time);
    return late ? evidence.asLate() : evidence;
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anyOrderAndGroupingGiveTheSameEvidence(
      @ForAll("events") List<Evidence> events, @ForAll long seed) {
    Evidence inOrder = events.stream().reduce(Evidence.none(), Evidence::merge);
    Random random = new Random(seed);
    List<Evidence> parts = new ArrayList<>(events);
    Collections.shuffle(parts, random);
    while (parts.size() > 1) {
      Evidence left = parts.remove(random.nextInt(parts.size()));
      Evidence right = parts.remove(random.nextInt(parts.size()));
      boolean stored = random.nextInt(8) == 0;
      Evidence merged = left.merge(right);
      parts.add(stored ? Evidence.fromBytes(merged.toBytes()) : merged);
    }

    assertThat(parts.get(0)).isEqualTo(inOrder);
    assertThat(parts.get(0).toBytes()).isEqualTo(inOrder.toBytes());
    assertThat(parts.get(0).principals()).isEqualTo(inOrder.principals());
    assertThat(parts.get(0).samples()).isEqualTo(inOrder.samples());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void collectingIsMerging(@ForAll("events") List<Evidence> events, @ForAll long seed) {
    Random random = new Random(seed);
    EvidenceCollector collector = new EvidenceCollector();
    Evidence merged = Evidence.none();
    for (int i = 0; i < events.size(); i++) {
      boolean several = random.nextInt(10) == 0 && i > 0;
      Evidence part = several ? events.get(i).merge(events.get(i - 1)) : events.get(i);
      part = random.nextInt(50) == 0 ? merged.merge(part) : part;
      collector.add(part);
      merged = merged.merge(part);
      if (random.nextInt(20) == 0) {
        assertThat(collector.evidence()).isEqualTo(merged);
      }
    }

    assertThat(collector.evidence()).isEqualTo(merged);
    assertThat(collector.count()).isEqualTo(merged.count());
    collector.clear();
    assertThat(collector.evidence()).isEqualTo(Evidence.none());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void exactCountsAddUp(@ForAll("events") List<Evidence> events) {
    Evidence all = events.stream().reduce(Evidence.none(), Evidence::merge);

    assertThat(all.count()).isEqualTo(events.size());
    assertThat(all.eventNames().stream().mapToLong(Tally::count).sum()).isEqualTo(events.size());
    assertThat(all.late()).isEqualTo(events.stream().mapToLong(Evidence::late).sum());
    if (!all.isTruncated()) {
      assertThat(all.principals().stream().mapToLong(Tally::count).sum()).isEqualTo(events.size());
    }
    assertThat(all.samples()).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(10);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void bytesGiveTheEvidenceBack(@ForAll("events") List<Evidence> events) {
    Evidence all = events.stream().reduce(Evidence.none(), Evidence::merge);

    assertThat(Evidence.fromBytes(all.toBytes())).isEqualTo(all);
  }
}
