package dev.trailwatch.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code terraform show -json} prints of a plan or a state, or a configuration in Terraform's
 * JSON form: the metric filters and alarms in it, in every module.
 */
final class TerraformJson {
  private static final String FILTER = "aws_cloudwatch_log_metric_filter";
  private static final String ALARM = "aws_cloudwatch_metric_alarm";

  private TerraformJson() {}

  /**
   * Adds what a file holds.
   *
   * @throws IllegalArgumentException if it is none of these, with a sentence that says so
   */
  static void read(String name, String text, NativeParts parts) {
    JsonNode root = CloudWatchJson.parse(name, text);
    JsonNode values =
        root.has("planned_values") ? root.path("planned_values") : root.path("values");
    if (values.has("root_module")) {
      module(values.path("root_module"), parts);
    } else if (root.path("resource_changes").isArray()) {
      changes(root.path("resource_changes"), parts);
    } else if (root.path("resource").isObject()) {
      configuration(root.path("resource"), parts);
    } else {
      throw new IllegalArgumentException(
          name
              + " is neither what  terraform show -json  prints of a plan or state nor a .tf.json:"
              + " it has no \"planned_values\", \"values\" or \"resource\"");
    }
  }

  private static void module(JsonNode module, NativeParts parts) {
    for (JsonNode resource : module.path("resources")) {
      if (resource.path("mode").asText("managed").equals("managed")) {
        resource(
            resource.path("type").asText(),
            resource.path("address").asText(),
            resource.path("values"),
            parts);
      }
    }
    module.path("child_modules").forEach(child -> module(child, parts));
  }

  /** A plan that says only what changes: what will be there afterwards. */
  private static void changes(JsonNode changes, NativeParts parts) {
    for (JsonNode change : changes) {
      JsonNode after = change.path("change").path("after");
      if (after.isObject() && change.path("mode").asText("managed").equals("managed")) {
        resource(change.path("type").asText(), change.path("address").asText(), after, parts);
      }
    }
  }

  private static void configuration(JsonNode types, NativeParts parts) {
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      for (Map.Entry<String, JsonNode> resource : type.getValue().properties()) {
        resource(
            type.getKey(),
            type.getKey() + "." + resource.getKey(),
            plain(resource.getValue()),
            parts);
      }
    }
  }

  /** The values with texts as Terraform reads them: a doubled dollar before a brace is one. */
  private static JsonNode plain(JsonNode value) {
    if (value.isTextual() && !value.textValue().startsWith("${")) {
      String text = value.textValue().replace("$${", "${").replace("%%{", "%{");
      return NativeParts.JSON.getNodeFactory().textNode(text);
    }
    if (value.isArray()) {
      ArrayNode copy = NativeParts.JSON.createArrayNode();
      value.forEach(each -> copy.add(plain(each)));
      return copy;
    }
    if (value.isObject()) {
      ObjectNode copy = NativeParts.JSON.createObjectNode();
      value.properties().forEach(each -> copy.set(each.getKey(), plain(each.getValue())));
      return copy;
    }
    return value;
  }

  private static void resource(String type, String address, JsonNode values, NativeParts parts) {
    if (type.equals(FILTER)) {
      parts.filters.add(filter(values));
    } else if (type.equals(ALARM)) {
      parts.alarms.add(alarm(values));
    } else if (type.startsWith("aws_cloudwatch_") && type.contains("alarm")) {
      parts.others.add(address);
    }
  }

  private static ObjectNode filter(JsonNode values) {
    ObjectNode filter = NativeParts.JSON.createObjectNode();
    NativeParts.copy(values, "name", filter, "filterName");
    filter.put("filterPattern", values.path("pattern").asText(""));
    NativeParts.copy(values, "log_group_name", filter, "logGroupName");
    ArrayNode transformations = filter.putArray("metricTransformations");
    for (JsonNode each : list(values.path("metric_transformation"))) {
      ObjectNode metric = transformations.addObject();
      NativeParts.copy(each, "namespace", metric, "metricNamespace");
      NativeParts.copy(each, "name", metric, "metricName");
      NativeParts.copy(each, "value", metric, "metricValue");
      NativeParts.copy(each, "default_value", metric, "defaultValue");
      NativeParts.copy(each, "unit", metric, "unit");
      if (each.path("dimensions").size() > 0) {
        metric.set("dimensions", each.path("dimensions"));
      }
    }
    return filter;
  }

  private static ObjectNode alarm(JsonNode values) {
    ObjectNode alarm = NativeParts.JSON.createObjectNode();
    String[][] names = {
      {"alarm_name", "AlarmName"},
      {"alarm_description", "AlarmDescription"},
      {"namespace", "Namespace"},
      {"metric_name", "MetricName"},
      {"statistic", "Statistic"},
      {"extended_statistic", "ExtendedStatistic"},
      {"period", "Period"},
      {"evaluation_periods", "EvaluationPeriods"},
      {"datapoints_to_alarm", "DatapointsToAlarm"},
      {"threshold", "Threshold"},
      {"threshold_metric_id", "ThresholdMetricId"},
      {"comparison_operator", "ComparisonOperator"},
      {"treat_missing_data", "TreatMissingData"},
      {"evaluate_low_sample_count_percentiles", "EvaluateLowSampleCountPercentile"},
      {"unit", "Unit"},
      {"actions_enabled", "ActionsEnabled"},
      {"alarm_actions", "AlarmActions"},
      {"ok_actions", "OKActions"},
      {"insufficient_data_actions", "InsufficientDataActions"},
    };
    for (String[] name : names) {
      NativeParts.copy(values, name[0], alarm, name[1]);
    }
    ArrayNode dimensions = alarm.putArray("Dimensions");
    for (Map.Entry<String, JsonNode> each : values.path("dimensions").properties()) {
      dimensions.addObject().put("Name", each.getKey()).set("Value", each.getValue());
    }
    if (values.path("metric_query").size() > 0) {
      alarm.set("Metrics", values.path("metric_query"));
    }
    return alarm;
  }

  /** A block is an object in a configuration and a list of objects in a plan. */
  private static List<JsonNode> list(JsonNode block) {
    List<JsonNode> list = new ArrayList<>();
    if (block.isObject()) {
      list.add(block);
    } else {
      block.forEach(list::add);
    }
    return list;
  }
}
