package dev.trailwatch.alarm;

import dev.trailwatch.metric.Measurement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes why an alarm is in its state, in CloudWatch's words. */
final class StateReason {
  /** As many datapoints as CloudWatch lists; from this many on they follow in a second sentence. */
  private static final int LISTED = 5;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private StateReason() {}

  static String of(Verdict verdict) {
    AlarmSpec spec = verdict.spec();
    if (verdict.isKept()) {
      return kept(verdict);
    }
    if (verdict.state() == AlarmState.INSUFFICIENT_DATA) {
      int unknown = verdict.missing();
      return "Insufficient Data: "
          + datapoints(unknown)
          + (unknown == 1 ? " was" : " were")
          + " unknown.";
    }
    if (verdict.used().isEmpty()) {
      int periods = spec.evaluationPeriods();
      return "Threshold Crossed: no datapoints were received for "
          + periods
          + (periods == 1 ? " period" : " periods")
          + missing(verdict)
          + ".";
    }
    List<Measurement> supporting = verdict.supporting();
    if (supporting.isEmpty()) {
      return "Threshold Crossed:"
          + missing(verdict).substring(" and".length())
          + transition(verdict)
          + ".";
    }
    return crossed(verdict, supporting);
  }

  private static String crossed(Verdict verdict, List<Measurement> supporting) {
    AlarmSpec spec = verdict.spec();
    boolean many = supporting.size() >= LISTED;
    StringBuilder text = new StringBuilder(160).append("Threshold Crossed: ");
    if (spec.datapointsToAlarm() == null) {
      text.append(datapoints(supporting.size()));
    } else {
      text.append(supporting.size())
          .append(" out of the last ")
          .append(spec.evaluationPeriods())
          .append(" datapoints");
    }
    if (!many) {
      text.append(' ').append(list(supporting));
    }
    text.append(supporting.size() == 1 ? " was " : " were ")
        .append(verdict.state() == AlarmState.ALARM ? "" : "not ")
        .append(spec.operator().words())
        .append(" the threshold (")
        .append(spec.threshold())
        .append(')')
        .append(missing(verdict));
    if (many) {
      text.append(". The most recent datapoints which crossed the threshold: ")
          .append(list(supporting.subList(0, LISTED)));
    }
    return text.append(transition(verdict)).append('.').toString();
  }

  /** The datapoints that were missing and taken for something; empty if none were. */
  private static String missing(Verdict verdict) {
    MissingData treatment = verdict.spec().missingData();
    int missing = verdict.missing();
    if (missing == 0
        || (treatment != MissingData.BREACHING && treatment != MissingData.NOT_BREACHING)) {
      return "";
    }
    return " and "
        + missing
        + (missing == 1 ? " missing datapoint was" : " missing datapoints were")
        + " treated as ["
        + (treatment == MissingData.BREACHING ? "Breaching" : "NonBreaching")
        + "]";
  }

  /** How many datapoints the transition needed at least; said only where M is configured. */
  private static String transition(Verdict verdict) {
    AlarmSpec spec = verdict.spec();
    if (spec.datapointsToAlarm() == null) {
      return "";
    }
    boolean alarm = verdict.state() == AlarmState.ALARM;
    int needed = alarm ? spec.datapoints() : spec.evaluationPeriods() - spec.datapoints() + 1;
    return " (minimum "
        + datapoints(needed)
        + (alarm ? " for OK -> ALARM transition)" : " for ALARM -> OK transition)");
  }

  /**
   * CloudWatch writes no reason where it leaves the state alone; this one is for our own records.
   */
  private static String kept(Verdict verdict) {
    if (verdict.used().isEmpty()) {
      return "Unchanged: no datapoints were received for "
          + verdict.spec().evaluationPeriods()
          + (verdict.spec().evaluationPeriods() == 1 ? " period." : " periods.");
    }
    return "Unchanged: " + datapoints(verdict.used().size()) + " did not suffice to evaluate.";
  }

  private static String list(List<Measurement> points) {
    return points.stream()
        .map(point -> point.value() + " (" + TIME.format(Instant.ofEpochMilli(point.start())) + ")")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String datapoints(int count) {
    return count + (count == 1 ? " datapoint" : " datapoints");
  }
}
