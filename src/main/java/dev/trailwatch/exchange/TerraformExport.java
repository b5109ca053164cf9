package dev.trailwatch.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.NativeGaps;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules as native metric filters and alarms, in Terraform's JSON form.
 *
 * <p>What only the engine can do is left out with the reasons; what CloudWatch does otherwise
 * without being wrong is listed.
 */
public final class TerraformExport {
  private static final int LONGEST_DESCRIPTION = 1024;

  private final RuleSet rules;
  private final ObjectNode root = NativeParts.JSON.createObjectNode();
  private final ObjectNode filters = NativeParts.JSON.createObjectNode();
  private final ObjectNode alarms = NativeParts.JSON.createObjectNode();
  private final Map<String, List<String>> notNative = new LinkedHashMap<>();
  private final Map<String, List<String>> differences = new LinkedHashMap<>();

  private TerraformExport(RuleSet rules) {
    this.rules = rules;
  }

  /** The export of all rules of a set that are switched on. */
  public static TerraformExport of(RuleSet rules) {
    TerraformExport export = new TerraformExport(rules);
    for (Rule rule : rules.allRules()) {
      export.rule(rule);
    }
    for (Alarm alarm : rules.allAlarms()) {
      if (alarm.ruleName() == null) {
        export.standalone(alarm);
      }
    }
    export.head();
    return export;
  }

  private void rule(Rule rule) {
    List<String> reasons = NativeGaps.of(rule);
    if (!reasons.isEmpty()) {
      notNative.put(rule.name(), reasons);
      return;
    }
    ObjectNode filter = filters.putObject(unique(filters, rule.name()));
    filter.put("name", rule.name());
    filter.put("log_group_name", "${var.log_group_name}");
    filter.put("pattern", literal(NativeGaps.pattern(rule).text()));
    MetricTransformation from = rule.metric();
    ObjectNode metric = filter.putObject("metric_transformation");
    metric.put("namespace", literal(from.namespace()));
    metric.put("name", literal(from.name()));
    metric.put("value", from.reference() == null ? number(from.literal()) : from.valueText());
    Double otherwise = from.defaultValue();
    if (otherwise != null) {
      metric.put("default_value", number(otherwise));
    }
    if (from.unit() != null) {
      metric.put("unit", from.unit());
    }
    if (!from.dimensions().isEmpty()) {
      ObjectNode dimensions = metric.putObject("dimensions");
      for (Map.Entry<String, FieldReference> each : from.dimensions().entrySet()) {
        dimensions.put(each.getKey(), each.getValue().toString());
      }
    }
    for (Alarm alarm : rule.alarms()) {
      alarm(alarm, rule.name());
    }
    if (rule.deduplicate()) {
      differ(rule.name(), "copies of one event count each");
    }
  }

  private void standalone(Alarm alarm) {
    List<String> reasons = new ArrayList<>();
    if (!alarm.enabled()) {
      reasons.add("it is not enabled");
    }
    if (alarm.mode() == RuleMode.SHADOW) {
      reasons.add("a shadow rule notifies nobody");
    }
    reasons.addAll(NativeGaps.of(alarm));
    for (Rule rule : rules.allRules()) {
      if (alarm.watches(rule.metric()) && notNative.containsKey(rule.name())) {
        reasons.add("rule " + rule.name() + ", which feeds its metric, is not native");
      }
    }
    if (reasons.isEmpty()) {
      alarm(alarm, alarm.name());
    } else {
      notNative.put(alarm.name(), reasons);
    }
  }

