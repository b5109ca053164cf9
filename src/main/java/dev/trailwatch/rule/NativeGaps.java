package dev.trailwatch.rule;

import dev.trailwatch.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Why CloudWatch cannot do what a rule asks for, reason by reason.
 *
 * <p>The Terraform module {@code native-alarms} gives the same reasons in the same words; a test
 * holds both together.
 */
public final class NativeGaps {
  private static final int LONGEST_PATTERN = 1024;
  private static final int MOST_REGEXES = 2;
  private static final int MOST_DIMENSIONS = 3;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  private NativeGaps() {}

  /** The pattern that CloudWatch is given: the rule's native one, else its own. */
  public static FilterPattern pattern(Rule rule) {
    FilterPattern own = rule.nativePattern();
    return own == null ? rule.pattern() : own;
  }

  /** Why there is no metric filter and alarms like this rule; empty if there are. */
  public static List<String> of(Rule rule) {
    List<String> reasons = new ArrayList<>();
    if (!rule.enabled()) {
      reasons.add("it is not enabled");
    }
    if (rule.mode() == RuleMode.SHADOW) {
      reasons.add("a shadow rule notifies nobody");
    }
    rule.alarms().forEach(alarm -> reasons.addAll(of(alarm)));
    boolean own = rule.nativePattern() != null;
    FilterPattern pattern = pattern(rule);
    if (rule.extensions() && !own) {
      reasons.add("its pattern uses engine extensions and it has no native_pattern");
    }
    if (!rule.exceptions().isEmpty() && !own) {
      reasons.add(
          "it has exceptions, which a filter pattern can't take away, and no native_pattern");
    }
    int length = pattern.text().codePointCount(0, pattern.text().length());
    if (length > LONGEST_PATTERN) {
      reasons.add("its pattern has " + length + " characters; CloudWatch takes 1,024");
    }
    int regexes = pattern.regexes();
    if (regexes > MOST_REGEXES) {
      reasons.add("its pattern has " + regexes + " regexes; CloudWatch takes 2");
    }
    dimensions(rule, reasons);
    return reasons;
  }

  private static void dimensions(Rule rule, List<String> reasons) {
    int dimensions = rule.metric().dimensions().size();
    if (dimensions > MOST_DIMENSIONS) {
      reasons.add("its metric has " + dimensions + " dimensions; CloudWatch takes 3");
    }
    if (rule.metric().dimensions().values().stream().anyMatch(field -> !field.isNative())) {
      reasons.add("a dimension is read with @, which only the engine knows");
    }
    if (dimensions > 0 && !rule.alarms().isEmpty()) {
      reasons.add(
          "its metric has dimensions: a CloudWatch alarm would have to name one set of their values");
    }
  }

  /** Why CloudWatch has no such alarm; empty if it has. */
  public static List<String> of(Alarm alarm) {
    List<String> reasons = new ArrayList<>();
    String name = "alarm " + alarm.name();
    int period = alarm.spec().periodSeconds();
    long range = (long) period * alarm.spec().evaluationPeriods();
    if (!alarm.groupBy().isEmpty()) {
      reasons.add(
          name
              + " groups by "
              + String.join(", ", alarm.groupBy())
              + ": CloudWatch has no alarm for each value");
    }
    if (range > (period < HOUR ? DAY : 7 * DAY)) {
      reasons.add(
          name
              + " looks back "
              + range
              + " s; CloudWatch takes a day, or a week with periods of an hour");
    }
    return reasons;
  }

  /** What CloudWatch's alarm does otherwise without being wrong. */
  public static List<String> differences(Alarm alarm) {
    List<String> differences = new ArrayList<>();
    if (alarm.renotifyAfterSeconds() > 0) {
      differences.add(alarm.name() + " is not said again while it stays in ALARM (renotify_after)");
    }
    if (alarm.cooldownSeconds() > 0) {
      differences.add(alarm.name() + " is said each time, without a cooldown");
    }
    Mute mute = alarm.mute();
    if (mute != null) {
      differences.add("its mute until " + mute.until() + " holds for the engine only");
    }
    return differences;
  }
}
