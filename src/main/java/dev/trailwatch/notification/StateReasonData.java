package dev.trailwatch.notification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.alarm.MissingData;
import dev.trailwatch.alarm.Verdict;
import dev.trailwatch.metric.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an evaluation rested on, as the JSON text that CloudWatch calls StateReasonData. */
public final class StateReasonData {
  private StateReasonData() {}

  /**
   * The JSON text of a verdict.
   *
   * @param unit the metric's unit; null leaves it out
   * @param queryDate when the evaluation was made, in milliseconds since the epoch
   */
  public static String of(Verdict verdict, @Nullable String unit, long queryDate) {
    AlarmSpec spec = verdict.spec();
    List<Measurement> used = verdict.used();
    ObjectNode data = Json.object();
    data.put("version", "1.0");
    data.put("queryDate", Json.timestamp(queryDate));
    if (!used.isEmpty()) {
      data.put("startDate", Json.timestamp(used.get(used.size() - 1).start()));
    }
    if (unit != null) {
      data.put("unit", unit);
    }
    data.put("statistic", spec.statistic().awsName());
    data.put("period", spec.periodSeconds());
    Map<Long, Measurement> byStart = new HashMap<>();
    used.forEach(point -> byStart.put(point.start(), point));
    ArrayNode recent = data.putArray("recentDatapoints");
    if (!used.isEmpty()) {
      long newest = used.get(0).start();
      long start = used.get(used.size() - 1).start();
      for (; start <= newest; start += spec.period().millis()) {
        Measurement point = byStart.get(start);
        recent.add(point == null ? null : point.value());
      }
    }
    data.put("threshold", spec.threshold());
    evaluated(data.putArray("evaluatedDatapoints"), verdict, byStart);
    return Json.write(data);
  }

  /** The newest periods that decided: as many as the transition needs at least. */
  private static void evaluated(
      ArrayNode evaluated, Verdict verdict, Map<Long, Measurement> byStart) {
    AlarmSpec spec = verdict.spec();
    boolean alarm = verdict.state() == AlarmState.ALARM;
    int needed = spec.evaluationPeriods();
    if (alarm) {
      needed = spec.datapoints();
    } else if (verdict.state() == AlarmState.OK) {
      needed = spec.evaluationPeriods() - spec.datapoints() + 1;
    }
    boolean holesCount =
        verdict.state() == AlarmState.INSUFFICIENT_DATA
            || spec.missingData() == (alarm ? MissingData.BREACHING : MissingData.NOT_BREACHING);
    for (int i = 1; i <= spec.evaluationRange() && evaluated.size() < needed; i++) {
      long start = verdict.periodEnd() - i * spec.period().millis();
      Measurement point = byStart.get(start);
      if (point == null && holesCount) {
        evaluated.addObject().put("timestamp", Json.timestamp(start));
      } else if (point != null && spec.breaches(point.value()) == alarm) {
        evaluated
            .addObject()
            .put("timestamp", Json.timestamp(start))
            .put("sampleCount", (double) point.sampleCount())
            .put("value", point.value());
      }
    }
  }
}
