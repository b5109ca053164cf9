package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.ruletest.TimedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the shipped rules find in logged attacks, and how often they speak without one. */
class DetectionFiguresTest {
  private static final String TRAIL = "cloudtrail-sample.jsonl.gz";
  private static final String LABELS = "technique-labels.jsonl";
  private static final String PEERS = "peer-rule-tests.jsonl";

  @Test
  void everyTechniqueLoggedByItselfAlarms() throws IOException {
    if (!SampleTrail.has(TRAIL, "the techniques logged one by one")) {
      return;
    }
    RuleSet rules = ShippedRules.load();
    List<TimedEvent> all = SampleTrail.events();
    int found = 0;
    int paged = 0;
    List<String> table = new ArrayList<>();
    List<JsonNode> labels = labels("stratus");
    for (JsonNode label : labels) {
      List<TimedEvent> events = new ArrayList<>();
      label.get("allLines").forEach(line -> events.add(all.get(line.asInt() - 1)));
      long start = events.stream().mapToLong(TimedEvent::time).min().orElseThrow();
      List<Episode> episodes = new ArrayList<>(Episode.of(rules, events));
      episodes.removeIf(episode -> !episode.holdsAnyOf(ids(label)));
      episodes.sort(Comparator.comparingLong(Episode::told));
      found += episodes.isEmpty() ? 0 : 1;
      paged += episodes.stream().anyMatch(Episode::pages) ? 1 : 0;
      table.add(row(label, episodes, start));
    }
    table.forEach(System.out::println);
    System.out.printf("%d of %d techniques, %d by a page%n", found, labels.size(), paged);

    assertThat(found).isEqualTo(labels.size()).isEqualTo(35);
    assertThat(paged).isGreaterThanOrEqualTo(24);
  }

  @Test
  void theAttackedStreamIsFoundWithLittleElse() throws IOException {
    if (!SampleTrail.has(TRAIL, "a stream with attacks in it")) {
      return;
    }
    List<TimedEvent> events = SampleTrail.events().subList(0, SampleTrail.STREAM_END);
    List<Episode> episodes = Episode.of(ShippedRules.load(), events);
    List<JsonNode> labels = labels("stream");
    Set<String> points = new HashSet<>();
    labels.forEach(label -> points.addAll(ids(label)));
    TreeMap<String, Integer> without = new TreeMap<>();
    int pagesWithout = 0;
    for (Episode episode : episodes) {
      if (!episode.holdsAnyOf(points)) {
        without.merge(episode.rule(), 1, Integer::sum);
        pagesWithout += episode.pages() ? 1 : 0;
      }
    }
    int alarmsWithout = without.values().stream().mapToInt(Integer::intValue).sum();
    long found = 0;
    for (JsonNode label : labels) {
      List<Episode> holding =
          episodes.stream().filter(episode -> episode.holdsAnyOf(ids(label))).toList();
      found += holding.isEmpty() ? 0 : 1;
      System.out.printf(
          "| %s | %s |%n",
          label.get("technique").asText(),
          holding.stream().map(Episode::rule).distinct().collect(Collectors.joining(", ")));
    }
    System.out.printf(
        "%d of %d techniques; %d alarms, %d without a detection point, %d of them pages: %s%n",
        found, labels.size(), episodes.size(), alarmsWithout, pagesWithout, without);

    assertThat(found).isEqualTo(labels.size()).isEqualTo(25);
    assertThat(alarmsWithout).isLessThanOrEqualTo(25);
    assertThat(pagesWithout).isLessThanOrEqualTo(3);
    String noise = Files.readString(Path.of("src/site/markdown/noise.md"));
    without.forEach(
        (rule, alarms) ->
            assertThat(noise).as("explained").contains("| `" + rule + "` | " + alarms + " |"));
  }

  @Test
  void otherEnginesTestEventsAreToldApartBetterThanByTheDraft() throws IOException {
    if (!SampleTrail.has(PEERS, "the events of other engines' rule tests")) {
      return;
    }
    List<Rule> rules =
        ShippedRules.load().rules().stream().filter(rule -> rule.mode() == RuleMode.LIVE).toList();
    ObjectMapper json = new ObjectMapper();
    int[] matched = new int[2];
    int[] paged = new int[2];
    for (JsonNode test : SampleTrail.lines(PEERS)) {
      LogEvent event = LogEvent.of(json.writeValueAsString(test.get("event")));
      int expected = test.get("expected").booleanValue() ? 1 : 0;
      List<Rule> matching = rules.stream().filter(rule -> rule.counts(event)).toList();
      matched[expected] += matching.isEmpty() ? 0 : 1;
      paged[expected] +=
          matching.stream().anyMatch(rule -> ShippedRules.pages(rule.alarms().get(0))) ? 1 : 0;
    }
    System.out.printf(
        "of 90 true events %d matched (%d by a page), of 103 near misses %d (%d)%n",
        matched[1], paged[1], matched[0], paged[0]);

    assertThat(matched[1]).isGreaterThan(72);
    assertThat(matched[0]).isLessThan(46);
    assertThat(paged[1]).isGreaterThan(31);
    assertThat(paged[0]).isLessThan(10);
  }

  private static List<JsonNode> labels(String part) throws IOException {
    return SampleTrail.lines(LABELS).stream()
        .filter(label -> label.get("part").asText().equals(part))
        .toList();
  }

  private static Set<String> ids(JsonNode label) {
    Set<String> ids = new HashSet<>();
    label.get("eventIDs").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private static String row(JsonNode label, List<Episode> episodes, long start) {
    String caught =
        episodes.stream()
            .map(
                episode ->
                    episode.rule()
                        + (episode.pages() ? " (page) " : " ")
                        + (episode.told() - start) / 1000
                        + " s")
            .collect(Collectors.joining(", "));
    return "| " + label.get("technique").asText() + " | " + caught + " |";
  }
}
