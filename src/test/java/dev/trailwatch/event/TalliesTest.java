package dev.trailwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static long hash(int rank) {
    return (long) rank << 32 | 0x5555;
  }

  private static Tallies one(String value, boolean failed, int rank) {
    return Tallies.of(value, failed, hash(rank));
  }

  private static Tallies all(List<Tallies> parts) {
    return parts.stream().reduce(Tallies.NONE, Tallies::merge);
  }

  private static Tallies many(int values) {
    List<Tallies> parts = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      parts.add(one("v" + i, i % 3 == 0, i * 7919));
    }
    return all(parts);
  }

  private static Tallies copied(Tallies tallies) {
    TextTable table = new TextTable();
    CompactOutput body = new CompactOutput();
    tallies.write(body, table);
    CompactOutput texts = new CompactOutput();
    table.write(texts);
    CompactInput in = new CompactInput(body.toBytes());
    Tallies read = Tallies.read(in, TextTable.read(new CompactInput(texts.toBytes())));
    in.end();
    return read;
  }

  @Test
  void fewValuesAreCountedExactly() {
    Tallies tallies =
        all(List.of(one("b", true, 1), one("a", false, 2), one("b", false, 3), one("c", true, 4)));

    assertThat(tallies.list())
        .containsExactly(Tally.of("b", 2, 1), Tally.of("a", 1, 0), Tally.of("c", 1, 1));
    assertThat(tallies.isTruncated()).isFalse();
    assertThat(tallies).hasToString("[b x2 (1 failed), a x1, c x1 (1 failed)]");
    assertThat(Tallies.of(null, true, 7)).isSameAs(Tallies.NONE);
    assertThat(Tallies.NONE.list()).isEmpty();
    assertThat(Tallies.of(Map.of())).isSameAs(Tallies.NONE);
  }

  @Test
  void thirtyTwoValuesAreExactAndThirtyThreeAreNot() {
    assertThat(many(32).isTruncated()).isFalse();
    assertThat(many(32).list()).hasSize(32).allMatch(tally -> tally.count() == 1);
    assertThat(many(33).isTruncated()).isTrue();
    assertThat(many(33).list()).hasSize(32);
  }

  @Test
  void theValuesOfLowestRankAreKeptAndAnEventCanLowerIt() {
    List<Tallies> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // ranks are unsigned: those below zero are the highest
      parts.add(one("v" + i, false, i < 20 ? i : -i));
    }
    // those with the 32 lowest ranks: v0 to v19 and, of -20 to -39, the twelve lowest
    Tallies tallies = all(parts);
    assertThat(tallies.list())
        .extracting(Tally::value)
        .contains("v0", "v19", "v28", "v39")
        .doesNotContain("v20", "v27");

    parts.add(one("v20", false, 3));
    Tallies lowered = all(parts);
    assertThat(lowered.list()).extracting(Tally::value).doesNotContain("v27");
    Collections.reverse(parts);
    assertThat(all(parts).list()).extracting(Tally::value).contains("v20").doesNotContain("v28");
  }

  @Test
  void equalRanksAreToldApartByTheValue() {
    List<Tallies> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      parts.add(one(String.format("v%02d", i), false, 5));
    }
    Collections.shuffle(parts, new Random(4));

    assertThat(all(parts).list())
        .extracting(Tally::value)
        .contains("v00", "v31")
        .doesNotContain("v32", "v39");
  }

  @Test
  void countsOfManyValuesAreEstimatesFromAllOfThem() {
    List<Tallies> parts = new ArrayList<>();
    for (int i = 0; i < 1270; i++) {
      parts.add(one("v" + i, true, 1000 + i));
    }
    for (int i = 0; i < 500; i++) {
      parts.add(one("busy", i % 2 == 0, 1));
    }
    List<Tally> list = all(parts).list();

    assertThat(list.get(0).value()).isEqualTo("busy");
    assertThat(list.get(0).count()).isBetween(490L, 515L);
    assertThat(list.get(0).failed()).isBetween(240L, 265L);
    assertThat(list).allMatch(tally -> tally.count() >= 1 && tally.failed() <= tally.count());
  }

  @Test
  void theOrderOfMergingMakesNoDifference() {
    List<Tallies> parts = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      parts.add(one("v" + random.nextInt(60), random.nextBoolean(), random.nextInt()));
    }
    Map<String, Tallies.Count> counts = new HashMap<>();
    parts.forEach(part -> assertThat(part.addTo(counts)).isTrue());
    Tallies left = all(parts);
    Collections.shuffle(parts, random);
    Tallies halves = all(parts.subList(0, 150)).merge(all(parts.subList(150, 300)));

    assertThat(halves).isEqualTo(left).hasSameHashCodeAs(left);
    assertThat(Tallies.of(counts)).isEqualTo(left);
    assertThat(left.merge(Tallies.NONE)).isSameAs(left);
    assertThat(Tallies.NONE.merge(left)).isSameAs(left);
  }

  @Test
  void whatIsNoLongerExactAddsToNoExactCounts() {
    Map<String, Tallies.Count> counts = new HashMap<>();

    assertThat(many(33).addTo(counts)).isFalse();
    assertThat(counts).isEmpty();
  }

  @Test
  void theyAreWrittenAndReadBack() {
    for (int values : new int[] {0, 1, 32, 33, 200}) {
      assertThat(copied(many(values))).isEqualTo(many(values));
    }
    assertThat(copied(one("a", true, -5))).isEqualTo(one("a", true, -5));
  }

  @Test
  void theyDifferWhereAnyPartDoes() {
    List<Tallies> different =
        List.of(
            Tallies.NONE,
            one("a", false, 1),
            one("b", false, 1),
            one("a", true, 1),
            one("a", false, 2),
            one("a", false, 1).merge(one("a", false, 1)),
            many(33),
            many(33).merge(one("v0", false, 0)),
            many(33).merge(one("v0", true, 0)),
            many(34));
    for (int i = 0; i < different.size(); i++) {
      for (int j = 0; j < different.size(); j++) {
        assertThat(different.get(i).equals(different.get(j))).as(i + ", " + j).isEqualTo(i == j);
      }
    }
    assertThat(one("a", false, 1)).isNotEqualTo("[a x1]");
    assertThat(one("a", false, 1)).hasSameHashCodeAs(one("a", false, 1));
    assertThat(one("a", false, 1).hashCode()).isNotEqualTo(one("b", false, 1).hashCode());
    assertThat(one("a", false, 1).hashCode()).isNotEqualTo(different.get(5).hashCode());
  }

  @Test
  void aTallySaysItsCounts() {
    Tally tally = Tally.of("a", 3, 1);

    assertThat(tally).hasToString("a x3 (1 failed)").isEqualTo(Tally.of("a", 3, 1));
    assertThat(Tally.of("a", 3, 0)).hasToString("a x3");
    for (Tally other : List.of(Tally.of("b", 3, 1), Tally.of("a", 2, 1), Tally.of("a", 3, 2))) {
      assertThat(tally).isNotEqualTo(other);
      assertThat(tally.hashCode()).isNotEqualTo(other.hashCode());
    }
    assertThat(tally).isNotEqualTo("a x3 (1 failed)").hasSameHashCodeAs(Tally.of("a", 3, 1));
    assertThat(tally.failed()).isEqualTo(1);
  }
}
