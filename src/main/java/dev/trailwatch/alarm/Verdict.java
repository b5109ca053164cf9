package dev.trailwatch.alarm;

import dev.trailwatch.metric.Measurement;
import java.util.List;
import java.util.stream.Collectors;

/** The answer of one evaluation: the state, and what it rests on. */
public final class Verdict {
  private final AlarmSpec spec;
  private final AlarmState previous;
  private final AlarmState state;
  private final boolean kept;
  private final List<Measurement> used;
  private final long periodEnd;

  Verdict(
      AlarmSpec spec,
      AlarmState previous,
      AlarmState state,
      boolean kept,
      List<Measurement> used,
      long periodEnd) {
    this.spec = spec;
    this.previous = previous;
    this.state = state;
    this.kept = kept;
    this.used = List.copyOf(used);
    this.periodEnd = periodEnd;
  }

  /** What the alarm asks. */
  public AlarmSpec spec() {
    return spec;
  }

  /** The state before. */
  public AlarmState previous() {
    return previous;
  }

  /** The state now. */
  public AlarmState state() {
    return state;
  }

  /** Whether this is a transition, the only thing that CloudWatch notifies of. */
  public boolean isTransition() {
    return state != previous;
  }

  /** Whether the evaluation decided nothing, so that the state before stays. */
  public boolean isKept() {
    return kept;
  }

  /** The N newest datapoints that have data, newest first. */
  public List<Measurement> used() {
    return used;
  }

  /** Those of them that speak for the state, newest first. */
  public List<Measurement> supporting() {
    return used.stream()
        .filter(point -> spec.breaches(point.value()) == (state == AlarmState.ALARM))
        .collect(Collectors.toUnmodifiableList());
  }

  /** How many of the N datapoints are missing. */
  public int missing() {
    return spec.evaluationPeriods() - used.size();
  }

  /** The end of the newest period, in milliseconds since the epoch. */
  public long periodEnd() {
    return periodEnd;
  }

  /** The state's reason in CloudWatch's words. */
  public String reason() {
    return StateReason.of(this);
  }

  @Override
  public String toString() {
    return previous + " -> " + state + ": " + reason();
  }
}
