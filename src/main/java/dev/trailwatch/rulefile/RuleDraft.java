package dev.trailwatch.rulefile;

import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.MetricTransformation;
import dev.trailwatch.rule.Mute;
import dev.trailwatch.rule.RuleBuilder;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSeverity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule, or an alarm that stands on its own, read so far: its alarms need to know all metrics. */
final class RuleDraft {
  final String name;
  final Section section;
  final boolean standalone;
  @Nullable String description;
  @Nullable String runbook;
  @Nullable Mute mute;
  RuleSeverity severity = RuleSeverity.MEDIUM;
  RuleMode mode = RuleMode.LIVE;
  boolean enabled = true;
  Map<String, List<String>> tags = new LinkedHashMap<>();
  @Nullable FilterPattern pattern;
  @Nullable MetricTransformation metric;
  final List<YamlNode> alarms = new ArrayList<>();
  @Nullable RuleBuilder builder;

  RuleDraft(String name, Section section, boolean standalone) {
    this.name = name;
    this.section = section;
    this.standalone = standalone;
  }

  /** Whether the engine will evaluate it. */
  boolean evaluated() {
    return enabled && mode != RuleMode.NATIVE;
  }
}
