package dev.trailwatch.fault;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.notification.AlarmConfiguration;
import dev.trailwatch.notification.Notification;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.ruletest.Instance;
import dev.trailwatch.ruletest.SeriesDatapoint;
import dev.trailwatch.ruletest.Simulation;
import dev.trailwatch.ruletest.SimulationResult;
import dev.trailwatch.ruletest.StateChange;
import dev.trailwatch.ruletest.TimedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the job must have said of some events by a moment, worked out by the pure simulation. */
final class Oracle {
  private static final long MINUTE = 60_000;
  private static final int MOST_REPETITIONS = 3;

  /** Series and period start to the numbers. */
  final Map<String, String> datapoints = new TreeMap<>();

  /** Each {@code alarm|period end|old|new}. */
  final TreeSet<String> transitions = new TreeSet<>();

  /** What subscribers must have been told of each alarm: the ids, in their order. */
  final Map<String, List<String>> told = new TreeMap<>();

  /** Ids that may have been told besides: an ALARM said early of a period that ended in ALARM. */
  final TreeSet<String> permitted = new TreeSet<>();

  /**
   * Works it out.
   *
   * @param start when the alarms came into force
   * @param end periods that end later are left out
   */
  Oracle(RuleSet rules, List<TimedEvent> events, long start, long end) {
    SimulationResult result = Simulation.run(rules, events, start, end);
    for (SeriesDatapoint each : result.datapoints()) {
      if (each.datapoint().start() + MINUTE <= end) {
        Summary sum = each.datapoint().summary();
        datapoints.put(
            series(each.instance()) + "|" + each.datapoint().start(),
            sum.sampleCount() + " " + sum.sum() + " " + sum.minimum() + " " + sum.maximum());
      }
    }
    Map<Instance, List<StateChange>> changes = new LinkedHashMap<>();
    for (StateChange change : result.transitions()) {
      changes.computeIfAbsent(change.instance(), instance -> new ArrayList<>()).add(change);
    }
    changes.forEach((instance, list) -> tell(instance, list, end));
  }

  /** Takes over what another oracle says of some alarms. */
  void replace(Set<String> alarms, Oracle other) {
    Predicate<String> isOne = line -> alarms.contains(line.substring(0, line.indexOf('|')));
    transitions.removeIf(isOne);
    other.transitions.stream().filter(isOne).forEach(transitions::add);
    told.keySet().removeAll(alarms);
    other.told.forEach(
        (alarm, ids) -> {
          if (alarms.contains(alarm)) {
            told.put(alarm, ids);
          }
        });
    permitted.addAll(other.permitted);
  }

  private void tell(Instance instance, List<StateChange> changes, long end) {
    String name = id(instance, 0, AlarmState.OK).instanceName();
    List<String> ids = new ArrayList<>();
    StateChange last = null;
    for (StateChange change : changes) {
      if (last != null && last.newState() == AlarmState.ALARM) {
        permit(instance, last.periodEnd(), Math.min(end + 1, change.periodEnd()));
      }
      last = change;
      if (change.periodEnd() > end) {
        break;
      }
      transitions.add(
          name + "|" + change.periodEnd() + "|" + change.oldState() + "|" + change.newState());
      boolean calm =
          (change.newState() == AlarmState.OK && change.oldState() != AlarmState.ALARM)
              || change.newState() == AlarmState.INSUFFICIENT_DATA;
      if (!calm) {
        ids.add(id(instance, change.periodEnd(), change.newState()).notificationId());
      }
    }
    if (last != null && last.newState() == AlarmState.ALARM) {
      permit(instance, last.periodEnd(), end + 1);
    }
    // what is still open at the end may have been told early or not
    for (long open = end + MINUTE; open <= end + 10 * MINUTE; open += MINUTE) {
      permitted.add(id(instance, open, AlarmState.OK).notificationId());
    }
    permit(instance, end + MINUTE, end + 11 * MINUTE);
    told.put(name, ids);
  }

  /** An early ALARM, and its being told again behind an OK of a period before it. */
  private void permit(Instance instance, long from, long to) {
    for (long at = from; at < to; at += MINUTE) {
      for (int times = 0; times <= MOST_REPETITIONS; times++) {
        permitted.add(notification(instance, at, AlarmState.ALARM, times).notificationId());
      }
    }
  }

  private static String series(Instance instance) {
    return String.join(
        "/",
        String.valueOf(instance.alarm().ruleName()),
        String.join("/", instance.dimensions().values()));
  }

  private static Notification id(Instance instance, long periodEnd, AlarmState state) {
    return notification(instance, periodEnd, state, 0);
  }

  private static Notification notification(
      Instance instance, long periodEnd, AlarmState state, int renotification) {
    AlarmConfiguration configuration =
        AlarmConfiguration.builder(instance.alarm().name(), instance.alarm().spec())
            .id(instance.alarm().id())
            .severity("low")
            .metric("n", "m", null)
            .actions(List.of(), List.of(), List.of())
            .updated(0)
            .ruleSetVersion("")
            .build();
    return Notification.builder(configuration)
        .dimensions(instance.dimensions())
        .transition(AlarmState.OK, state, "")
        .times(periodEnd, periodEnd)
        .evidence(Evidence.none())
        .renotification(renotification)
        .build();
  }
}
