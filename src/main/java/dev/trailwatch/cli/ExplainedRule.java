package dev.trailwatch.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.diagnostic.Visible;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.NativeGaps;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule in words: what it counts, when its alarms fire, and where each value comes from. */
final class ExplainedRule {
  private final Rule rule;
  private final List<Line> lines = new ArrayList<>();

  /** One value and its origin. */
  private static final class Line {
    final String name;
    final String value;
    final String origin;

    Line(String name, String value, String origin) {
      this.name = name;
      this.value = value;
      this.origin = origin;
    }
  }

  private ExplainedRule(Rule rule) {
    this.rule = rule;
  }

  static ExplainedRule of(Rule rule) {
    ExplainedRule explained = new ExplainedRule(rule);
    explained.gather();
    return explained;
  }

  private void gather() {
    Map<String, Place> origins = rule.origins();
    add("pattern", rule.pattern().text().strip(), origins, "pattern");
    add("says", rule.pattern().sentence(), Map.of(), "");
    FilterPattern own = rule.nativePattern();
    if (own != null) {
      add("native_pattern", own.text().strip(), origins, "native_pattern");
    }
    for (RuleException exception : rule.exceptions()) {
      add("except", exception.toString(), origins, "except");
    }
    String description = rule.description();
    if (description != null) {
      add("description", description, origins, "description");
    }
    add("severity", rule.severity().key(), origins, "severity");
    add("mode", rule.mode().key(), origins, "mode");
    add("enabled", String.valueOf(rule.enabled()), origins, "enabled");
    String runbook = rule.runbook();
    if (runbook != null) {
      add("runbook", runbook, origins, "runbook");
    }
    if (!rule.tags().isEmpty()) {
      add("tags", rule.tags().toString(), origins, "tags");
    }
    add("deduplicate", String.valueOf(rule.deduplicate()), origins, "deduplicate");
    add("metric", rule.metric() + ", value " + rule.metric().valueText(), origins, "metric");
    rule.alarms().forEach(this::gather);
    List<String> gaps = NativeGaps.of(rule);
    add(
        "CloudWatch",
        gaps.isEmpty() ? "can do it natively" : "cannot: " + String.join("; ", gaps),
        Map.of(),
        "");
  }

  private void gather(Alarm alarm) {
    Map<String, Place> origins = alarm.origins();
    add("alarm", alarm.name() + ": " + sentence(alarm), origins, "alarm_name");
    add("  statistic", alarm.spec().statistic().awsName(), origins, statisticKey(alarm));
    add("  period", alarm.spec().periodSeconds() + " s", origins, "period");
    add(
        "  evaluation_periods",
        String.valueOf(alarm.spec().evaluationPeriods()),
        origins,
        "evaluation_periods");
    add(
        "  datapoints_to_alarm",
        String.valueOf(alarm.spec().datapoints()),
        origins,
        "datapoints_to_alarm");
    add("  comparison_operator", alarm.spec().operator().awsName(), origins, "comparison_operator");
    add("  threshold", number(alarm.spec().threshold()), origins, "threshold");
    add("  treat_missing_data", alarm.spec().missingData().key(), origins, "treat_missing_data");
    add("  evaluation_window", alarm.spec().evaluationWindow().key(), origins, "evaluation_window");
    if (!alarm.groupBy().isEmpty()) {
      add("  group_by", String.join(", ", alarm.groupBy()), origins, "group_by");
    }
    topics("alarm_actions", alarm.alarmActions(), origins);
    topics("ok_actions", alarm.okActions(), origins);
    topics("insufficient_data_actions", alarm.insufficientDataActions(), origins);
  }

  private void topics(String key, List<String> topics, Map<String, Place> origins) {
    if (!topics.isEmpty()) {
      add("  " + key, String.join(", ", topics), origins, key);
    }
  }

  private static String statisticKey(Alarm alarm) {
    return alarm.origins().containsKey("extended_statistic") ? "extended_statistic" : "statistic";
  }

  private static String sentence(Alarm alarm) {
    int n = alarm.spec().evaluationPeriods();
    int m = alarm.spec().datapoints();
    String range =
        n == 1
            ? "in " + alarm.spec().periodSeconds() + " s"
            : "in " + m + " of " + n + " periods of " + alarm.spec().periodSeconds() + " s";
    String per =
        alarm.groupBy().isEmpty() ? "" : " for one " + String.join(" and ", alarm.groupBy());
    return "when the "
        + alarm.spec().statistic().awsName()
        + " is "
        + alarm.spec().operator().words()
        + " "
        + number(alarm.spec().threshold())
        + " "
        + range
        + per;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private void add(String name, String value, Map<String, Place> origins, String key) {
    Place place = origins.get(key);
    String origin = "";
    if (place != null) {
      origin = place + (place.part() == null ? "" : " (" + place.part() + ")");
    } else if (!key.isEmpty()) {
      origin = "default";
    }
    lines.add(new Line(name, value, origin));
  }

  /** The rule for a person, and how it judges an event if one is given. */
  void text(PrintStream out, @Nullable LogEvent event) {
    out.println(rule.name() + "   " + Visible.of(rule.place().toString()));
    int width = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0);
    for (Line line : lines) {
      String name = line.name + " ".repeat(width - line.name.length());
      String origin = line.origin.isEmpty() ? "" : "   [" + Visible.of(line.origin) + "]";
      out.println("  " + name + "   " + Visible.of(line.value) + origin);
    }
    if (event != null) {
      judge(out, event);
    }
  }

  private void judge(PrintStream out, LogEvent event) {
    boolean matches = rule.pattern().matches(event);
    out.println("");
    out.println(
        rule.counts(event)
            ? "this event counts"
            : matches
                ? "this event matches, but an exception takes it out"
                : "this event does not match");
    out.print(rule.pattern().trace(event));
    for (RuleException exception : rule.exceptions()) {
      boolean applies = matches && exception.matches(event, rule.pattern());
      FilterPattern pattern = exception.pattern();
      out.println((applies ? "yes  " : "no   ") + "exception: " + Visible.of(exception.reason()));
      if (matches && pattern != null) {
        out.print("  " + pattern.trace(event).strip().replace("\n", "\n  ") + "\n");
      } else if (matches && exception.field() != null) {
        String value = exception.field().read(event, rule.pattern());
        String found = value == null ? "absent" : "is \"" + value + "\"";
        out.println(
            "  "
                + exception.field()
                + " in "
                + exception.values()
                + "   ("
                + Visible.of(found)
                + ")");
      }
    }
  }

  /** The rule for a program. */
  ObjectNode json(JsonMapper mapper, @Nullable LogEvent event) {
    ObjectNode node = mapper.createObjectNode();
    node.put("rule", rule.name());
    node.put("place", rule.place().toString());
    node.put("sentence", rule.pattern().sentence());
    ObjectNode values = node.putObject("values");
    String alarm = "";
    for (Line line : lines) {
      String name = line.name.strip();
      alarm = name.equals("alarm") ? line.value.replaceFirst(": .*", "") : alarm;
      ObjectNode value = values.putObject(line.name.startsWith(" ") ? alarm + "." + name : name);
      value.put("value", line.value);
      if (!line.origin.isEmpty()) {
        value.put("origin", line.origin);
      }
    }
    if (event != null) {
      node.put("matches", rule.pattern().matches(event));
      node.put("counts", rule.counts(event));
      node.put("trace", rule.pattern().trace(event));
    }
    return node;
  }
}
