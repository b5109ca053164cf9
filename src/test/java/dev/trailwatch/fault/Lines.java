package dev.trailwatch.fault;

import dev.trailwatch.connector.replay.LineFormat;
import dev.trailwatch.wire.DatapointRecord;
import dev.trailwatch.wire.TransitionRecord;

/** How the job's side outputs are written down for the comparison. */
final class Lines {
  private Lines() {}

  /** {@code rule/value|period start|samples sum minimum maximum}. */
  static final class Datapoints implements LineFormat<DatapointRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public String line(DatapointRecord point) {
      return String.join("/", point.rule, String.join("/", point.dimensionValues))
          + "|"
          + point.start
          + "|"
          + point.sampleCount
          + " "
          + point.sum
          + " "
          + point.minimum
          + " "
          + point.maximum;
    }

    @Override
    public String sortKey(DatapointRecord point) {
      return point.rule;
    }
  }

  /** {@code alarm|period end|old|new|id}. */
  static final class Transitions implements LineFormat<TransitionRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public String line(TransitionRecord transition) {
      return String.join(
          "|",
          transition.alarm,
          Long.toString(transition.periodEnd),
          transition.oldState,
          transition.newState,
          transition.notificationId);
    }

    @Override
    public String sortKey(TransitionRecord transition) {
      return transition.alarm;
    }
  }
}
