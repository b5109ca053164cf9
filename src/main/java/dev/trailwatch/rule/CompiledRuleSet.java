package dev.trailwatch.rule;

import dev.trailwatch.event.CloudTrailEvent;
import dev.trailwatch.matcher.Matcher;
import dev.trailwatch.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule set ready for matching: one matcher for all patterns, and which alarms each rule feeds.
 *
 * <p>Immutable; shared by threads.
 */
public final class CompiledRuleSet {
  private final RuleSet ruleSet;
  private final List<Rule> rules;
  private final List<List<Alarm>> alarms;
  private final boolean[] shared;
  private final int[] withDefault;
  private final Set<String> monotone;
  private final Set<String> showing;
  private final Matcher matcher;

  private CompiledRuleSet(
      RuleSet ruleSet,
      List<Rule> rules,
      List<List<Alarm>> alarms,
      boolean[] shared,
      int[] withDefault,
      Set<String> monotone,
      Set<String> showing,
      Matcher matcher) {
    this.ruleSet = ruleSet;
    this.rules = rules;
    this.alarms = alarms;
    this.shared = shared;
    this.withDefault = withDefault;
    this.monotone = monotone;
    this.showing = showing;
    this.matcher = matcher;
  }

  /** Compiles the set's evaluated rules. */
  public static CompiledRuleSet compile(RuleSet ruleSet) {
    Map<String, List<Alarm>> byMetric = new HashMap<>();
    for (Alarm alarm : ruleSet.alarms()) {
      byMetric
          .computeIfAbsent(metric(alarm.namespace(), alarm.metricName()), name -> new ArrayList<>())
          .add(alarm);
    }
    List<Rule> rules = List.copyOf(ruleSet.rules());
    List<FilterPattern> patterns = new ArrayList<>(rules.size());
    List<List<Alarm>> alarms = new ArrayList<>(rules.size());
    List<Integer> withDefault = new ArrayList<>();
    Set<String> monotone = new HashSet<>();
    Map<List<Object>, String> showing = new HashMap<>();
    Map<String, Integer> lastFeeding = new HashMap<>();
    boolean[] shared = new boolean[rules.size()];
    for (Alarm alarm : ruleSet.alarms()) {
      monotone.add(alarm.id());
      showing.putIfAbsent(series(alarm), alarm.id());
    }
    for (int i = 0; i < rules.size(); i++) {
      patterns.add(rules.get(i).pattern());
      MetricTransformation metric = rules.get(i).metric();
      String name = metric(metric.namespace(), metric.name());
      List<Alarm> watching = List.copyOf(byMetric.getOrDefault(name, Collections.emptyList()));
      alarms.add(watching);
      Integer other = watching.isEmpty() ? null : lastFeeding.put(name, i);
      if (other != null) {
        shared[other] = true;
        shared[i] = true;
      }
      if (!metric.neverNegative()) {
        watching.forEach(alarm -> monotone.remove(alarm.id()));
      }
      if (metric.defaultValue() != null) {
        withDefault.add(i);
      }
    }
    return new CompiledRuleSet(
        ruleSet,
        rules,
        alarms,
        shared,
        withDefault.stream().mapToInt(Integer::intValue).toArray(),
        monotone,
        Set.copyOf(showing.values()),
        Matcher.builder(patterns).readEventTime().noteTexts(CloudTrailEvent.selectors()).build());
  }

  /** The set that was compiled. */
  public RuleSet ruleSet() {
    return ruleSet;
  }

  /** The number of rules that are evaluated. */
  public int size() {
    return rules.size();
  }

  /** A rule by its number. */
  public Rule rule(int number) {
    return rules.get(number);
  }

  /** The alarms that watch the rule's metric; another rule may feed the same ones. */
  public List<Alarm> alarms(int number) {
    return alarms.get(number);
  }

  /** Whether another rule feeds the metric of this one, and alarms watch it. */
  public boolean sharesMetric(int number) {
    return shared[number];
  }

  /**
   * Whether an alarm's Sum can only grow while a period is open: no rule that feeds its metric can
   * add a negative sample.
   */
  public boolean monotone(Alarm alarm) {
    return monotone.contains(alarm.id());
  }

  /** Whether any rule's metric has a default value. */
  public boolean hasDefaults() {
    return withDefault.length > 0;
  }

  /**
   * Whether the alarm's datapoints are the ones to show: of several alarms of a rule with the same
   * period and groups, the first one's.
   */
  public boolean showsDatapoints(Alarm alarm) {
    return showing.contains(alarm.id());
  }

  /** The numbers of the rules whose metric has a default value. */
  public int[] withDefault() {
    return withDefault.clone();
  }

  /**
   * Finds the patterns that an event matches, each under its rule's number; whether an exception
   * takes the event out is for the {@linkplain Rule#excepted rule} to say.
   */
  public Matcher matcher() {
    return matcher;
  }

  /** What makes two alarms see the same datapoints, as far as an outsider can tell. */
  private static List<Object> series(Alarm alarm) {
    String owner = alarm.ruleName() == null ? alarm.name() : alarm.ruleName();
    return List.of(owner, alarm.metricName(), alarm.spec().periodSeconds(), alarm.groupBy());
  }

  private static String metric(String namespace, String name) {
    return namespace + '\u0001' + name;
  }
}
