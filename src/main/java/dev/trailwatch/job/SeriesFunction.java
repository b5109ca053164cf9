package dev.trailwatch.job;

import dev.trailwatch.rule.SeriesBound;
import dev.trailwatch.wire.PartialSum;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the series of grouped alarms within their bounds, on live input.
 *
 * <p>Keyed by alarm and part of its bound, because only one place can count: shares of the bound a
 * subtask would change with the parallelism, and be wrong for small bounds. Who comes first has a
 * place until it has been quiet for as long as its instance remembers anything; what finds no place
 * goes on to the one instance {@code (other)}. Of a series only a hash and the end of its life are
 * kept. The hash is cryptographic, so that nobody can think up names that share a place.
 */
final class SeriesFunction extends KeyedProcessFunction<String, PartialSum, PartialSum> {
  private static final long serialVersionUID = 1L;

  private final long allowedLateness;

  private transient MapState<Long, Long> lives;
  private transient ValueState<Long> count;
  private transient MessageDigest digest;

  /** The last end of a life: the many that share it share the object, too. */
  private transient @Nullable Long newest;

  private transient JobMetrics metrics;

  SeriesFunction(long allowedLateness) {
    this.allowedLateness = allowedLateness;
  }

  /** What this function is keyed by. */
  static String part(PartialSum partial) {
    return partial.alarmId + '#' + partial.part;
  }

  @Override
  public void open(OpenContext context) throws NoSuchAlgorithmException {
    lives =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("series", Types.LONG, Types.LONG));
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    digest = MessageDigest.getInstance("SHA-256");
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
    long until = SeriesBound.until(partial.minute, partial.lifetime, allowedLateness);
    if (until <= context.timerService().currentWatermark()) {
      // too late to bring a series to life: the alarms count it and let it go
      out.collect(partial);
      return;
    }
    long series = hash(partial.key);
    Long known = lives.get(series);
    if (known == null) {
      Long now = count.value();
      long living = now == null ? 0 : now;
      if (living >= partial.share) {
        metrics.eventsBeyondBound.inc(Math.max(1, partial.eventIds.length));
        out.collect(AlarmKey.beyond(partial));
        return;
      }
      count.update(living + 1);
    }
    if (known == null || known < until) {
      if (newest == null || newest != until) {
        newest = until;
      }
      lives.put(series, newest);
      context.timerService().registerEventTimeTimer(until - 1);
    }
    out.collect(partial);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PartialSum> out)
      throws Exception {
    long living = 0;
    Iterator<Map.Entry<Long, Long>> all = lives.iterator();
    while (all.hasNext()) {
      if (all.next().getValue() <= timestamp + 1) {
        all.remove();
      } else {
        living++;
      }
    }
    if (living == 0) {
      count.clear();
    } else {
      count.update(living);
    }
  }

  private long hash(String series) {
    return ByteBuffer.wrap(digest.digest(series.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
