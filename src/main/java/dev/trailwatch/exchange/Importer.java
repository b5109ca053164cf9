package dev.trailwatch.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Severity;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a rule file of native metric filters and alarms.
 *
 * <p>Imported alarms keep CloudWatch's behaviour: windows that slide, its wider evaluation range,
 * INSUFFICIENT_DATA to OK said, copies of an event counted. Each entry is tried with the rule
 * reader before it is taken; what the reader refuses is left out with its words.
 */
public final class Importer {
  private static final int MINUTE = 60;

  private final NativeParts parts = new NativeParts();
  private final TopicNames topics = new TopicNames();
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, List<String>> rulesByMetric = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  private Importer() {}

  /** An importer without input. */
  public static Importer create() {
    return new Importer();
  }

  /**
   * Adds an answer of {@code aws logs describe-metric-filters} or {@code aws cloudwatch
   * describe-alarms}.
   *
   * @throws IllegalArgumentException if the text is neither, with a sentence that says so
   */
  public Importer cloudWatch(String name, String text) {
    CloudWatchJson.read(name, text, parts);
    return this;
  }

  /**
   * Adds what {@code terraform show -json} prints of a plan or state, or a {@code .tf.json}.
   *
   * @throws IllegalArgumentException if the text is neither, with a sentence that says so
   */
  public Importer terraform(String name, String text) {
    TerraformJson.read(name, text, parts);
    return this;
  }

  /** The rule file of all that was added. */
  public ImportedRules rules() {
    Map<String, ObjectNode> rules = new LinkedHashMap<>();
    for (ObjectNode filter : parts.filters) {
      rule(filter, rules);
    }
    Map<String, List<ObjectNode>> alarms = new LinkedHashMap<>();
    List<ObjectNode> standalone = new ArrayList<>();
    int count = 0;
    Set<String> alarmNames = new LinkedHashSet<>();
    for (ObjectNode each : parts.alarms) {
      ObjectNode alarm = alarm(each);
      if (alarm == null) {
        continue;
      }
      String name = alarm.path("alarm_name").asText();
      if (!alarmNames.add(name)) {
        leftOut.add("alarm \"" + name + "\": an alarm of this name is here already");
        continue;
      }
      count++;
      List<String> feeding =
          rulesByMetric.get(metric(each.path("Namespace"), each.path("MetricName")));
      if (feeding != null && feeding.size() == 1) {
        alarms.computeIfAbsent(feeding.get(0), key -> new ArrayList<>()).add(alarm);
      } else {
        standalone.add(standalone(alarm, each));
      }
    }
    for (String other : parts.others) {
      leftOut.add(other + ": the engine has alarms on metrics of rules only");
    }
    return file(rules, alarms, standalone, count);
  }

  private ImportedRules file(
      Map<String, ObjectNode> rules,
      Map<String, List<ObjectNode>> alarms,
      List<ObjectNode> standalone,
      int count) {
    StringBuilder out = new StringBuilder("version: 1\n");
    out.append(rules.isEmpty() ? "" : "rules:\n");
    rules.forEach(
        (name, rule) -> {
          List<ObjectNode> own = alarms.getOrDefault(name, List.of());
          if (own.size() == 1) {
            rule.set("alarm", own.get(0));
          } else if (!own.isEmpty()) {
            ArrayNode list = rule.putArray("alarms");
            own.forEach(list::add);
          }
          out.append(RuleText.entry(rule));
        });
    out.append(standalone.isEmpty() ? "" : "alarms:\n");
    standalone.forEach(alarm -> out.append(RuleText.entry(alarm)));
    topics.remarks(remarks);
    return new ImportedRules(out.toString(), rules.size(), count, leftOut, remarks);
  }

