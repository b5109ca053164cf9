package dev.trailwatch.job;

import dev.trailwatch.event.CompactOutput;
import dev.trailwatch.rule.LiveSeries;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.SampleBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the series of grouped alarms within their bounds, on bounded input.
 *
 * <p>Who comes first in event time has a place, and of those of one minute who comes first by name.
 * That is known at the end of the input only, so all batches wait for it here; the order of the
 * input makes no difference.
 */
final class SettledSeriesFunction extends KeyedProcessFunction<String, PartialSum, PartialSum> {
  private static final long serialVersionUID = 1L;

  private transient ListState<PartialSum> batches;
  private transient JobMetrics metrics;

  @Override
  public void open(OpenContext context) {
    batches =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("batches", Types.POJO(PartialSum.class)));
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
    batches.add(partial);
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PartialSum> out)
      throws Exception {
    Map<String, List<PartialSum>> bySeries = new HashMap<>();
    for (PartialSum partial : batches.get()) {
      bySeries.computeIfAbsent(partial.key, key -> new ArrayList<>()).add(partial);
    }
    batches.clear();
    Map<String, Set<Long>> beyond = beyond(bySeries);
    for (Map.Entry<String, List<PartialSum>> series : bySeries.entrySet()) {
      Set<Long> minutes = beyond.get(series.getKey());
      if (minutes == null) {
        series.getValue().forEach(out::collect);
      } else {
        split(series.getValue(), minutes, out);
      }
    }
  }

  /** By series: the minutes in which it has no place. */
  private static Map<String, Set<Long>> beyond(Map<String, List<PartialSum>> bySeries) {
    PartialSum any = bySeries.values().iterator().next().get(0);
    Map<String, Set<Long>> beyond = new HashMap<>();
    if (bySeries.size() <= any.share) {
      return beyond;
    }
    TreeMap<Long, TreeSet<String>> byMinute = new TreeMap<>();
    for (List<PartialSum> series : bySeries.values()) {
      for (PartialSum partial : series) {
        for (long minute : batch(partial).minutes) {
          byMinute.computeIfAbsent(minute, start -> new TreeSet<>()).add(partial.key);
        }
      }
    }
    LiveSeries live = new LiveSeries(any.share, any.lifetime);
    byMinute.forEach(
        (minute, names) -> {
          for (String name : names) {
            if (!live.admits(name, minute)) {
              beyond.computeIfAbsent(name, key -> new HashSet<>()).add(minute);
            }
          }
        });
    return beyond;
  }

  private void split(List<PartialSum> series, Set<Long> beyond, Collector<PartialSum> out) {
    ArchiveMinutes left = new ArchiveMinutes(false);
    for (PartialSum partial : series) {
      PartialSum kept = part(partial, minute -> !beyond.contains(minute));
      PartialSum other = AlarmKey.beyond(part(partial, beyond::contains));
      if (batch(kept).minutes.length > 0) {
        out.collect(kept);
      }
      if (batch(other).minutes.length > 0) {
        out.collect(other);
        left.add(batch(other));
      }
    }
    while (left.hasNext()) {
      metrics.eventsBeyondBound.inc(left.next().sum().sampleCount());
    }
  }

  /** Some minutes of a batch. */
  private static PartialSum part(PartialSum whole, LongPredicate wanted) {
    SampleBatch from = batch(whole);
    SampleBatch some = new SampleBatch();
    some.minutes = Arrays.stream(from.minutes).filter(wanted).toArray();
    some.ends = new int[some.minutes.length];
    some.texts = from.texts;
    some.countsCopies = from.countsCopies;
    CompactOutput samples = new CompactOutput(from.samples.length);
    int size = 0;
    for (int i = 0; i < from.minutes.length; i++) {
      if (wanted.test(from.minutes[i])) {
        int start = i == 0 ? 0 : from.ends[i - 1];
        samples.write(from.samples, start, from.ends[i]);
        some.ends[size++] = samples.size();
      }
    }
    some.samples = samples.toBytes();
    PartialSum part = new PartialSum();
    part.key = whole.key;
    part.alarmId = whole.alarmId;
    part.values = whole.values;
    part.setNumber = whole.setNumber;
    part.keepDistribution = whole.keepDistribution;
    part.batch = some;
    return part;
  }

  private static SampleBatch batch(PartialSum partial) {
    return Objects.requireNonNull(partial.batch, "an archive's sums come in batches");
  }
}
