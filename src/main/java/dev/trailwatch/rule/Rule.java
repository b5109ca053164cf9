package dev.trailwatch.rule;

import dev.trailwatch.diagnostic.Place;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.pattern.FilterPattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule: which events it counts, in which metric, and which alarms watch that.
 *
 * <p>Its name is unique over all files of a set.
 */
public final class Rule {
  private final String name;
  private final FilterPattern pattern;
  private final MetricTransformation metric;
  private final @Nullable String description;
  private final RuleSeverity severity;
  private final @Nullable String runbook;
  private final Map<String, List<String>> tags;
  private final boolean enabled;
  private final RuleMode mode;
  private final @Nullable FilterPattern nativePattern;
  private final boolean extensions;
  private final List<RuleException> exceptions;
  private final boolean deduplicate;
  private final List<Alarm> alarms;
  private final List<AcceptedWarning> accepted;
  private final List<RuleTestCase> tests;
  private final Place place;
  private final Map<String, Place> origins;

  Rule(RuleBuilder builder) {
    this.name = builder.name;
    this.pattern = builder.pattern;
    this.metric = builder.metric;
    this.description = builder.description;
    this.severity = builder.severity;
    this.runbook = builder.runbook;
    this.tags = builder.tags;
    this.enabled = builder.enabled;
    this.mode = builder.mode;
    this.nativePattern = builder.nativePattern;
    this.extensions = builder.extensions;
    this.exceptions = builder.exceptions;
    this.deduplicate = builder.deduplicate;
    this.alarms = builder.alarms;
    this.accepted = builder.accepted;
    this.tests = builder.tests;
    this.place = builder.place;
    this.origins = builder.origins;
  }

  /** A builder of a rule that counts what a pattern matches in a metric. */
  public static RuleBuilder builder(
      String name, FilterPattern pattern, MetricTransformation metric) {
    return new RuleBuilder(name, pattern, metric);
  }

  /** The rule's name, unique in its set. */
  public String name() {
    return name;
  }

  /** Which events it counts. */
  public FilterPattern pattern() {
    return pattern;
  }

  /** What each of them adds to which metric. */
  public MetricTransformation metric() {
    return metric;
  }

  /** What happened, why it matters and what to do first; null if nobody wrote it. */
  public @Nullable String description() {
    return description;
  }

  /** How urgent its alarms are. */
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

  /** Whether it is switched on. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether it is evaluated, and whether it tells. */
  public RuleMode mode() {
    return mode;
  }

  /** What is exported to CloudWatch in place of {@link #pattern}; null if that is the same. */
  public @Nullable FilterPattern nativePattern() {
    return nativePattern;
  }

  /** Whether the pattern uses what only this engine understands. */
  public boolean extensions() {
    return extensions;
  }

  /** Events that the pattern matches but that are known to be harmless. */
  public List<RuleException> exceptions() {
    return exceptions;
  }

  /** Whether one eventID counts once. */
  public boolean deduplicate() {
    return deduplicate;
  }

  /** The alarms that it declares, in order; empty if it only feeds a metric. */
  public List<Alarm> alarms() {
    return alarms;
  }

  /** The warnings of {@code check} that its author means. */
  public List<AcceptedWarning> accepted() {
    return accepted;
  }

  /** Its inline tests. */
  public List<RuleTestCase> tests() {
    return tests;
  }

  /** Where it stands. */
  public Place place() {
    return place;
  }

  /** Where each written value comes from, by key, such as {@code severity}: file or override. */
  public Map<String, Place> origins() {
    return origins;
  }

  /** Whether a negative value is a fault of the event, so that a Sum may alarm early. */
  public boolean valueNonNegative() {
    return metric.valueNonNegative();
  }

  /** Whether the engine evaluates it. */
  public boolean evaluated() {
    return enabled && mode != RuleMode.NATIVE;
  }

  /** Whether the rule counts an event: the pattern holds and no exception does. */
  public boolean counts(LogEvent event) {
    return pattern.matches(event) && !excepted(event);
  }

  /** Whether an exception takes an event out that the pattern matches. */
  public boolean excepted(LogEvent event) {
    for (RuleException exception : exceptions) {
      if (exception.matches(event, pattern)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the rule has a tag of this name, or a tag with this value. */
  public boolean tagged(String tag) {
    return tags.containsKey(tag) || tags.values().stream().anyMatch(each -> each.contains(tag));
  }

  /** Twelve hexadecimal digits that differ where what the rule does differs. */
  public String fingerprint() {
    return new Fingerprint().add("rule", content()).hex(12);
  }

  /** Everything that matters for what the rule does, places, tests and alarms left out. */
  String content() {
    Fingerprint out =
        new Fingerprint()
            .add("name", name)
            .add("pattern", pattern.text())
            .add("metric", metric.content())
            .add("description", description)
            .add("severity", severity.key())
            .add("runbook", runbook)
            .add("tags", tags)
            .add("enabled", enabled)
            .add("mode", mode.key())
            .add("native", nativePattern == null ? null : nativePattern.text())
            .add("extensions", extensions)
            .add("deduplicate", deduplicate);
    exceptions.forEach(each -> out.add("except", each.content()));
    return out.content();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rule
        && ((Rule) other).content().equals(content())
        && ((Rule) other).alarms.equals(alarms);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
