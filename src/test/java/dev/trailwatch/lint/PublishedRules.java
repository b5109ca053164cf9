package dev.trailwatch.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Published metric filters as rule files, and what {@code check} says of each. */
final class PublishedRules {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private PublishedRules() {}

  /** What is told of one published filter with its alarm, as CloudWatch would run it. */
  static List<Issue> check(Linter linter, JsonNode published) throws Exception {
    ObjectNode rule = JSON.createObjectNode();
    rule.put("name", published.get("id").asText());
    rule.put("pattern", published.get("pattern").asText());
    ObjectNode metric = rule.putObject("metric");
    metric.put("namespace", published.get("namespace").asText());
    metric.put("name", published.get("metric").asText());
    if (!published.get("period").isNull()) {
      ObjectNode alarm = rule.putObject("alarm");
      for (String key : List.of("statistic", "period", "evaluation_periods", "threshold")) {
        alarm.set(key, published.get(key));
      }
      alarm.set("comparison_operator", published.get("comparison"));
      if (!published.get("datapoints_to_alarm").isNull()) {
        alarm.set("datapoints_to_alarm", published.get("datapoints_to_alarm"));
      }
      JsonNode missing = published.get("treat_missing_data");
      alarm.put("treat_missing_data", missing.isNull() ? "missing" : missing.asText());
    }
    ObjectNode file = JSON.createObjectNode().put("version", 1);
    file.putArray("rules").add(rule);
    // JSON is YAML
    SourceText source = SourceText.of("published.yaml", file.toPrettyString());
    ReadResult read = RuleFileReader.read(List.of(source), TODAY);
    List<Issue> issues = new ArrayList<>(read.issues());
    issues.addAll(linter.lint(read.readable(), TODAY));
    return issues;
  }
}
