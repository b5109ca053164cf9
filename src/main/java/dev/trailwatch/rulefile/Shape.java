package dev.trailwatch.rulefile;

import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.Suggest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which keys a mapping of a rule file has, and what kind of value each takes.
 *
 * <p>These tables are the one place where keys are listed; {@code rules.schema.json} says the same
 * to editors, and a test holds the two together.
 */
final class Shape {
  /** What a key takes. */
  enum Type {
    TEXT("text", YamlNode.Kind.STRING),
    SCALAR("text", YamlNode.Kind.STRING, YamlNode.Kind.NUMBER, YamlNode.Kind.BOOLEAN),
    NUMBER("a number", YamlNode.Kind.NUMBER),
    BOOLEAN("true or false", YamlNode.Kind.BOOLEAN),
    NUMBER_OR_TEXT("a number or a reference", YamlNode.Kind.NUMBER, YamlNode.Kind.STRING),
    MAP("a mapping", YamlNode.Kind.MAP),
    LIST("a list", YamlNode.Kind.LIST),
    LIST_OR_TEXT("a list or a name", YamlNode.Kind.LIST, YamlNode.Kind.STRING),
    MAP_OR_TEXT("a mapping or text", YamlNode.Kind.MAP, YamlNode.Kind.STRING);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final Set<YamlNode.Kind> kinds;

    Type(String words, YamlNode.Kind... kinds) {
      this.words = words;
      this.kinds = Set.of(kinds);
    }
  }

  static final Shape METRIC =
      new Shape("a metric")
          .key("namespace", Type.TEXT)
          .key("name", Type.TEXT)
          .key("value", Type.NUMBER_OR_TEXT)
          .key("default_value", Type.NUMBER)
          .key("unit", Type.TEXT)
          .key("value_non_negative", Type.BOOLEAN)
          .key("dimensions", Type.MAP);

  /** What an alarm may say about itself wherever it stands, and what defaults may say for all. */
  private static final Shape ALARM_DEFAULTS =
      new Shape("defaults")
          .key("statistic", Type.TEXT)
          .key("extended_statistic", Type.TEXT)
          .key("evaluate_low_sample_count_percentiles", Type.TEXT)
          .key("period", Type.NUMBER)
          .key("evaluation_periods", Type.NUMBER)
          .key("datapoints_to_alarm", Type.NUMBER)
          .key("evaluation_range", Type.NUMBER)
          .key("comparison_operator", Type.TEXT)
          .key("threshold", Type.NUMBER)
          .key("treat_missing_data", Type.TEXT)
          .key("evaluation_window", Type.TEXT)
          .key("max_series", Type.NUMBER)
          .key("alarm_actions", Type.LIST)
          .key("ok_actions", Type.LIST)
          .key("insufficient_data_actions", Type.LIST)
          .key("actions_enabled", Type.BOOLEAN)
          .key("renotify_after", Type.NUMBER)
          .key("cooldown", Type.NUMBER)
          .key("notify_initial_ok", Type.BOOLEAN);

  static final Shape ALARM =
      new Shape("an alarm")
          .key("alarm_name", Type.TEXT)
          .key("alarm_description", Type.TEXT)
          .keys(ALARM_DEFAULTS)
          .key("group_by", Type.LIST);

  static final Shape EXCEPTION =
      new Shape("an exception")
          .key("pattern", Type.TEXT)
          .key("field", Type.TEXT)
          .key("in", Type.LIST_OR_TEXT)
          .key("reason", Type.TEXT)
          .key("owner", Type.TEXT)
          .key("expires", Type.TEXT);

  static final Shape ACCEPTED =
      new Shape("an accepted warning").required("code", Type.TEXT).required("reason", Type.TEXT);

  static final Shape TEST =
      new Shape("a test")
          .required("name", Type.TEXT)
          .required("event", Type.MAP_OR_TEXT)
          .required("matches", Type.BOOLEAN);

  static final Shape RULE =
      new Shape("a rule")
          .required("name", Type.TEXT)
          .key("description", Type.TEXT)
          .key("severity", Type.TEXT)
          .key("runbook", Type.TEXT)
          .key("tags", Type.MAP)
          .key("enabled", Type.BOOLEAN)
          .key("mode", Type.TEXT)
          .required("pattern", Type.TEXT)
          .key("native_pattern", Type.TEXT)
          .key("extensions", Type.BOOLEAN)
          .key("except", Type.LIST)
          .key("metric", Type.MAP)
          .key("alarm", Type.MAP)
          .key("alarms", Type.LIST)
          .key("deduplicate", Type.BOOLEAN)
          .key("accept", Type.LIST)
          .key("tests", Type.LIST);

  static final Shape WATCHED =
      new Shape("an alarm's metric").required("namespace", Type.TEXT).required("name", Type.TEXT);

  static final Shape STANDALONE_ALARM =
      new Shape("an alarm")
          .required("name", Type.TEXT)
          .required("metric", Type.MAP)
          .key("description", Type.TEXT)
          .key("severity", Type.TEXT)
          .key("runbook", Type.TEXT)
          .key("tags", Type.MAP)
          .key("enabled", Type.BOOLEAN)
          .key("mode", Type.TEXT)
          .keys(ALARM_DEFAULTS)
          .key("group_by", Type.LIST);

  static final Shape DEFAULTS =
      new Shape("defaults")
          .key("severity", Type.TEXT)
          .key("runbook", Type.TEXT)
          .key("mode", Type.TEXT)
          .key("deduplicate", Type.BOOLEAN)
          .keys(ALARM_DEFAULTS);

