package dev.trailwatch.rule;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.diagnostic.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as declared: which metric it watches, how it judges it, and whom it tells.
 *
 * <p>It watches a metric, not a rule, as in CloudWatch: whatever feeds the metric counts. With
 * {@link #groupBy} it stands for one alarm instance per combination of dimension values.
 */
public final class Alarm {
  /** How many live instances a grouped alarm may have unless it says otherwise. */
  public static final long DEFAULT_MAX_SERIES = 1_000_000;

  private static final char SEPARATOR = '\u0001';

  private final Fingerprint series;
  private final String name;
  private final @Nullable String ruleName;
  private final @Nullable String description;
  private final RuleSeverity severity;
  private final @Nullable String runbook;
  private final Map<String, List<String>> tags;
  private final RuleMode mode;
  private final boolean enabled;
  private final @Nullable Mute mute;
  private final AlarmSpec spec;
  private final String namespace;
  private final String metricName;
  private final @Nullable String unit;
  private final List<String> groupBy;
  private final long maxSeries;
  private final SeriesBound seriesBound;
  private final List<String> alarmActions;
  private final List<String> okActions;
  private final List<String> insufficientDataActions;
  private final boolean actionsEnabled;
  private final long renotifyAfterSeconds;
  private final long cooldownSeconds;
  private final boolean notifyInitialOk;
  private final Place place;
  private final Map<String, Place> origins;

  // made when first asked for: not every command does
  private volatile @Nullable String id;

  Alarm(AlarmBuilder builder) {
    this.name = builder.name;
    this.ruleName = builder.ruleName;
    this.description = builder.description;
    this.severity = builder.severity;
    this.runbook = builder.runbook;
    this.tags = builder.tags;
    this.mode = builder.mode;
    this.enabled = builder.enabled;
    this.mute = builder.mute;
    this.spec = Objects.requireNonNull(builder.spec, "spec");
    this.namespace = builder.namespace;
    this.metricName = builder.metricName;
    this.unit = builder.unit;
    this.groupBy = List.copyOf(builder.groupBy);
    this.maxSeries = builder.maxSeries;
    this.seriesBound = SeriesBound.of(builder.maxSeries, spec);
    this.alarmActions = List.copyOf(builder.alarmActions);
    this.okActions = List.copyOf(builder.okActions);
    this.insufficientDataActions = List.copyOf(builder.insufficientDataActions);
    this.actionsEnabled = builder.actionsEnabled;
    this.renotifyAfterSeconds = builder.renotifyAfterSeconds;
    this.cooldownSeconds = builder.cooldownSeconds;
    this.notifyInitialOk = builder.notifyInitialOk;
    this.place = builder.place;
    this.origins = Map.copyOf(builder.origins);
    this.series = series(builder.feeds);
  }

  /** A builder of an alarm that watches a metric. */
  public static AlarmBuilder builder(String name, String namespace, String metricName) {
    return new AlarmBuilder(name, namespace, metricName);
  }

  /** What makes the alarm's numbers another series of numbers, and so its state another state. */
  private Fingerprint series(Collection<MetricTransformation> feeds) {
    TreeSet<String> values = new TreeSet<>();
    TreeSet<String> fields = new TreeSet<>();
    for (MetricTransformation feed : feeds) {
      values.add(feed.valueText());
      List<String> read = new ArrayList<>();
      for (String dimension : groupBy) {
        read.add(String.valueOf(feed.dimensions().get(dimension)));
      }
      fields.add(new Fingerprint().add("read", read).content());
    }
    return new Fingerprint()
        .add("period", spec.periodSeconds())
        .add("statistic", spec.statistic().awsName())
        .add("window", spec.evaluationWindow())
        .add("namespace", namespace)
        .add("metric", metricName)
        .add("groupBy", groupBy)
        .add("values", values)
        .add("fields", fields);
  }

  /**
   * The identity of the alarm's state: its name and a fingerprint of the series that it watches.
   *
   * <p>Period, statistic, metric, value, dimensions grouped by, and window are in it; threshold, M
   * of N, operator, missing data, pattern, exceptions and actions are not, so that a change of
   * those keeps the state.
   */
  public String id() {
    String known = id;
    if (known == null) {
      known = name + "-" + series.hex(8);
      id = known;
    }
    return known;
  }

  /** The alarm's name, unique in its rule set. */
  public String name() {
    return name;
  }

  /** The rule that declares it; null if it stands on its own. */
  public @Nullable String ruleName() {
    return ruleName;
  }

  /** What happened, why it matters and what to do first; null if nobody wrote it. */
  public @Nullable String description() {
    return description;
  }

  /** How urgent it is. */
  public RuleSeverity severity() {
    return severity;
  }

  /** Where or what to do; null if nobody wrote it. */
  public @Nullable String runbook() {
    return runbook;
  }

  /** Its tags, each a name with values. */
  public Map<String, List<String>> tags() {
    return tags;
  }

  /** Whether it is evaluated, and whether it tells. */
  public RuleMode mode() {
    return mode;
  }

  /** Whether it is switched on. */
  public boolean enabled() {
    return enabled;
  }

  /** Until when it tells nobody; null if it is not muted. */
  public @Nullable Mute mute() {
    return mute;
  }

  /** How it judges its metric. */
  public AlarmSpec spec() {
    return spec;
  }

  /** The namespace of the metric that it watches. */
  public String namespace() {
    return namespace;
  }

  /** The name of the metric that it watches. */
  public String metricName() {
    return metricName;
  }

  /** CloudWatch's name of the metric's unit; null if no rule gave one. */
  public @Nullable String unit() {
    return unit;
  }

  /** The dimensions that split it into instances, in order; empty for one instance. */
  public List<String> groupBy() {
    return groupBy;
  }

  /** How many live instances it may have; what comes beyond is judged as one instance (other). */
  public long maxSeries() {
    return maxSeries;
  }

  /** How that bound is counted. */
  public SeriesBound seriesBound() {
    return seriesBound;
  }

  /**
   * The address of one of its instances in the stream and in state: the {@link #id} and the values
   * of the dimensions grouped by, in their order.
   */
  public String seriesAddress(String... values) {
    return seriesAddress(id(), values);
  }

  /** See {@link #seriesAddress(String...)}. */
  public static String seriesAddress(String id, String[] values) {
    if (values.length == 0) {
      return id;
    }
    StringBuilder address = new StringBuilder(id);
    for (String value : values) {
      address.append(SEPARATOR).append(value);
    }
    return address.toString();
  }

  /** Whether an instance's address tells the values of the dimensions grouped by. */
  public static boolean tellsValues(String[] values) {
    for (String value : values) {
      if (value.indexOf(SEPARATOR) >= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The values of the dimensions grouped by, as an instance's address tells them; not so if one of
   * them holds the separator: {@link #tellsValues}.
   */
  public static String[] seriesValues(String id, String address) {
    return address.length() <= id.length()
        ? new String[0]
        : address.substring(id.length() + 1).split(String.valueOf(SEPARATOR), -1);
  }

  /** Names of the topics that are told of ALARM; empty for the job's default. */
  public List<String> alarmActions() {
    return alarmActions;
  }

  /** Names of the topics that are told of OK. */
  public List<String> okActions() {
    return okActions;
  }

  /** Names of the topics that are told of INSUFFICIENT_DATA. */
  public List<String> insufficientDataActions() {
    return insufficientDataActions;
  }

  /** Whether it tells anybody at all. */
  public boolean actionsEnabled() {
    return actionsEnabled;
  }

  /** Seconds in ALARM until it is said again; 0 for only on change. */
  public long renotifyAfterSeconds() {
    return renotifyAfterSeconds;
  }

  /** Seconds after an ALARM in which the instance's next ALARM is recorded but not sent. */
  public long cooldownSeconds() {
    return cooldownSeconds;
  }

  /** Whether INSUFFICIENT_DATA to OK is said, as CloudWatch does. */
  public boolean notifyInitialOk() {
    return notifyInitialOk;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  /** Where each written value comes from, by key, such as {@code threshold}: file or override. */
  public Map<String, Place> origins() {
    return origins;
  }

  /** Whether the engine evaluates it. */
  public boolean evaluated() {
    return enabled && mode != RuleMode.NATIVE;
  }

  /** Whether the alarm watches what this transformation feeds. */
  public boolean watches(MetricTransformation metric) {
    return metric.feedsSameMetric(namespace, metricName);
  }

  /** Everything that matters for what the alarm does, places left out. */
  String content() {
    return new Fingerprint()
        .add("id", id())
        .add("rule", ruleName)
        .add("description", description)
        .add("severity", severity.key())
        .add("runbook", runbook)
        .add("tags", tags)
        .add("mode", mode.key())
        .add("enabled", enabled)
        .add("mute", mute)
        .add("spec", spec)
        .add("unit", unit)
        .add("maxSeries", maxSeries)
        .add("alarmActions", alarmActions)
        .add("okActions", okActions)
        .add("insufficientDataActions", insufficientDataActions)
        .add("actionsEnabled", actionsEnabled)
        .add("renotifyAfter", renotifyAfterSeconds)
        .add("cooldown", cooldownSeconds)
        .add("notifyInitialOk", notifyInitialOk)
        .content();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Alarm && ((Alarm) other).content().equals(content());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return id();
  }
}