  private void alarm(Alarm from, String owner) {
    ObjectNode alarm = alarms.putObject(unique(alarms, from.name()));
    alarm.put("alarm_name", literal(from.name()));
    String description = from.description();
    if (description != null) {
      String text = description.strip();
      boolean cut = text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION;
      int end = cut ? text.offsetByCodePoints(0, LONGEST_DESCRIPTION) : text.length();
      alarm.put("alarm_description", literal(text.substring(0, end)));
      if (cut) {
        differ(owner, "the description of " + from.name() + " is cut at 1,024 characters");
      }
    }
    alarm.put("namespace", literal(from.namespace()));
    alarm.put("metric_name", literal(from.metricName()));
    boolean percentile = from.spec().statistic().isPercentile();
    alarm.put(percentile ? "extended_statistic" : "statistic", from.spec().statistic().awsName());
    alarm.put("period", from.spec().periodSeconds());
    alarm.put("evaluation_periods", from.spec().evaluationPeriods());
    Integer enough = from.spec().datapointsToAlarm();
    if (enough != null) {
      alarm.put("datapoints_to_alarm", enough);
    }
    alarm.put("comparison_operator", from.spec().operator().awsName());
    alarm.put("threshold", from.spec().threshold());
    alarm.put("treat_missing_data", from.spec().missingData().key());
    if (from.spec().lowSampleIgnore()) {
      alarm.put("evaluate_low_sample_count_percentiles", "ignore");
    }
    if (!from.actionsEnabled()) {
      alarm.put("actions_enabled", false);
    }
    actions(from, alarm);
    NativeGaps.differences(from).forEach(each -> differ(owner, each));
    if (from.spec().evaluationWindow() == EvaluationWindow.WALL_CLOCK) {
      differ(owner, from.name() + " is judged over windows that slide, not by the clock");
    }
  }

  private void actions(Alarm from, ObjectNode alarm) {
    topics(alarm, "alarm_actions", from.alarmActions());
    topics(alarm, "ok_actions", from.okActions());
    topics(alarm, "insufficient_data_actions", from.insufficientDataActions());
    boolean silent =
        from.alarmActions().isEmpty()
            && from.okActions().isEmpty()
            && from.insufficientDataActions().isEmpty();
    if (silent && from.actionsEnabled()) {
      String severity = from.severity().key();
      String fallback = "${try(var.topic_arns[\"" + severity + "\"], var.topic_arns[\"default\"])}";
      alarm.putArray("alarm_actions").add(fallback);
      alarm.putArray("ok_actions").add(fallback);
    }
  }

  private static void topics(ObjectNode alarm, String key, List<String> topics) {
    if (!topics.isEmpty()) {
      ArrayNode arns = alarm.putArray(key);
      topics.forEach(topic -> arns.add("${var.topic_arns[\"" + topic + "\"]}"));
    }
  }

  private void differ(String owner, String difference) {
    differences.computeIfAbsent(owner, key -> new ArrayList<>()).add(difference);
  }

  private void head() {
    ObjectNode terraform = root.putObject("terraform");
    ObjectNode aws = terraform.putObject("required_providers").putObject("aws");
    aws.put("source", "hashicorp/aws").put("version", ">= 5.100");
    ObjectNode variables = root.putObject("variable");
    variables
        .putObject("log_group_name")
        .put("type", "string")
        .put("description", "The log group that the trail writes to.");
    variables
        .putObject("topic_arns")
        .put("type", "map(string)")
        .put("description", "ARN of each topic by the name that rules use; default for the rest.");
    ObjectNode resources = root.putObject("resource");
    if (!filters.isEmpty()) {
      resources.set("aws_cloudwatch_log_metric_filter", filters);
    }
    if (!alarms.isEmpty()) {
      resources.set("aws_cloudwatch_metric_alarm", alarms);
    }
    ObjectNode reasons = NativeParts.JSON.createObjectNode();
    notNative.forEach((name, each) -> reasons.put(name, literal(String.join("; ", each))));
    root.putObject("output")
        .putObject("not_native")
        .put("description", "The reason for each rule that has no metric filter, by its name.")
        .set("value", reasons);
  }

  /** What Terraform would take for a template is text here. */
  private static String literal(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** A resource's name: letters, digits and _ of the given one. */
  private static String unique(ObjectNode taken, String name) {
    String base = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String start = base.matches("[A-Za-z_].*") ? base : "_" + base;
    String unique = start;
    for (int i = 2; taken.has(unique); i++) {
      unique = start + "_" + i;
    }
    return unique;
  }

  /** The configuration, a {@code .tf.json}. */
  public String text() {
    try {
      return NativeParts.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many metric filters it holds. */
  public int filters() {
    return filters.size();
  }

  /** How many alarms it holds. */
  public int alarms() {
    return alarms.size();
  }

  /** The reasons for each rule or alarm that is not in it, by name. */
  public Map<String, List<String>> notNative() {
    return notNative;
  }

  /** What CloudWatch does otherwise, by the rule's name. */
  public Map<String, List<String>> differences() {
    return differences;
  }

  @Override
  public String toString() {
    return filters() + " metric filters, " + alarms() + " alarms";
  }
}
