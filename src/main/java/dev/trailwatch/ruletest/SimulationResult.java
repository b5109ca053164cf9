package dev.trailwatch.ruletest;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.MissingData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the rules make of a timeline. */
public final class SimulationResult {
  private final List<SeriesDatapoint> datapoints;
  private final List<StateChange> transitions;
  private final List<StateChange> earlyAlarms;

  SimulationResult(
      List<SeriesDatapoint> datapoints,
      List<StateChange> transitions,
      List<StateChange> earlyAlarms) {
    this.datapoints = List.copyOf(datapoints);
    this.transitions = List.copyOf(transitions);
    this.earlyAlarms = List.copyOf(earlyAlarms);
  }

  /** Every non-empty period of every alarm instance, instance by instance in order of time. */
  public List<SeriesDatapoint> datapoints() {
    return datapoints;
  }

  /**
   * Every settled change of state, instance by instance in order of time; a pure function of the
   * set of events. An alarm's first change, from INSUFFICIENT_DATA to OK, is among them.
   */
  public List<StateChange> transitions() {
    return transitions;
  }

  /** Every ALARM that is certain before its period has ended, if no event comes late. */
  public List<StateChange> earlyAlarms() {
    return earlyAlarms;
  }

  /**
   * What a subscriber is told of one instance if no event comes late: each early ALARM when it is
   * certain, and each settled change that was not told early.
   */
  public List<StateChange> told(Instance instance) {
    List<StateChange> told = new ArrayList<>();
    for (StateChange early : earlyAlarms) {
      if (early.instance().equals(instance)) {
        told.add(early);
      }
    }
    for (StateChange change : transitions) {
      boolean toldEarly =
          change.newState() == AlarmState.ALARM
              && told.stream().anyMatch(early -> early.periodEnd() == change.periodEnd());
      if (change.instance().equals(instance) && !toldEarly) {
        told.add(change);
      }
    }
    told.sort(Comparator.comparingLong(StateChange::time).thenComparing(StateChange::periodEnd));
    return told;
  }

  /**
   * The state of an instance as far as a subscriber has been told by a time.
   *
   * <p>Before anything is told it is OK if missing data is not breaching, else INSUFFICIENT_DATA.
   */
  public AlarmState toldState(Instance instance, long time) {
    boolean quietIsFine = instance.alarm().spec().missingData() == MissingData.NOT_BREACHING;
    AlarmState state = quietIsFine ? AlarmState.OK : AlarmState.INSUFFICIENT_DATA;
    for (StateChange change : told(instance)) {
      if (change.time() <= time) {
        state = change.newState();
      }
    }
    return state;
  }

  @Override
  public String toString() {
    return datapoints.size() + " datapoints, " + transitions.size() + " transitions";
  }
}
