package dev.trailwatch.job;

import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.LiveSeries;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.SeriesMinute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the series of grouped alarms within their bounds, on bounded input.
 *
 * <p>Who comes first in event time has a place, and of those of one minute who comes first by name.
 * That is known at the end of the input only, so all sums wait for it here, merged minute by
 * minute; the order of the input makes no difference.
 */
final class SettledSeriesFunction extends KeyedProcessFunction<String, PartialSum, PartialSum> {
  private static final long serialVersionUID = 1L;

  private transient MapState<String, SeriesMinute> minutes;
  private transient JobMetrics metrics;

  @Override
  public void open(OpenContext context) {
    minutes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("minutes", Types.STRING, Types.POJO(SeriesMinute.class)));
    metrics = new JobMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.publish(getRuntimeContext());
    }
  }

  @Override
  public void processElement(PartialSum partial, Context context, Collector<PartialSum> out)
      throws Exception {
    String slot = partial.key + '@' + partial.minute;
    SeriesMinute kept = minutes.get(slot);
    if (kept == null) {
      kept = new SeriesMinute();
      kept.key = partial.key;
      kept.alarmId = partial.alarmId;
      kept.values = partial.values;
      kept.minute = partial.minute;
      kept.share = partial.share;
      kept.lifetime = partial.lifetime;
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    kept.setNumber = Math.max(kept.setNumber, partial.setNumber);
    kept.lastEventTime = Math.max(kept.lastEventTime, partial.lastEventTime);
    MinuteTable table = MinuteTable.unpack(kept.sum);
    Evidence evidence = table.unknownEvidence(partial);
    metrics.duplicateEvents.inc(table.add(partial));
    metrics.uncheckedEvents.inc(table.takeUnchecked());
    kept.sum = table.pack();
    if (evidence.count() > 0) {
      boolean first = kept.evidence.length == 0;
      kept.evidence =
          (first ? evidence : Evidence.fromBytes(kept.evidence).merge(evidence)).toBytes();
    }
    minutes.put(slot, kept);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PartialSum> out)
      throws Exception {
    List<SeriesMinute> all = new ArrayList<>();
    minutes.values().forEach(all::add);
    minutes.clear();
    all.sort(
        Comparator.<SeriesMinute>comparingLong(kept -> kept.minute)
            .thenComparing(kept -> kept.key));
    LiveSeries live = new LiveSeries(all.get(0).share, all.get(0).lifetime);
    for (SeriesMinute kept : all) {
      PartialSum partial = partial(kept);
      if (!live.admits(kept.key, kept.minute)) {
        metrics.eventsBeyondBound.inc(Summary.fromBytes(partial.summary).sampleCount());
        AlarmKey.beyond(partial);
      }
      out.collect(partial);
    }
  }

  private static PartialSum partial(SeriesMinute kept) {
    PartialSum partial = new PartialSum();
    partial.key = kept.key;
    partial.alarmId = kept.alarmId;
    partial.values = kept.values;
    partial.minute = kept.minute;
    partial.setNumber = kept.setNumber;
    partial.lastEventTime = kept.lastEventTime;
    partial.evidence = kept.evidence;
    Summary sum = MinuteTable.unpack(kept.sum).between(kept.minute, kept.minute + 1);
    if (sum != null) {
      partial.summary = sum.toBytes();
    }
    return partial;
  }
}
