package dev.trailwatch.job;

import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.AlarmMemory;
import dev.trailwatch.wire.DatapointRecord;
import dev.trailwatch.wire.EvidenceMemory;
import dev.trailwatch.wire.MinuteRecord;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one {@link AlarmTrack} an alarm instance: its state in Flink's keyed state, its clock in
 * event-time timers.
 *
 * <p>Definitions come from the newest rule set that is compiled. What comes of a set that this
 * operator has not heard of yet waits for it; what belongs to an alarm that no set declares any
 * more is closed. On bounded input nothing is judged before the end: an instance's sums are
 * collected, and judged then in one go.
 */
final class AlarmFunction
    extends KeyedBroadcastProcessFunction<String, PartialSum, RuleSetRecord, NoticeRecord>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Non-empty periods, settled. */
  static final OutputTag<DatapointRecord> DATAPOINTS =
      new OutputTag<>("datapoints", Types.POJO(DatapointRecord.class));

  /** Settled transitions, told or not. */
  static final OutputTag<TransitionRecord> TRANSITIONS =
      new OutputTag<>("transitions", Types.POJO(TransitionRecord.class));

  /** All minutes of an archive's instances, where the options ask for the history. */
  static final OutputTag<MinuteRecord> MINUTES =
      new OutputTag<>("minutes", Types.POJO(MinuteRecord.class));

  private final RuleSetRecord initialRules;
  private final JobOptions options;

  private transient @Nullable RulesInForce rules;
  private transient ValueState<AlarmMemory> memories;
  private transient ValueState<EvidenceMemory> evidences;
  private transient IdStore ids;
  private transient ListState<PartialSum> archive;
  private transient ListState<Long> watermarks;
  private transient long restoredWatermark;
  private transient long lastWatermark;
  private transient ListState<long[]> numbers;
  private transient LiveInstances live;
  private transient JobMetrics metrics;
  private transient NoticeWriter notices;
  private transient AlarmTotals totals;

  AlarmFunction(RuleSetRecord initialRules, JobOptions options) {
    this.initialRules = initialRules;
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    watermarks =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    restoredWatermark = Long.MIN_VALUE;
    boolean first = true;
    for (Long watermark : watermarks.get()) {
      restoredWatermark = first ? watermark : Math.min(restoredWatermark, watermark);
      first = false;
    }
    lastWatermark = restoredWatermark;
    TaskInfo task = getRuntimeContext().getTaskInfo();
    live =
        LiveInstances.of(
            task.getMaxNumberOfParallelSubtasks(),
            task.getNumberOfParallelSubtasks(),
            task.getIndexOfThisSubtask());
    numbers =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "live-instances", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    live.restore(numbers.get());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    watermarks.update(List.of(lastWatermark));
    numbers.update(live.snapshot());
  }

  @Override
  public void open(OpenContext context) {
    memories =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("alarm", Types.POJO(AlarmMemory.class)));
    evidences =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("evidence", Types.POJO(EvidenceMemory.class)));
    ids =
        new StateIdStore(
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "ids", Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)));
    archive =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("archive", Types.POJO(PartialSum.class)));
    metrics = new JobMetrics(getRuntimeContext().getMetricGroup());
    metrics.group().gauge("alarmSeries", live::number);
    notices = new NoticeWriter(options);
    totals = new AlarmTotals();
    if (options.bounded()) {
      getRuntimeContext().addAccumulator(AlarmTotals.NAME, totals);
    }
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.publish(getRuntimeContext());
    }
  }

  @Override
  public void processBroadcastElement(
      RuleSetRecord adopted, Context context, Collector<NoticeRecord> out) throws Exception {
    BroadcastState<Long, RuleSetRecord> state =
        context.getBroadcastState(MatchOperator.ruleSetState());
    RulesInForce known = rules(state);
    if (adopted.number <= known.newest().record.number) {
      return;
    }
    known.adopt(adopted);
    known.store(state);
  }

  @Override
  public void processElement(
      PartialSum partial, ReadOnlyContext context, Collector<NoticeRecord> out) throws Exception {
    if (options.bounded()) {
      archive.add(partial);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      return;
    }
    RulesInForce known = rules(context);
    lastWatermark = Math.max(lastWatermark, context.timerService().currentWatermark());
    AlarmInstance instance = instance(context, context.timerService()::registerEventTimeTimer, out);
    take(partial, instance, known);
    instance.tellBound();
    live.change(context.getCurrentKey(), instance.save(memories, evidences));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<NoticeRecord> out)
      throws Exception {
    RulesInForce known = rules(context);
    lastWatermark = Math.max(lastWatermark, context.timerService().currentWatermark());
    if (options.bounded()) {
      judgeArchive(known, context, out);
    } else if (memories.value() != null) {
      AlarmInstance instance =
          instance(context, context.timerService()::registerEventTimeTimer, out);
      wake(timestamp, instance, known);
      live.change(context.getCurrentKey(), instance.save(memories, evidences));
    }
  }

  /**
   * Judges an instance of an archive from its first event to its last: its sums are all there, and
   * its state need never be written down.
   */
  private void judgeArchive(
      RulesInForce known, ReadOnlyContext context, Collector<NoticeRecord> out) throws Exception {
    NavigableSet<Long> timers = new TreeSet<>();
    AlarmInstance instance =
        new AlarmInstance(
            context.getCurrentKey(),
            null,
            null,
            null,
            options.trackOptions(),
            Long.MIN_VALUE,
            outputs(context, timers::add, out));
    ArchiveMinutes minutes = collect(instance, known);
    instance.advance(Long.MAX_VALUE);
    Alarm alarm = known.newest().compiled().ruleSet().alarm(instance.alarmId());
    if (alarm == null) {
      minutes.forEachRemaining(minute -> metrics.orphanEvents.inc(minute.events()));
      instance.close(known);
      return;
    }
    AlarmTrack track = instance.track(alarm, known.newest());
    List<ArchiveMinutes.Minute> all = new ArrayList<>();
    long before = metrics.alarms.getCount();
    long ahead = Long.MIN_VALUE;
    while (true) {
      // a judgement sees no minute after it, but must know whether there is one
      while (minutes.hasNext() && (timers.isEmpty() || ahead <= timers.first())) {
        ArchiveMinutes.Minute minute = minutes.next();
        track.add(minute.start(), minute.sum(), minute);
        count(alarm, minute, minutes.countsCopies());
        ahead = minute.start();
        if (options.history()) {
          all.add(minute);
        }
      }
      if (timers.isEmpty() || instance.isOver()) {
        break;
      }
      wake(timers.pollFirst(), instance, known);
    }
    long alarms = metrics.alarms.getCount() - before;
    totals.add(alarm.id(), alarms, 0, Long.MAX_VALUE, Long.MIN_VALUE);
    instance.end();
    MinuteHistory.pack(instance.alarmId(), instance.values(), all, alarms > 0)
        .forEach(record -> context.output(MINUTES, record));
  }

  private void count(Alarm alarm, ArchiveMinutes.Minute minute, boolean countsCopies) {
    totals.add(alarm.id(), 0, minute.events(), minute.firstTime(), minute.lastTime());
    metrics.duplicateEvents.inc(countsCopies ? minute.copies() : 0);
  }

  /** Gives an instance its seeds; its minutes are for the caller. */
  private ArchiveMinutes collect(AlarmInstance instance, RulesInForce known) throws Exception {
    ArchiveMinutes minutes = null;
    for (PartialSum partial : archive.get()) {
      minutes = minutes == null ? new ArchiveMinutes(partial.keepDistribution) : minutes;
      if (partial.batch == null) {
        take(partial, instance, known);
      } else {
        instance.belongsTo(partial);
        minutes.add(partial.batch);
      }
    }
    archive.clear();
    return minutes == null ? new ArchiveMinutes(false) : minutes;
  }

  /** Gives an instance a sum or a seed. */
  private void take(PartialSum partial, AlarmInstance instance, RulesInForce known) {
    RulesInForce.Entry newest = known.ready(partial.setNumber);
    instance.belongsTo(partial);
    Alarm alarm = newest.compiled().ruleSet().alarm(partial.alarmId);
    boolean ahead = partial.setNumber > newest.record.number;
    if (ahead && (alarm == null || partial.kind == PartialSum.REMOVED)) {
      instance.await(partial);
    } else if (alarm != null) {
      AlarmTrack track = instance.track(alarm, newest);
      if (partial.kind == PartialSum.SEED) {
        track.seed(partial.minute, instance.watermark());
      } else if (partial.kind == PartialSum.SUM) {
        track.add(partial, instance.watermark());
      }
    } else {
      metrics.orphanEvents.inc(partial.eventIds.length);
      instance.close(known);
    }
  }

  /** Tells an instance that a moment which it waits for has come. */
  private void wake(long timestamp, AlarmInstance instance, RulesInForce known) {
    RulesInForce.Entry newest = known.ready(instance.setNumber());
    Alarm alarm = newest.compiled().ruleSet().alarm(instance.alarmId());
    if (alarm != null) {
      AlarmTrack track = instance.track(alarm, newest);
      boolean early = instance.waitsFor(newest.record.number);
      if (early) {
        // the set that ends it is still on its way
        instance.askAgain();
      }
      boolean waited = !early && instance.stopWaiting(track);
      instance.tellBound();
      if (timestamp != Long.MIN_VALUE + 1) {
        track.settle(timestamp + 1, instance.watermark() == Long.MAX_VALUE);
      } else if (!waited) {
        track.seed(Long.MIN_VALUE, instance.watermark());
      }
    } else if (instance.waitsFor(newest.record.number)) {
      instance.askAgain();
    } else {
      instance.close(known);
    }
  }

  private AlarmInstance instance(
      ReadOnlyContext context, LongConsumer timers, Collector<NoticeRecord> out) throws Exception {
    return new AlarmInstance(
        context.getCurrentKey(),
        memories.value(),
        evidences.value(),
        ids,
        options.trackOptions(),
        lastWatermark,
        outputs(context, timers, out));
  }

  private AlarmInstance.Outputs outputs(
      ReadOnlyContext context, LongConsumer timers, Collector<NoticeRecord> out) {
    return new AlarmInstance.Outputs(
        timers,
        out::collect,
        datapoint -> context.output(DATAPOINTS, datapoint),
        transition -> context.output(TRANSITIONS, transition),
        notices,
        metrics);
  }

  /** Asks for the state only where it must: that alone takes longer than many sums. */
  private RulesInForce rules(ReadOnlyContext context) throws Exception {
    RulesInForce known = rules;
    return known == null ? rules(context.getBroadcastState(MatchOperator.ruleSetState())) : known;
  }

  private RulesInForce rules(ReadOnlyBroadcastState<Long, RuleSetRecord> state) throws Exception {
    RulesInForce known = rules;
    if (known == null) {
      known = new RulesInForce();
      for (Map.Entry<Long, RuleSetRecord> entry : state.immutableEntries()) {
        known.adopt(entry.getValue());
      }
      if (known.isEmpty()) {
        known.adopt(initialRules);
      }
      rules = known;
    }
    return known;
  }
}
