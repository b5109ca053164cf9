package dev.trailwatch.rule;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.diagnostic.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an {@link Alarm}; what is not said has the default of rule files. */
public final class AlarmBuilder {
  final String name;
  final String namespace;
  final String metricName;
  @Nullable String ruleName;
  @Nullable String description;
  RuleSeverity severity = RuleSeverity.MEDIUM;
  @Nullable String runbook;
  Map<String, List<String>> tags = Map.of();
  RuleMode mode = RuleMode.LIVE;
  boolean enabled = true;
  @Nullable Mute mute;
  @Nullable AlarmSpec spec;
  @Nullable String unit;
  List<String> groupBy = List.of();
  long maxSeries = Alarm.DEFAULT_MAX_SERIES;
  List<String> alarmActions = List.of();
  List<String> okActions = List.of();
  List<String> insufficientDataActions = List.of();
  boolean actionsEnabled = true;
  long renotifyAfterSeconds;
  long cooldownSeconds;
  boolean notifyInitialOk;
  Place place = Place.of("");
  Map<String, Place> origins = Map.of();
  Collection<MetricTransformation> feeds = List.of();

  AlarmBuilder(String name, String namespace, String metricName) {
    this.name = name;
    this.namespace = namespace;
    this.metricName = metricName;
  }

  /** The rule that declares the alarm; null if it stands on its own. */
  public AlarmBuilder ruleName(@Nullable String ruleName) {
    this.ruleName = ruleName;
    return this;
  }

  /** What happened, why it matters and what to do first. */
  public AlarmBuilder description(@Nullable String description) {
    this.description = description;
    return this;
  }

  /** How urgent it is. */
  public AlarmBuilder severity(RuleSeverity severity) {
    this.severity = severity;
    return this;
  }

  /** Where or what to do. */
  public AlarmBuilder runbook(@Nullable String runbook) {
    this.runbook = runbook;
    return this;
  }

  /** Its tags. */
  public AlarmBuilder tags(Map<String, List<String>> tags) {
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    return this;
  }

  /** Whether it is evaluated, and whether it tells. */
  public AlarmBuilder mode(RuleMode mode) {
    this.mode = mode;
    return this;
  }

  /** Whether it is switched on. */
  public AlarmBuilder enabled(boolean enabled) {
    this.enabled = enabled;
    return this;
  }

  /** Until when it tells nobody. */
  public AlarmBuilder mute(@Nullable Mute mute) {
    this.mute = mute;
    return this;
  }

  /** How it judges its metric; the one part that has no default. */
  public AlarmBuilder spec(AlarmSpec spec) {
    this.spec = spec;
    return this;
  }

  /** CloudWatch's name of the metric's unit. */
  public AlarmBuilder unit(@Nullable String unit) {
    this.unit = unit;
    return this;
  }

  /** The dimensions that split it into instances. */
  public AlarmBuilder groupBy(List<String> groupBy) {
    this.groupBy = new ArrayList<>(groupBy);
    return this;
  }

  /** How many live instances it may have. */
  public AlarmBuilder maxSeries(long maxSeries) {
    this.maxSeries = maxSeries;
    return this;
  }

  /** Names of the topics that are told of ALARM. */
  public AlarmBuilder alarmActions(List<String> topics) {
    this.alarmActions = new ArrayList<>(topics);
    return this;
  }

  /** Names of the topics that are told of OK. */
  public AlarmBuilder okActions(List<String> topics) {
    this.okActions = new ArrayList<>(topics);
    return this;
  }

  /** Names of the topics that are told of INSUFFICIENT_DATA. */
  public AlarmBuilder insufficientDataActions(List<String> topics) {
    this.insufficientDataActions = new ArrayList<>(topics);
    return this;
  }

  /** Whether it tells anybody at all. */
  public AlarmBuilder actionsEnabled(boolean actionsEnabled) {
    this.actionsEnabled = actionsEnabled;
    return this;
  }

  /** Seconds in ALARM until it is said again. */
  public AlarmBuilder renotifyAfterSeconds(long seconds) {
    this.renotifyAfterSeconds = seconds;
    return this;
  }

  /** Seconds after an ALARM in which the instance's next ALARM is not sent. */
  public AlarmBuilder cooldownSeconds(long seconds) {
    this.cooldownSeconds = seconds;
    return this;
  }

  /** Whether INSUFFICIENT_DATA to OK is said. */
  public AlarmBuilder notifyInitialOk(boolean notifyInitialOk) {
    this.notifyInitialOk = notifyInitialOk;
    return this;
  }

  /** Where it stands. */
  public AlarmBuilder place(Place place) {
    this.place = place;
    return this;
  }

  /** Where each written value comes from. */
  public AlarmBuilder origins(Map<String, Place> origins) {
    this.origins = Map.copyOf(origins);
    return this;
  }

  /** What feeds the metric that it watches: part of the identity of its state. */
  public AlarmBuilder feeds(Collection<MetricTransformation> feeds) {
    this.feeds = List.copyOf(feeds);
    return this;
  }

  /** The alarm. */
  public Alarm build() {
    return new Alarm(this);
  }
}
