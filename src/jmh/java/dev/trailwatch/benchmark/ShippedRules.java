package dev.trailwatch.benchmark;

import dev.trailwatch.pattern.FilterPattern;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The patterns of the rules that ship, from {@code rules/}. */
final class ShippedRules {
  private ShippedRules() {}

  static List<FilterPattern> patterns() {
    try {
      RuleSet rules = RuleFileReader.read(RuleDirectory.load(Path.of("rules"))).ruleSet();
      if (rules == null) {
        throw new IllegalStateException("the rules in rules/ are not valid");
      }
      List<FilterPattern> patterns = new ArrayList<>();
      rules.rules().forEach(rule -> patterns.add(rule.pattern()));
      return patterns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
