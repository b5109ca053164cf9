package dev.trailwatch.rulefile;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.diagnostic.Suggest;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.AlarmBuilder;
import dev.trailwatch.rule.FieldReference;
import dev.trailwatch.rule.MetricTransformation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds alarms once all metrics are known: an alarm watches a metric, whichever rules feed it.
 *
 * <p>In two steps: {@link #groups} for every draft, which may give metrics further dimensions, then
 * {@link #build} for every draft.
 */
final class AlarmAssembler {
  private final Findings findings;
  private final Patterns patterns;
  private final AlarmReader reader;
  private final Map<String, List<RuleDraft>> feeding = new LinkedHashMap<>();
  private final Map<String, YamlNode> names = new LinkedHashMap<>();

  AlarmAssembler(Findings findings, List<RuleDraft> rules) {
    this.findings = findings;
    this.patterns = new Patterns(findings);
    this.reader = new AlarmReader(findings);
    for (RuleDraft rule : rules) {
      if (rule.metric != null) {
        feeding.computeIfAbsent(key(rule.metric), key -> new ArrayList<>()).add(rule);
      }
    }
  }

  private static String key(MetricTransformation metric) {
    return metric.namespace() + "\n" + metric.name();
  }

  /** The rules that feed what a draft's alarms watch: those that are evaluated, if any is. */
  private List<RuleDraft> feeding(RuleDraft draft) {
    MetricTransformation metric = draft.metric;
    List<RuleDraft> all = metric == null ? List.of() : feeding.getOrDefault(key(metric), List.of());
    List<RuleDraft> evaluated = new ArrayList<>(all);
    evaluated.removeIf(rule -> !rule.evaluated());
    return evaluated.isEmpty() || !draft.evaluated() ? all : evaluated;
  }

  /** Reads every group_by: a selector or name there is shorthand for a dimension of that name. */
  void groups(RuleDraft draft) {
    List<RuleDraft> feeds = feeding(draft);
    MetricTransformation metric = draft.metric;
    if (draft.standalone && metric != null && feeds.isEmpty()) {
      nothingFeeds(draft, metric);
      return;
    }
    for (YamlNode node : draft.alarms) {
      Section alarm = new Section(node, findings);
      for (YamlNode item : alarm.items("group_by")) {
        if (!item.is(YamlNode.Kind.STRING)) {
          findings.add(
              item.error(
                  RuleFileCode.WRONG_TYPE,
                  "expected the name of a dimension, found " + Shape.found(item)));
        } else if (item.text().startsWith("$") || item.text().startsWith("@")) {
          FieldReference field = patterns.field(item, "group_by");
          if (field != null) {
            feeds.forEach(rule -> addDimension(rule, item, field));
          }
        } else {
          feeds.forEach(rule -> requireDimension(rule, item));
        }
      }
    }
  }

  private void addDimension(RuleDraft rule, YamlNode item, FieldReference field) {
    MetricTransformation metric = rule.metric;
    if (metric == null) {
      return;
    }
    if (metric.defaultValue() != null) {
      findings.add(
          item.error(
                  RuleFileCode.CONFLICT,
                  "group_by needs a dimension, and the metric of \""
                      + rule.name
                      + "\" has a default_value, which excludes dimensions")
              .hint("leave default_value out: a quiet instance is judged by treat_missing_data"));
      return;
    }
    rule.metric = metric.toBuilder().dimension(item.text(), field).build();
  }

  private void requireDimension(RuleDraft rule, YamlNode item) {
    MetricTransformation metric = rule.metric;
    if (metric == null || metric.dimensions().containsKey(item.text())) {
      return;
    }
    List<String> known = new ArrayList<>(metric.dimensions().keySet());
    known.addAll(FieldReference.NAMES);
    findings.add(
        item.error(
                RuleFileCode.BAD_DIMENSION,
                "the metric of rule \""
                    + rule.name
                    + "\" has no dimension \""
                    + item.text()
                    + "\""
                    + Suggest.didYouMean(item.text(), known, ""))
            .hint("add it under the metric's dimensions, or group by '@principal' or a selector"));
  }

  private void nothingFeeds(RuleDraft draft, MetricTransformation metric) {
    TreeSet<String> known = new TreeSet<>();
    feeding.keySet().forEach(key -> known.add(key.replace("\n", " / ")));
    draft.section.error(
        RuleFileCode.UNKNOWN_REFERENCE,
        "metric",
        "no rule feeds the metric \""
            + metric
            + "\""
            + Suggest.didYouMean(metric.toString(), known, ""));
  }

  /** The alarms of a draft; those with a fault are left out. */
  List<Alarm> build(RuleDraft draft) {
    List<Alarm> alarms = new ArrayList<>();
    for (YamlNode node : draft.alarms) {
      Alarm alarm = build(draft, new Section(node, findings));
      if (alarm != null) {
        alarms.add(alarm);
      }
    }
    return alarms;
  }

  private @Nullable Alarm build(RuleDraft draft, Section section) {
    String name = draft.name;
    YamlNode named = section.value("alarm_name", YamlNode.Kind.STRING);
    if (named != null && Names.checkAlarm(named, findings)) {
      name = named.text();
    }
    YamlNode where = named != null ? named : draft.section.key("name");
    YamlNode first = names.putIfAbsent(name, where);
    if (first != null) {
      findings.add(
          where
              .error(
                  RuleFileCode.DUPLICATE_NAME,
                  "alarm \"" + name + "\" is declared already in " + first.place())
              .hint("give each alarm of a rule its own alarm_name"));
    }
    AlarmSpec spec = reader.spec(section);
    List<String> groupBy = section.scalars("group_by");
    boolean staysForEver =
        spec != null
            && (spec.missingData() == MissingData.BREACHING
                || spec.missingData() == MissingData.IGNORE);
    if (spec != null && !groupBy.isEmpty() && staysForEver) {
      section.error(
          RuleFileCode.CONFLICT,
          "treat_missing_data",
          "group_by excludes treat_missing_data: "
              + spec.missingData().key()
              + ": a quiet instance would never be cleared",
          "use notBreaching or missing");
    }
    MetricTransformation metric = draft.metric;
    if (metric == null || spec == null) {
      reader.actions(section, Alarm.builder(name, "", ""));
      return null;
    }
    List<MetricTransformation> feeds = new ArrayList<>();
    String unit = null;
    for (RuleDraft rule : feeding(draft)) {
      MetricTransformation feed = rule.metric;
      if (feed != null) {
        feeds.add(feed);
        unit = unit == null ? feed.unit() : unit;
      }
    }
    String description = section.text("alarm_description");
    AlarmBuilder alarm =
        Alarm.builder(name, metric.namespace(), metric.name())
            .ruleName(draft.standalone ? null : draft.name)
            .description(description == null ? draft.description : description)
            .severity(draft.severity)
            .runbook(draft.runbook)
            .tags(draft.tags)
            .mode(draft.mode)
            .enabled(draft.enabled)
            .mute(draft.mute)
            .spec(spec)
            .unit(unit)
            .groupBy(groupBy)
            .place(section.node().place("alarm \"" + name + "\""))
            .origins(section.origins())
            .feeds(feeds);
    reader.actions(section, alarm);
    return alarm.build();
  }
}
