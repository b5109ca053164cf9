package dev.trailwatch.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for the topics of imported alarms: rules name topics, the configuration has their ARNs. */
final class TopicNames {
  /** What stands for the topic that an alarm without actions tells. */
  static final String DEFAULT = "(default)";

  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:sns:([a-z0-9-]+):([0-9]{12}):([A-Za-z0-9_-]+)(\\.fifo)?");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{var\\.topic_arns\\[\"([^\"]+)\"]}");

  private final Map<String, String> namesByArn = new LinkedHashMap<>();

  TopicNames() {}

  /** The name of an action's topic; empty if the action is no topic. */
  String name(String action) {
    Matcher variable = VARIABLE.matcher(action);
    if (variable.matches()) {
      return variable.group(1);
    }
    if (action.startsWith("${")) {
      return action.contains("try(var.topic_arns[") ? DEFAULT : "";
    }
    Matcher arn = ARN.matcher(action);
    if (!arn.matches()) {
      return "";
    }
    String known = namesByArn.get(action);
    if (known != null) {
      return known;
    }
    String name = arn.group(3);
    if (namesByArn.containsValue(name)) {
      name = name + "-" + arn.group(1);
    }
    if (namesByArn.containsValue(name)) {
      name = name + "-" + arn.group(2);
    }
    namesByArn.put(action, name);
    return name;
  }

  /** Whether the actions stand for the default topic. */
  boolean isDefault(JsonNode actions) {
    for (JsonNode action : actions) {
      if (name(action.asText()).equals(DEFAULT)) {
        return true;
      }
    }
    return false;
  }

  /** Says which ARN each name needs in the job's configuration. */
  void remarks(List<String> remarks) {
    namesByArn.forEach(
        (arn, name) -> remarks.add("configure  trailwatch.sink  topic." + name + " = " + arn));
  }
}
