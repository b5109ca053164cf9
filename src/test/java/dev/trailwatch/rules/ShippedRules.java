package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleSeverity;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rules in {@code rules/}, as a user gets them. */
final class ShippedRules {
  static final Path FOLDER = Path.of("rules");

  private ShippedRules() {}

  static RuleSet load() throws IOException {
    ReadResult read = RuleFileReader.read(RuleDirectory.load(FOLDER));
    assertThat(read.issues()).isEmpty();
    assertThat(read.ruleSet()).isNotNull();
    return read.ruleSet();
  }

  /** The alarms that tell somebody: evaluated, and no shadow. */
  static List<Alarm> telling(RuleSet rules) {
    return rules.alarms().stream().filter(alarm -> alarm.mode() == RuleMode.LIVE).toList();
  }

  /** Whether somebody is woken. */
  static boolean pages(Alarm alarm) {
    return alarm.severity() == RuleSeverity.CRITICAL || alarm.severity() == RuleSeverity.HIGH;
  }
}
