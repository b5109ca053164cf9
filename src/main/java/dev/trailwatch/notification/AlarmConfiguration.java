package dev.trailwatch.notification;

import dev.trailwatch.alarm.AlarmSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a notification says of the alarm itself, the same for all its instances and transitions. */
public final class AlarmConfiguration {
  private final String id;
  private final String name;
  private final AlarmSpec spec;
  private final @Nullable String description;
  private final @Nullable String rule;
  private final String severity;
  private final @Nullable String runbook;
  private final Map<String, List<String>> tags;
  private final String namespace;
  private final String metricName;
  private final @Nullable String unit;
  private final List<String> alarmActions;
  private final List<String> okActions;
  private final List<String> insufficientDataActions;
  private final long updated;
  private final String ruleSetVersion;

  private AlarmConfiguration(Builder builder) {
    this.id = builder.id == null ? builder.name : builder.id;
    this.name = builder.name;
    this.spec = builder.spec;
    this.description = builder.description;
    this.rule = builder.rule;
    this.severity = builder.severity;
    this.runbook = builder.runbook;
    this.tags = builder.tags;
    this.namespace = builder.namespace;
    this.metricName = builder.metricName == null ? builder.name : builder.metricName;
    this.unit = builder.unit;
    this.alarmActions = builder.alarmActions;
    this.okActions = builder.okActions;
    this.insufficientDataActions = builder.insufficientDataActions;
    this.updated = builder.updated;
    this.ruleSetVersion = builder.ruleSetVersion;
  }

  /** A builder for the alarm of that name. */
  public static Builder builder(String name, AlarmSpec spec) {
    return new Builder(name, spec);
  }

  /** The identity of the alarm's state, part of every notification's id. */
  public String id() {
    return id;
  }

  /** The alarm's name, without an instance's dimensions. */
  public String name() {
    return name;
  }

  /** What it asks of its metric. */
  public AlarmSpec spec() {
    return spec;
  }

  /** What it means, in its author's words. */
  public @Nullable String description() {
    return description;
  }

  /** The rule that feeds it; null for an alarm on a metric of several rules. */
  public @Nullable String rule() {
    return rule;
  }

  /** critical, high, medium, low or info. */
  public String severity() {
    return severity;
  }

  /** Where it is written down what to do. */
  public @Nullable String runbook() {
    return runbook;
  }

  /** Tags by key. */
  public Map<String, List<String>> tags() {
    return tags;
  }

  /** The metric's namespace. */
  public String namespace() {
    return namespace;
  }

  /** The metric's name. */
  public String metricName() {
    return metricName;
  }

  /** The metric's unit. */
  public @Nullable String unit() {
    return unit;
  }

  /** Names of the topics for ALARM. */
  public List<String> alarmActions() {
    return alarmActions;
  }

  /** Names of the topics for OK. */
  public List<String> okActions() {
    return okActions;
  }

  /** Names of the topics for INSUFFICIENT_DATA. */
  public List<String> insufficientDataActions() {
    return insufficientDataActions;
  }

  /** When the alarm came into force as it is, in milliseconds since the epoch. */
  public long updated() {
    return updated;
  }

  /** The rule set's fingerprint. */
  public String ruleSetVersion() {
    return ruleSetVersion;
  }

  @Override
  public String toString() {
    return name + ": " + spec;
  }

  /** Collects what makes an {@link AlarmConfiguration}. */
  public static final class Builder {
    private final String name;
    private final AlarmSpec spec;
    private @Nullable String id;
    private @Nullable String description;
    private @Nullable String rule;
    private String severity = "medium";
    private @Nullable String runbook;
    private Map<String, List<String>> tags = Map.of();
    private String namespace = "Trailwatch";
    private @Nullable String metricName;
    private @Nullable String unit;
    private List<String> alarmActions = List.of();
    private List<String> okActions = List.of();
    private List<String> insufficientDataActions = List.of();
    private long updated;
    private String ruleSetVersion = "";

    private Builder(String name, AlarmSpec spec) {
      this.name = name;
      this.spec = spec;
    }

    /** The identity of the alarm's state; the name unless said. */
    public Builder id(String value) {
      id = value;
      return this;
    }

    /** What the alarm means. */
    public Builder description(@Nullable String value) {
      description = value;
      return this;
    }

    /** The rule that feeds it. */
    public Builder rule(@Nullable String value) {
      rule = value;
      return this;
    }

    /** critical, high, medium, low or info; medium unless said. */
    public Builder severity(String value) {
      severity = value;
      return this;
    }

    /** Where it is written down what to do. */
    public Builder runbook(@Nullable String value) {
      runbook = value;
      return this;
    }

    /** Tags by key. */
    public Builder tags(Map<String, List<String>> value) {
      tags = Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** The metric; namespace Trailwatch and the alarm's name unless said. */
    public Builder metric(String namespace, String metricName, @Nullable String unit) {
      this.namespace = namespace;
      this.metricName = metricName;
      this.unit = unit;
      return this;
    }

    /** Names of the topics for each new state. */
    public Builder actions(List<String> alarm, List<String> ok, List<String> insufficientData) {
      alarmActions = List.copyOf(alarm);
      okActions = List.copyOf(ok);
      insufficientDataActions = List.copyOf(insufficientData);
      return this;
    }

    /** When it came into force, in milliseconds since the epoch; before 1970 counts as 1970. */
    public Builder updated(long value) {
      updated = value;
      return this;
    }

    /** The rule set's fingerprint. */
    public Builder ruleSetVersion(String value) {
      ruleSetVersion = value;
      return this;
    }

    /** The finished configuration. */
    public AlarmConfiguration build() {
      return new AlarmConfiguration(this);
    }
  }
}