  private void rule(ObjectNode filter, Map<String, ObjectNode> rules) {
    String given = filter.path("filterName").asText("");
    String what = "metric filter \"" + given + "\"";
    JsonNode transformations = filter.path("metricTransformations");
    if (transformations.size() != 1) {
      leftOut.add(what + ": it has " + transformations.size() + " metric transformations, not one");
      return;
    }
    JsonNode from = transformations.get(0);
    ObjectNode rule = NativeParts.JSON.createObjectNode();
    String name = unique(ruleName(given));
    rule.put("name", name);
    rule.put("pattern", filter.path("filterPattern").asText(""));
    ObjectNode metric = rule.putObject("metric");
    NativeParts.copy(from, "metricNamespace", metric, "namespace");
    NativeParts.copy(from, "metricName", metric, "name");
    metric.set("value", number(from.path("metricValue")));
    if (from.hasNonNull("defaultValue") && !from.path("defaultValue").asText().isEmpty()) {
      metric.set("default_value", number(from.path("defaultValue")));
    }
    NativeParts.copy(from, "unit", metric, "unit");
    if (from.path("dimensions").size() > 0) {
      metric.set("dimensions", from.path("dimensions"));
    }
    rule.put("deduplicate", false);
    if (!readable(what, "rules:\n" + RuleText.entry(rule))) {
      names.remove(name);
      return;
    }
    if (!name.equals(given)) {
      remarks.add(
          what + " is the rule " + name + ": a rule's name has letters, digits and . _ / -");
    }
    for (String key :
        List.of("applyOnTransformedLogs", "fieldSelectionCriteria", "emitSystemFieldDimensions")) {
      JsonNode value = filter.path(key);
      boolean set = value.asBoolean(false) || value.isTextual() || value.size() > 0;
      if (set) {
        remarks.add(what + ": " + key + " has no counterpart and is not carried over");
      }
    }
    rules.put(name, rule);
    rulesByMetric
        .computeIfAbsent(
            metric(from.path("metricNamespace"), from.path("metricName")), key -> new ArrayList<>())
        .add(name);
  }

  private @org.jspecify.annotations.Nullable ObjectNode alarm(ObjectNode from) {
    String name = from.path("AlarmName").asText("");
    String what = "alarm \"" + name + "\"";
    String refusal = refusal(from);
    if (!refusal.isEmpty()) {
      leftOut.add(what + ": " + refusal);
      return null;
    }
    ObjectNode alarm = NativeParts.JSON.createObjectNode();
    alarm.put("alarm_name", name);
    NativeParts.copy(from, "AlarmDescription", alarm, "alarm_description");
    if (from.hasNonNull("ExtendedStatistic")
        && !from.path("ExtendedStatistic").asText().isEmpty()) {
      NativeParts.copy(from, "ExtendedStatistic", alarm, "extended_statistic");
    } else {
      NativeParts.copy(from, "Statistic", alarm, "statistic");
    }
    int period = from.path("Period").asInt(0);
    int evaluationPeriods = from.path("EvaluationPeriods").asInt(1);
    alarm.put("period", period);
    alarm.put("evaluation_periods", evaluationPeriods);
    JsonNode enough = from.path("DatapointsToAlarm");
    if (enough.asInt(0) > 0) {
      alarm.put("datapoints_to_alarm", enough.asInt());
    }
    if (period > 0) {
      int range = AlarmSpec.cloudWatchEvaluationRange(period, evaluationPeriods);
      alarm.put("evaluation_range", range);
    }
    alarm.put("comparison_operator", from.path("ComparisonOperator").asText(""));
    alarm.set("threshold", number(from.path("Threshold")));
    alarm.put("treat_missing_data", from.path("TreatMissingData").asText("missing"));
    NativeParts.copy(
        from, "EvaluateLowSampleCountPercentile", alarm, "evaluate_low_sample_count_percentiles");
    alarm.put("evaluation_window", "sliding");
    actions(what, from, alarm);
    alarm.put("notify_initial_ok", true);
    ObjectNode tried = standalone(alarm, from);
    String feeding =
        "rules:\n  - {name: feeding, pattern: x, metric: {namespace: "
            + RuleText.text(from.path("Namespace").asText())
            + ", name: "
            + RuleText.text(from.path("MetricName").asText())
            + "}}\nalarms:\n";
    return readable(what, feeding + RuleText.entry(tried)) ? alarm : null;
  }