  static final Shape VALUES =
      new Shape("a list of values")
          .required("values", Type.LIST)
          .key("reason", Type.TEXT)
          .key("owner", Type.TEXT)
          .key("expires", Type.TEXT);

  static final Shape MUTE =
      new Shape("a mute").required("until", Type.TEXT).required("reason", Type.TEXT);

  /** What an override may set in an alarm: all but its name. */
  static final Shape OVERRIDDEN_ALARM =
      new Shape("an override's alarm")
          .key("alarm_description", Type.TEXT)
          .keys(ALARM_DEFAULTS)
          .key("group_by", Type.LIST);

  static final Shape OVERRIDE =
      new Shape("an override")
          .required("rules", Type.LIST)
          .key("description", Type.TEXT)
          .key("severity", Type.TEXT)
          .key("runbook", Type.TEXT)
          .key("tags", Type.MAP)
          .key("enabled", Type.BOOLEAN)
          .key("mode", Type.TEXT)
          .key("deduplicate", Type.BOOLEAN)
          .key("except", Type.LIST)
          .key("accept", Type.LIST)
          .key("alarm", Type.MAP)
          .key("mute", Type.MAP);

  static final Shape FILE =
      new Shape("a rule file")
          .required("version", Type.NUMBER)
          .key("rules", Type.LIST)
          .key("alarms", Type.LIST)
          .key("defaults", Type.MAP)
          .key("lists", Type.MAP)
          .key("overrides", Type.LIST)
          .key("required", Type.LIST)
          .key("minimum_rules", Type.NUMBER);

  static final Shape TIMELINE_FILE =
      new Shape("a file of timeline tests")
          .key("version", Type.NUMBER)
          .key("rules", Type.LIST_OR_TEXT)
          .required("tests", Type.LIST);

  static final Shape TIMELINE =
      new Shape("a timeline test")
          .required("name", Type.TEXT)
          .key("start", Type.TEXT)
          .required("events", Type.LIST)
          .required("expect", Type.LIST);

  static final Shape TIMELINE_EVENT =
      new Shape("an event of a timeline")
          .required("at", Type.SCALAR)
          .key("every", Type.SCALAR)
          .key("times", Type.NUMBER)
          .required("event", Type.MAP_OR_TEXT);

  static final Shape EXPECTATION =
      new Shape("an expectation")
          .required("at", Type.SCALAR)
          .required("alarm", Type.TEXT)
          .key("dimensions", Type.MAP)
          .required("state", Type.TEXT);

  private final String what;
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Set<String> required = new LinkedHashSet<>();

  private Shape(String what) {
    this.what = what;
  }

  private Shape key(String key, Type type) {
    types.put(key, type);
    return this;
  }

  private Shape required(String key, Type type) {
    required.add(key);
    return key(key, type);
  }

  private Shape keys(Shape other) {
    types.putAll(other.types);
    return this;
  }

  /** The keys, in the order in which they are explained. */
  Set<String> keys() {
    return types.keySet();
  }

  /** The keys that have to be there. */
  Set<String> required() {
    return required;
  }

  /** Whether a value is a mapping of this shape; finds everything that is not. */
  boolean check(YamlNode node, Findings findings) {
    if (!node.is(YamlNode.Kind.MAP)) {
      findings.add(
          node.error(
              RuleFileCode.WRONG_TYPE, "expected " + what + ", a mapping; found " + found(node)));
      return false;
    }
    int before = findings.errors();
    for (YamlNode.Entry entry : node.entries().values()) {
      Type type = types.get(entry.key.text());
      if (type == null) {
        unknown(entry.key, findings);
      } else if (!type.kinds.contains(entry.value.kind())) {
        wrongType(entry, type, findings);
      }
    }
    for (String key : required) {
      if (node.get(key) == null) {
        findings.add(node.error(RuleFileCode.MISSING_KEY, what + " needs the key \"" + key + "\""));
      }
    }
    return findings.errors() == before;
  }

  private void unknown(YamlNode key, Findings findings) {
    String name = key.text();
    String otherwise = ", expected one of: " + String.join(", ", types.keySet());
    findings.add(
        key.error(
            RuleFileCode.UNKNOWN_KEY,
            "unknown key \"" + name + "\"" + Suggest.didYouMean(name, types.keySet(), otherwise)));
  }

  private static void wrongType(YamlNode.Entry entry, Type type, Findings findings) {
    YamlNode value = entry.value;
    String message = "\"" + entry.key.text() + "\" takes " + type.words + ", found " + found(value);
    Issue issue = value.error(RuleFileCode.WRONG_TYPE, message);
    if (type == Type.TEXT && (value.is(YamlNode.Kind.NUMBER) || value.is(YamlNode.Kind.BOOLEAN))) {
      issue = issue.hint("put it in quotes: \"" + value.text() + "\"");
    } else if (type == Type.NUMBER && value.is(YamlNode.Kind.STRING)) {
      issue = issue.hint("a number stands without quotes and without a unit");
    } else if (type == Type.BOOLEAN && value.is(YamlNode.Kind.STRING)) {
      issue = issue.hint("write true or false, without quotes");
    }
    findings.add(issue);
  }

  /** What was found, for a message: the kind, and a scalar's text. */
  static String found(YamlNode value) {
    switch (value.kind()) {
      case STRING:
        return "the text \"" + shortened(value.text()) + "\"";
      case NUMBER:
      case BOOLEAN:
        return value.text();
      default:
        return value.kind().word();
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
