package dev.trailwatch.job;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.CompiledRuleSet;
import dev.trailwatch.wire.PartialSum;
import java.util.ArrayList;
import java.util.List;

/**
 * The partial sums without an event that give alarms without any match their state.
 *
 * <p>Only alarms without {@code group_by} have them: a group's instance begins with its first
 * event.
 */
final class Seeds {
  private Seeds() {}

  /** A seed for each alarm of a set, to start at a moment. */
  static List<PartialSum> startingAt(RulesInForce.Entry set, long start) {
    List<PartialSum> seeds = new ArrayList<>();
    for (Alarm alarm : set.compiled().ruleSet().alarms()) {
      if (alarm.groupBy().isEmpty()) {
        seeds.add(seed(PartialSum.SEED, alarm, set.record.number, start));
      }
    }
    return seeds;
  }

  /** Seeds for a set that follows another: its alarms start, and those it lacks end. */
  static List<PartialSum> after(CompiledRuleSet before, RulesInForce.Entry set) {
    List<PartialSum> seeds = startingAt(set, set.record.effectiveFrom);
    seeds.addAll(removedBy(before, set));
    return seeds;
  }

  /** The ends of the alarms that a set lacks and an older one had. */
  static List<PartialSum> removedBy(CompiledRuleSet before, RulesInForce.Entry set) {
    List<PartialSum> seeds = new ArrayList<>();
    for (Alarm alarm : before.ruleSet().alarms()) {
      if (alarm.groupBy().isEmpty() && set.compiled().ruleSet().alarm(alarm.id()) == null) {
        seeds.add(seed(PartialSum.REMOVED, alarm, set.record.number, set.record.effectiveFrom));
      }
    }
    return seeds;
  }

  private static PartialSum seed(int kind, Alarm alarm, long number, long start) {
    PartialSum seed = new PartialSum();
    AlarmKey.of(alarm).address(seed);
    seed.kind = kind;
    seed.minute = start;
    seed.setNumber = number;
    return seed;
  }
}
