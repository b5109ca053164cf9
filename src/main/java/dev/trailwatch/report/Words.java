package dev.trailwatch.report;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.ComparisonOperator;
import dev.trailwatch.diagnostic.Visible;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers, names and times as the report writes them. */
final class Words {
  private static final Pattern ARN =
      Pattern.compile("\\barn:[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9]*:");
  private static final int LONGEST = 200;
  private static final int BRIEF = 48;

  private Words() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String count(long number, String one, String many) {
    return number == 1 ? "1 " + one : count(number) + " " + many;
  }

  /** A value of a metric: whole numbers without a fraction. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? count((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  static String percent(long part, long whole) {
    if (whole == 0) {
      return "0 %";
    }
    double share = 100.0 * part / whole;
    return share > 0 && share < 0.1
        ? "<0.1 %"
        : String.format(Locale.ROOT, share < 10 && share > 0 ? "%.1f %%" : "%.0f %%", share);
  }

  /** A length of time in its largest whole unit. */
  static String seconds(int seconds) {
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  static String sign(ComparisonOperator operator) {
    switch (operator) {
      case GREATER_THAN:
        return ">";
      case GREATER_THAN_OR_EQUAL_TO:
        return "\u2265";
      case LESS_THAN:
        return "<";
      default:
        return "\u2264";
    }
  }

  /** What an alarm asks for, in one line. */
  static String condition(AlarmSpec spec) {
    String periods =
        spec.evaluationPeriods() == 1
            ? "in " + seconds(spec.periodSeconds())
            : String.format(
                "in %d of %d periods of %s",
                spec.datapoints(), spec.evaluationPeriods(), seconds(spec.periodSeconds()));
    return String.format(
        "%s %s %s %s",
        spec.statistic().awsName(), sign(spec.operator()), number(spec.threshold()), periods);
  }

  /**
   * An ARN's last part, which is what people call a principal; other text as it is, spelled out if
   * need be.
   */
  static String principal(String text) {
    String[] parts = text.startsWith("arn:") ? text.split(":", 6) : new String[0];
    return Visible.name(cut(parts.length == 6 ? parts[5] : text));
  }

  /** The values of an alarm instance as they stand behind its name, ARNs by their last part. */
  static String group(String brackets) {
    String values = brackets.strip();
    if (values.startsWith("[") && values.endsWith("]")) {
      values = values.substring(1, values.length() - 1);
    }
    return cut(ARN.matcher(values).replaceAll(""));
  }

  /** As much of a value as a cell of a busy table takes. */
  static String brief(String text) {
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "...";
  }

  static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
  }
}
