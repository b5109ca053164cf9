package dev.trailwatch.connector.rules;

import dev.trailwatch.rule.RuleSet;
import java.io.Serializable;
import java.util.List;

/** What a job asks of a rule set beyond being valid, such as topics that it can publish to. */
@FunctionalInterface
public interface RuleDemand extends Serializable {
  /** Why the job cannot take the set, one sentence each; empty if it can. */
  List<String> objections(RuleSet ruleSet);

  /** The demand of a job that takes every valid set. */
  static RuleDemand none() {
    return ruleSet -> List.of();
  }
}
