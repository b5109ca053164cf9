package dev.trailwatch.report;

import dev.trailwatch.alarm.AlarmEvaluator;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.EvaluationWindow;
import dev.trailwatch.metric.Datapoint;
import dev.trailwatch.metric.Period;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.metric.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * How often an alarm would have gone to ALARM over some minutes, had it asked for something else.
 *
 * <p>It judges as the job does: period after period while there is data in range, at rest between.
 */
final class AlarmCount {
  private static final Period MINUTE = Period.of(60);

  private final AlarmSpec spec;
  private final Period step;
  private final boolean grouped;
  private final long start;

  /**
   * A count under a specification.
   *
   * @param grouped whether instances begin with their first sample, and not with the trail
   * @param start when the trail begins
   */
  AlarmCount(AlarmSpec spec, boolean grouped, long start) {
    this.spec = spec;
    boolean sliding = spec.evaluationWindow() == EvaluationWindow.SLIDING;
    this.step = sliding && spec.periodSeconds() > 60 ? MINUTE : spec.period();
    this.grouped = grouped;
    this.start = start;
  }

  /** The number of changes to ALARM. */
  int over(NavigableMap<Long, Summary> minutes) {
    AlarmState state =
        grouped ? spec.restingState(AlarmState.INSUFFICIENT_DATA) : AlarmState.INSUFFICIENT_DATA;
    if (grouped && minutes.isEmpty()) {
      return 0;
    }
    int alarms = 0;
    long end = step.end(grouped ? minutes.firstKey() : start);
    while (true) {
      List<Datapoint> window = window(minutes, end);
      AlarmState next = AlarmEvaluator.evaluate(spec, window, end, state).state();
      if (next == AlarmState.ALARM && state != AlarmState.ALARM) {
        alarms++;
      }
      state = next;
      Long minute = window.isEmpty() ? minutes.ceilingKey(end) : Long.valueOf(end);
      if (minute == null) {
        return alarms;
      }
      end = step.end(minute);
    }
  }

  private List<Datapoint> window(NavigableMap<Long, Summary> minutes, long end) {
    Window window = Window.of(end, spec.period(), spec.evaluationRange());
    List<Datapoint> parts = new ArrayList<>();
    for (Map.Entry<Long, Summary> part : minutes.subMap(window.start(), end).entrySet()) {
      parts.add(Datapoint.of(part.getKey(), part.getValue()));
    }
    return window.datapoints(parts);
  }
}