  /** Why the engine has no such alarm; empty if it has. */
  private String refusal(ObjectNode from) {
    if (from.path("Metrics").size() > 0 || from.hasNonNull("ThresholdMetricId")) {
      return "it watches an expression or an anomaly band, not a metric";
    }
    if (from.path("Dimensions").size() > 0) {
      return "it watches one combination of dimension values; group_by makes an alarm for each";
    }
    if (!rulesByMetric.containsKey(metric(from.path("Namespace"), from.path("MetricName")))) {
      return "no imported metric filter feeds its metric "
          + from.path("Namespace").asText()
          + " / "
          + from.path("MetricName").asText();
    }
    int period = from.path("Period").asInt(0);
    return period % MINUTE == 0 && period > 0
        ? ""
        : "a period of " + period + " s; a metric filter's metric has one-minute datapoints";
  }

  private void actions(String what, ObjectNode from, ObjectNode alarm) {
    boolean any = false;
    String[][] kinds = {
      {"AlarmActions", "alarm_actions"},
      {"OKActions", "ok_actions"},
      {"InsufficientDataActions", "insufficient_data_actions"}
    };
    for (String[] kind : kinds) {
      ArrayNode named = NativeParts.JSON.createArrayNode();
      for (JsonNode action : from.path(kind[0])) {
        String topic = topics.name(action.asText());
        if (topic.equals(TopicNames.DEFAULT)) {
          continue;
        }
        if (topic.isEmpty()) {
          leftOut.add(what + ", " + kind[1] + ": " + action.asText() + " is no SNS topic");
        } else {
          named.add(topic);
        }
      }
      if (!named.isEmpty()) {
        alarm.set(kind[1], named);
        any = true;
      }
    }
    boolean enabled = from.path("ActionsEnabled").asBoolean(true);
    if (!enabled) {
      alarm.put("actions_enabled", false);
    } else if (!any && !topics.isDefault(from.path("AlarmActions"))) {
      remarks.add(what + " tells nobody today; here it tells the topic of its severity or default");
    }
    String unit = from.path("Unit").asText("");
    if (!unit.isEmpty()) {
      remarks.add(what + " asks for data in the unit " + unit + "; here every unit counts");
    }
  }

  private static ObjectNode standalone(ObjectNode alarm, ObjectNode from) {
    ObjectNode standalone = NativeParts.JSON.createObjectNode();
    standalone.set("name", alarm.get("alarm_name"));
    if (alarm.has("alarm_description")) {
      standalone.set("description", alarm.get("alarm_description"));
    }
    ObjectNode metric = standalone.putObject("metric");
    metric.set("namespace", from.path("Namespace"));
    metric.set("name", from.path("MetricName"));
    alarm
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (!key.equals("alarm_name") && !key.equals("alarm_description")) {
                standalone.set(key, entry.getValue());
              }
            });
    return standalone;
  }

  /** Whether the rule reader takes it; if not it is left out, with the reader's words. */
  private boolean readable(String what, String text) {
    SourceText source = SourceText.of("import", "version: 1\n" + text);
    ReadResult read = RuleFileReader.read(List.of(source));
    if (!read.hasErrors()) {
      return true;
    }
    leftOut.add(
        what
            + ": "
            + read.issues().stream()
                .filter(issue -> issue.severity() == Severity.ERROR)
                .map(Issue::message)
                .distinct()
                .collect(Collectors.joining("; ")));
    return false;
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "-" + i;
    }
    return unique;
  }

  private static String ruleName(String given) {
    String name = given.replaceAll("[^A-Za-z0-9._/-]+", "-");
    String cut = name.length() > 240 ? name.substring(0, 240) : name;
    return cut.isEmpty() || cut.equals("-") ? "unnamed" : cut;
  }

  private static String metric(JsonNode namespace, JsonNode name) {
    return namespace.asText() + "\n" + name.asText();
  }

  /** A number where the text is one, so that it reads as one. */
  private static JsonNode number(JsonNode value) {
    String text = value.asText();
    if (text.matches("-?(0|[1-9][0-9]{0,14})(\\.0+)?")) {
      long whole = Long.parseLong(text.replaceFirst("\\..*", ""));
      return NativeParts.JSON.getNodeFactory().numberNode(whole);
    }
    return text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
        ? NativeParts.JSON.getNodeFactory().numberNode(Double.parseDouble(text))
        : value;
  }
}
