package dev.trailwatch.rulefile;

import dev.trailwatch.pattern.Dialect;
import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.AcceptedWarning;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Mute;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSeverity;
import dev.trailwatch.rule.RuleTestCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code rules} or of {@code alarms}, all but the alarms themselves. */
final class RuleReader {
  private final Findings findings;
  private final Overlay overlay;
  private final Patterns patterns;
  private final MetricReader metrics;
  private final ExceptionReader exceptions;

  RuleReader(Findings findings, Overlay overlay) {
    this.findings = findings;
    this.overlay = overlay;
    this.patterns = new Patterns(findings);
    this.metrics = new MetricReader(findings);
    this.exceptions = new ExceptionReader(findings, overlay);
  }

  /** A rule without its alarms; null if it has no usable name. */
  @Nullable RuleDraft rule(YamlNode node) {
    Shape.RULE.check(node, findings);
    YamlNode name = node.get("name");
    if (name == null || !name.is(YamlNode.Kind.STRING) || !Names.checkRule(name, findings)) {
      return null;
    }
    Section written = new Section(node, findings);
    Map<String, List<String>> tags = written.tags("tags");
    Section section = new Section(overlay.effective(node, name.text(), tags), findings);
    RuleDraft draft = new RuleDraft(name.text(), section, false);
    common(draft);
    boolean extensions = section.flag("extensions", false);
    Dialect dialect = extensions ? Dialect.EXTENDED : Dialect.CLOUDWATCH;
    String part = "rule \"" + draft.name + "\", ";
    FilterPattern pattern = patterns.compile(section, "pattern", dialect, part + "pattern");
    FilterPattern nativePattern =
        patterns.compile(section, "native_pattern", Dialect.CLOUDWATCH, part + "native_pattern");
    if (draft.mode == RuleMode.NATIVE && extensions && nativePattern == null) {
      section.error(
          RuleFileCode.CONFLICT,
          "extensions",
          "mode native excludes extensions: CloudWatch does not understand them",
          "give a native_pattern, or another mode");
    }
    draft.pattern = pattern;
    boolean saysMetric = section.has("metric");
    alarms(draft, written, tags, saysMetric);
    List<RuleTestCase> tests = tests(section);
    List<AcceptedWarning> accepted = accepted(section);
    YamlNode metric = section.value("metric", YamlNode.Kind.MAP);
    draft.metric = metrics.read(draft.name, metric, pattern);
    // with a refused pattern the rule is not run, but everything else of it is still examined
    FilterPattern readable = pattern == null ? FilterPattern.all() : pattern;
    draft.builder =
        Rule.builder(draft.name, readable, draft.metric)
            .description(draft.description)
            .severity(draft.severity)
            .runbook(draft.runbook)
            .tags(draft.tags)
            .enabled(draft.enabled)
            .mode(draft.mode)
            .nativePattern(nativePattern)
            .extensions(extensions)
            .exceptions(exceptions.read(section.items("except"), dialect))
            .deduplicate(section.flag("deduplicate", true))
            .accepted(accepted)
            .tests(tests)
            .place(section.node().place("rule \"" + draft.name + "\""))
            .origins(section.origins());
    return draft;
  }

  /** An alarm that stands on its own; null if it has no usable name. */
  @Nullable RuleDraft standaloneAlarm(YamlNode node) {
    Shape.STANDALONE_ALARM.check(node, findings);
    YamlNode name = node.get("name");
    if (name == null || !name.is(YamlNode.Kind.STRING) || !Names.checkAlarm(name, findings)) {
      return null;
    }
    Section written = new Section(node, findings);
    Map<String, List<String>> tags = written.tags("tags");
    YamlNode effective = overlay.effective(node, name.text(), tags);
    RuleDraft draft = new RuleDraft(name.text(), new Section(effective, findings), true);
    common(draft);
    draft.alarms.add(overlay.effectiveAlarm(node, name.text(), tags));
    YamlNode metric = written.value("metric", YamlNode.Kind.MAP);
    if (metric != null && Shape.WATCHED.check(metric, findings)) {
      Section watched = new Section(metric, findings);
      String namespace = watched.text("namespace");
      String metricName = watched.text("name");
      if (namespace != null && metricName != null) {
        draft.metric = MetricTransformation.named(metricName).namespace(namespace).build();
      }
    }
    return draft;
  }

  private void common(RuleDraft draft) {
    Section section = draft.section;
    draft.description = section.text("description");
    draft.runbook = section.text("runbook");
    RuleSeverity severity = section.choice("severity", RuleSeverity.values(), RuleSeverity::key);
    draft.severity = severity == null ? RuleSeverity.MEDIUM : severity;
    RuleMode mode = section.choice("mode", RuleMode.values(), RuleMode::key);
    draft.mode = mode == null ? RuleMode.LIVE : mode;
    draft.enabled = section.flag("enabled", true);
    draft.tags = section.tags("tags");
    YamlNode mute = section.value("mute", YamlNode.Kind.MAP);
    if (mute != null) {
      Section said = new Section(mute, findings);
      YamlNode until = said.value("until");
      Instant end = until == null ? null : Times.instant(until, findings);
      String reason = said.text("reason");
      draft.mute = end == null || reason == null ? null : Mute.of(end, reason);
    }
  }

  private void alarms(
      RuleDraft draft, Section written, Map<String, List<String>> tags, boolean saysMetric) {
    List<YamlNode> said = new ArrayList<>(written.items("alarms"));
    YamlNode single = written.value("alarm", YamlNode.Kind.MAP);
    if (single != null) {
      if (written.has("alarms")) {
        findings.add(
            written.key("alarms").error(RuleFileCode.CONFLICT, "\"alarm\" excludes \"alarms\""));
      }
      said.add(0, single);
    }
    boolean byDefault = !saysMetric && !written.has("alarm") && !written.has("alarms");
    if (byDefault) {
      said.add(written.node().with(Map.of()));
    }
    for (YamlNode node : said) {
      if (Shape.ALARM.check(node, findings)) {
        draft.alarms.add(overlay.effectiveAlarm(node, draft.name, tags));
      }
    }
  }

  private List<RuleTestCase> tests(Section section) {
    List<RuleTestCase> tests = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode item : section.items("tests")) {
      if (!Shape.TEST.check(item, findings)) {
        continue;
      }
      Section test = new Section(item, findings);
      String name = test.text("name");
      YamlNode event = test.value("event");
      if (name == null || event == null) {
        continue;
      }
      if (!names.add(name)) {
        test.error(RuleFileCode.DUPLICATE_NAME, "name", "the rule has two tests \"" + name + "\"");
      }
      boolean matches = test.flag("matches", true);
      tests.add(RuleTestCase.of(name, EventText.of(event), matches, item.place()));
    }
    return tests;
  }

  private List<AcceptedWarning> accepted(Section section) {
    List<AcceptedWarning> accepted = new ArrayList<>();
    for (YamlNode item : section.items("accept")) {
      if (Shape.ACCEPTED.check(item, findings)) {
        Section said = new Section(item, findings);
        String code = said.text("code");
        String reason = said.text("reason");
        if (code != null && reason != null) {
          if (!code.matches("[A-Z][0-9]{3}")) {
            said.error(
                RuleFileCode.BAD_VALUE,
                "code",
                "a code is a letter and three digits, such as W310; found \"" + code + "\"");
          }
          accepted.add(AcceptedWarning.of(code, reason));
        }
      }
    }
    return accepted;
  }
}
