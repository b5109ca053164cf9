package dev.trailwatch.job;

import dev.trailwatch.pattern.Glob;
import dev.trailwatch.rule.CompiledRuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The counters {@code matches.<rule>}, of those rules alone that somebody asked for: each is a
 * metric that AWS bills.
 */
final class RuleCounters {
  private final List<Glob> asked = new ArrayList<>();
  private final MetricGroup group;
  private final Map<String, Counter> counters = new HashMap<>();

  /** The set that {@link #byRule} is of. */
  private @Nullable CompiledRuleSet set;

  private @Nullable Counter[] byRule = {};

  /**
   * Counters in a group.
   *
   * @param names names of rules, {@code *} for any characters
   */
  RuleCounters(List<String> names, MetricGroup group) {
    names.forEach(name -> asked.add(Glob.of(name)));
    this.group = group;
  }

  /** Counts an event that a rule matched and no exception took out. */
  void count(CompiledRuleSet present, int rule) {
    if (asked.isEmpty()) {
      return;
    }
    if (present != set) {
      byRule = of(present);
      set = present;
    }
    Counter counter = byRule[rule];
    if (counter != null) {
      counter.inc();
    }
  }

  private @Nullable Counter[] of(CompiledRuleSet present) {
    @Nullable Counter[] all = new @Nullable Counter[present.size()];
    for (int i = 0; i < all.length; i++) {
      String name = present.rule(i).name();
      if (asked.stream().anyMatch(glob -> glob.matches(name))) {
        all[i] = counters.computeIfAbsent(name, rule -> group.counter("matches." + rule));
      }
    }
    return all;
  }
}
