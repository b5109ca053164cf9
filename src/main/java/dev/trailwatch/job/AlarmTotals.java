package dev.trailwatch.job;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/** By alarm, over all of its instances: how often it went to ALARM, and how many events it saw. */
public final class AlarmTotals implements Accumulator<AlarmTotals, AlarmTotals> {
  /** The accumulator's name. */
  public static final String NAME = "alarmTotals";

  private static final long serialVersionUID = 1L;
  private static final int ALARMS = 0;
  private static final int EVENTS = 1;
  private static final int FIRST = 2;
  private static final int LAST = 3;

  private final TreeMap<String, long[]> byAlarm = new TreeMap<>();

  /** Totals of no alarm. */
  public AlarmTotals() {}

  void add(String alarmId, long alarms, long events, long first, long last) {
    long[] total = byAlarm.get(alarmId);
    if (total == null) {
      total = new long[] {0, 0, Long.MAX_VALUE, Long.MIN_VALUE};
      byAlarm.put(alarmId, total);
    }
    total[ALARMS] += alarms;
    total[EVENTS] += events;
    total[FIRST] = Math.min(total[FIRST], first);
    total[LAST] = Math.max(total[LAST], last);
  }

  /** How often an alarm's instances went to ALARM. */
  public long alarms(String alarmId) {
    return get(alarmId, ALARMS, 0);
  }

  /** How many events an alarm saw, copies left out. */
  public long events(String alarmId) {
    return get(alarmId, EVENTS, 0);
  }

  /** The first of these events' time, epoch milliseconds; {@link Long#MAX_VALUE} without any. */
  public long firstEventTime(String alarmId) {
    return get(alarmId, FIRST, Long.MAX_VALUE);
  }

  /** The last of these events' time, epoch milliseconds; {@link Long#MIN_VALUE} without any. */
  public long lastEventTime(String alarmId) {
    return get(alarmId, LAST, Long.MIN_VALUE);
  }

  private long get(String alarmId, int what, long otherwise) {
    long[] total = byAlarm.get(alarmId);
    return total == null ? otherwise : total[what];
  }

  @Override
  public void add(AlarmTotals other) {
    for (Map.Entry<String, long[]> total : other.byAlarm.entrySet()) {
      long[] more = total.getValue();
      add(total.getKey(), more[ALARMS], more[EVENTS], more[FIRST], more[LAST]);
    }
  }

  @Override
  public AlarmTotals getLocalValue() {
    return this;
  }

  @Override
  public void resetLocal() {
    byAlarm.clear();
  }

  @Override
  public void merge(Accumulator<AlarmTotals, AlarmTotals> other) {
    add(other.getLocalValue());
  }

  @Override
  @SuppressWarnings("NonFinalClone") // the interface asks for it
  public AlarmTotals clone() {
    AlarmTotals copy = new AlarmTotals();
    copy.add(this);
    return copy;
  }
}
