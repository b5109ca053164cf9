package dev.trailwatch.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every published metric filter with a known fault is told that fault, and nothing else. */
class PublishedFaultsTest {
  private static final Path DATA = Path.of("../shared/data");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("does-not-parse", "P"),
          Map.entry("never-matches", "W301"),
          Map.entry("branch-never-matches", "W302"),
          Map.entry("always-true", "W303"),
          Map.entry("unknown-identity-type", "W304"),
          Map.entry("wrong-field", "W305"),
          Map.entry("missing-event-source", "W310"),
          Map.entry("retired-event-name", "W311"),
          Map.entry("exact-text-misses-variants", "W312"),
          Map.entry("flat-request-form-missed", "W313"),
          Map.entry("always-noisy-service", "W314"),
          Map.entry("needs-parentheses", "W315"),
          Map.entry("alarm-never-returns-to-ok", "W320"),
          Map.entry("period-against-advice", "W321"));

  @Test
  void everyKnownFaultIsNamedAndNoOther() throws Exception {
    Path rules = DATA.resolve("published-rules.jsonl");
    boolean here = Files.exists(rules);
    if (!here) {
      System.out.println("NOT RUN: published faults: " + rules + " is not there");
    }
    assumeTrue(here);
    Map<String, JsonNode> faults = new HashMap<>();
    for (String line : Files.readAllLines(DATA.resolve("published-faults.jsonl"))) {
      JsonNode each = JSON.readTree(line);
      faults.put(each.get("id").asText(), each.get("faults"));
    }
    Linter linter = Linter.create();
    Map<String, int[]> table = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    List<String> surplus = new ArrayList<>();
    for (String line : Files.readAllLines(rules)) {
      JsonNode published = JSON.readTree(line);
      String id = published.get("id").asText();
      List<Issue> issues = new ArrayList<>(PublishedRules.check(linter, published));
      for (JsonNode fault : faults.get(id)) {
        String kind = fault.get("kind").asText();
        String level = fault.get("level").asText();
        boolean named =
            issues.removeIf(
                issue ->
                    issue.code().id().startsWith(CODES.get(kind))
                        && issue.severity().word().equals(level));
        int[] counts = table.computeIfAbsent(level + " " + kind, key -> new int[2]);
        counts[0]++;
        counts[1] += named ? 1 : 0;
        if (!named && !level.equals("info")) {
          missed.add(id + ": " + level + " " + kind);
        }
      }
      for (Issue issue : issues) {
        if (issue.severity() != Severity.INFO) {
          surplus.add(id + ": " + issue);
        }
      }
    }
    table.forEach(
        (fault, counts) ->
            System.out.printf("%-40s %3d known, %3d named%n", fault, counts[0], counts[1]));
    System.out.printf("%d errors and warnings beside them%n", surplus.size());
    surplus.forEach(System.out::println);

    assertThat(missed).isEmpty();
    assertThat(surplus).isEmpty();
  }
}
