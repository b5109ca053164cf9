package dev.trailwatch.rule;

import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.pattern.FilterPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Rule}; what is not said has the default of rule files. */
public final class RuleBuilder {
  final String name;
  final FilterPattern pattern;
  MetricTransformation metric;
  @Nullable String description;
  RuleSeverity severity = RuleSeverity.MEDIUM;
  @Nullable String runbook;
  Map<String, List<String>> tags = Map.of();
  boolean enabled = true;
  RuleMode mode = RuleMode.LIVE;
  @Nullable FilterPattern nativePattern;
  boolean extensions;
  List<RuleException> exceptions = List.of();
  boolean deduplicate = true;
  List<Alarm> alarms = List.of();
  List<AcceptedWarning> accepted = List.of();
  List<RuleTestCase> tests = List.of();
  Place place = Place.of("");
  Map<String, Place> origins = Map.of();

  RuleBuilder(String name, FilterPattern pattern, MetricTransformation metric) {
    this.name = name;
    this.pattern = pattern;
    this.metric = metric;
  }

  /** What happened, why it matters and what to do first. */
  public RuleBuilder description(@Nullable String description) {
    this.description = description;
    return this;
  }

  /** How urgent its alarms are. */
  public RuleBuilder severity(RuleSeverity severity) {
    this.severity = severity;
    return this;
  }

  /** Where or what to do. */
  public RuleBuilder runbook(@Nullable String runbook) {
    this.runbook = runbook;
    return this;
  }

  /** Its tags, each a name with values. */
  public RuleBuilder tags(Map<String, List<String>> tags) {
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    return this;
  }

  /** Whether it is switched on. */
  public RuleBuilder enabled(boolean enabled) {
    this.enabled = enabled;
    return this;
  }

  /** Whether it is evaluated, and whether it tells. */
  public RuleBuilder mode(RuleMode mode) {
    this.mode = mode;
    return this;
  }

  /** What is exported to CloudWatch in place of the pattern. */
  public RuleBuilder nativePattern(@Nullable FilterPattern nativePattern) {
    this.nativePattern = nativePattern;
    return this;
  }

  /** Whether the pattern uses what only this engine understands. */
  public RuleBuilder extensions(boolean extensions) {
    this.extensions = extensions;
    return this;
  }

  /** Events that the pattern matches but that are known to be harmless. */
  public RuleBuilder exceptions(List<RuleException> exceptions) {
    this.exceptions = List.copyOf(exceptions);
    return this;
  }

  /** Whether one eventID counts once. */
  public RuleBuilder deduplicate(boolean deduplicate) {
    this.deduplicate = deduplicate;
    return this;
  }

  /** The alarms that it declares, in order; empty if it only feeds a metric. */
  public RuleBuilder alarms(List<Alarm> alarms) {
    this.alarms = List.copyOf(alarms);
    return this;
  }

  /** The warnings of {@code check} that its author means. */
  public RuleBuilder accepted(List<AcceptedWarning> accepted) {
    this.accepted = List.copyOf(accepted);
    return this;
  }

  /** Its inline tests. */
  public RuleBuilder tests(List<RuleTestCase> tests) {
    this.tests = List.copyOf(tests);
    return this;
  }

  /** Where it stands. */
  public RuleBuilder place(Place place) {
    this.place = place;
    return this;
  }

  /** Where each written value comes from, by key, such as {@code severity}: file or override. */
  public RuleBuilder origins(Map<String, Place> origins) {
    this.origins = Map.copyOf(origins);
    return this;
  }

  /** What each counted event adds to which metric. */
  public RuleBuilder metric(MetricTransformation metric) {
    this.metric = metric;
    return this;
  }

  /** The rule. */
  public Rule build() {
    return new Rule(this);
  }
}
