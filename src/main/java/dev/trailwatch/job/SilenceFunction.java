package dev.trailwatch.job;

import dev.trailwatch.wire.LifeSign;
import dev.trailwatch.wire.SilenceMemory;
import dev.trailwatch.wire.SilenceRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The dead man's switch: tells once when a log group that has been heard sends no event for so
 * long, and once when it is heard again. A trail that was silent from the start has no log group
 * that could be missed: the source as a whole is watched until it is heard for the first time.
 *
 * <p>On processing time, because the time of events stands still exactly when they stay away. A job
 * that has just been started or restored listens for a while before it judges: its own absence is
 * no silence of the trail.
 */
final class SilenceFunction extends KeyedProcessFunction<String, LifeSign, SilenceRecord> {
  private static final long serialVersionUID = 1L;
  private static final long LISTENING = 60_000;

  private final long silentAfter;

  private transient ValueState<SilenceMemory> state;
  private transient long listeningSince;

  /**
   * A switch.
   *
   * @param silentAfter how long a silence is none, milliseconds
   */
  SilenceFunction(long silentAfter) {
    this.silentAfter = silentAfter;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("silence", Types.POJO(SilenceMemory.class)));
    listeningSince = Long.MAX_VALUE;
  }

  @Override
  public void processElement(LifeSign sign, Context context, Collector<SilenceRecord> out)
      throws Exception {
    long now = now(context.timerService().currentProcessingTime());
    SilenceMemory memory = state.value();
    boolean known = memory != null;
    memory = memory == null ? new SilenceMemory() : memory;
    boolean listening = sign.arrival == Long.MIN_VALUE;
    if (listening && known) {
      // since the first start, however often the job has been started since
      return;
    }
    if (memory.silent) {
      memory.silent = false;
      out.collect(news(context.getCurrentKey(), memory, now));
    }
    memory.heardAt = now;
    memory.lastArrival = Math.max(memory.lastArrival, sign.arrival);
    // once anything was heard, each log group is missed for itself
    boolean missable = listening || !context.getCurrentKey().equals(LifeSigns.WHOLE);
    if (missable && !memory.waiting) {
      memory.waiting = true;
      context.timerService().registerProcessingTimeTimer(now + silentAfter);
    }
    state.update(memory);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SilenceRecord> out)
      throws Exception {
    long now = now(context.timerService().currentProcessingTime());
    SilenceMemory memory = state.value();
    if (memory == null || memory.silent) {
      return;
    }
    if (memory.lastArrival != Long.MIN_VALUE && context.getCurrentKey().equals(LifeSigns.WHOLE)) {
      memory.waiting = false;
      state.update(memory);
      return;
    }
    long due =
        Math.max(memory.heardAt + silentAfter, listeningSince + Math.min(silentAfter, LISTENING));
    if (now < due) {
      context.timerService().registerProcessingTimeTimer(due);
      return;
    }
    memory.waiting = false;
    memory.silent = true;
    state.update(memory);
    out.collect(news(context.getCurrentKey(), memory, now));
  }

  private long now(long processingTime) {
    listeningSince = Math.min(listeningSince, processingTime);
    return processingTime;
  }

  private static SilenceRecord news(String key, SilenceMemory memory, long now) {
    int blank = key.indexOf(' ');
    SilenceRecord news = new SilenceRecord();
    news.account = key.substring(0, blank);
    news.logGroup = key.substring(blank + 1);
    news.silent = memory.silent;
    news.lastArrival = memory.lastArrival;
    news.since = memory.heardAt;
    news.at = now;
    return news;
  }
}
