package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.AlarmMemory;
import dev.trailwatch.wire.DatapointRecord;
import dev.trailwatch.wire.EvidenceMemory;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One alarm instance for the length of one call: its state read, changed, and written back. */
final class AlarmInstance implements TrackListener {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmInstance.class);

  private final String key;
  private final AlarmMemory memory;

  /** What it is grouped by; null until somebody asks. */
  private String @Nullable [] values;

  private final MinuteTable minutes;
  private final EvidenceTable evidence;
  private final boolean hadEvidence;
  private final TrackOptions options;
  private long watermark;
  private final Outputs outputs;
  private @Nullable Alarm alarm;
  private RuleSetRecord set = new RuleSetRecord();
  private @Nullable AlarmTrack track;
  private boolean showsDatapoints;
  private boolean closed;

  /** Where the instance's words go. */
  static final class Outputs {
    private final LongConsumer timers;
    private final Consumer<NoticeRecord> notices;
    private final Consumer<DatapointRecord> datapoints;
    private final Consumer<TransitionRecord> transitions;
    private final NoticeWriter writer;
    private final JobMetrics metrics;

    Outputs(
        LongConsumer timers,
        Consumer<NoticeRecord> notices,
        Consumer<DatapointRecord> datapoints,
        Consumer<TransitionRecord> transitions,
        NoticeWriter writer,
        JobMetrics metrics) {
      this.timers = timers;
      this.notices = notices;
      this.datapoints = datapoints;
      this.transitions = transitions;
      this.writer = writer;
      this.metrics = metrics;
    }
  }

  AlarmInstance(
      String key,
      @Nullable AlarmMemory known,
      @Nullable EvidenceMemory kept,
      @Nullable IdStore ids,
      TrackOptions options,
      long watermark,
      Outputs outputs) {
    this.key = key;
    this.memory = known == null ? new AlarmMemory() : known;
    this.values = memory.values.length > 0 ? memory.values : null;
    this.minutes = MinuteTable.unpack(memory.minutes, ids);
    this.hadEvidence = kept != null;
    this.evidence = EvidenceTable.of(kept == null ? new EvidenceMemory() : kept);
    this.options = options;
    this.watermark = watermark;
    this.outputs = outputs;
  }

  /** Notes whose instance this is. */
  void belongsTo(PartialSum partial) {
    memory.alarmId = partial.alarmId;
    values = partial.values;
    memory.setNumber = Math.max(memory.setNumber, partial.setNumber);
    memory.beyond |= partial.beyond;
  }

  /** The number of the newest set that this instance has anything of. */
  long setNumber() {
    return memory.setNumber;
  }

  String alarmId() {
    return memory.alarmId;
  }

  /** The values that it is grouped by. */
  String[] values() {
    String[] known = values;
    if (known == null) {
      known = Alarm.seriesValues(memory.alarmId, key);
      values = known;
    }
    return known;
  }

  long watermark() {
    return watermark;
  }

  /** Notes how far event time has come. */
  void advance(long time) {
    watermark = time;
  }

  /** Whether nothing of it need be remembered. */
  boolean isOver() {
    return closed || (track != null && track.forgettable());
  }

  /** The instance's track under a definition. */
  AlarmTrack track(Alarm definition, RulesInForce.Entry newest) {
    alarm = definition;
    // the text that all instances share
    memory.alarmId = definition.id();
    set = newest.record;
    showsDatapoints = newest.compiled().showsDatapoints(definition);
    boolean monotone = newest.compiled().monotone(definition);
    track = new AlarmTrack(definition, monotone, memory, minutes, evidence, options, this);
    return track;
  }

  /**
   * Says that the alarm is at its bound on series if this is the instance that takes what is
   * beyond, once for as long as the instance lives.
   */
  void tellBound() {
    if (memory.beyond && !memory.boundTold && alarm != null && !minutes.isEmpty()) {
      memory.boundTold = true;
      bound(alarm, AlarmState.ALARM, minutes.first());
    }
  }

  private void bound(Alarm definition, AlarmState state, long moment) {
    LOG.warn(
        "alarm {}: bound on series {}", definition, state == AlarmState.ALARM ? "hit" : "left");
    NoticeRecord notice = outputs.writer.bound(definition, set, state, moment);
    if (notice != null) {
      outputs.notices.accept(notice);
    }
  }

  /** Keeps what comes of a set not heard of yet, and asks again at the next watermark. */
  void await(PartialSum partial) {
    if (partial.kind == PartialSum.SUM) {
      Evidence fresh = minutes.unknownEvidence(partial);
      copies(minutes.add(partial));
      unchecked(minutes.takeUnchecked());
      if (fresh.count() > 0) {
        evidence.add(partial.minute, fresh);
      }
    } else if (partial.kind == PartialSum.SEED) {
      memory.seed = partial.minute;
    }
    memory.waiting = true;
    askAgain();
  }

  /** Whether the rule that this instance belongs to is still to come. */
  boolean waitsFor(long newestNumber) {
    return memory.waiting && memory.setNumber > newestNumber;
  }

  void askAgain() {
    timer(watermark == Long.MIN_VALUE ? Long.MIN_VALUE + 1 : watermark + 1);
  }

  /** The rule has come: what waited for it gets its timers. */
  boolean stopWaiting(AlarmTrack known) {
    if (!memory.waiting) {
      return false;
    }
    known.wake(watermark);
    if (memory.seed != Long.MAX_VALUE) {
      known.seed(memory.seed, watermark);
    }
    memory.waiting = false;
    memory.seed = Long.MAX_VALUE;
    return true;
  }

  /** Ends the instance, because the newest set no longer declares its alarm. */
  void close(RulesInForce rules) {
    RulesInForce.Entry last = rules.lastWith(memory.alarmId);
    Alarm definition = last == null ? null : last.compiled().ruleSet().alarm(memory.alarmId);
    if (last != null && definition != null) {
      long moment = memory.settledThrough;
      for (long early : memory.early) {
        moment = Math.max(moment, early);
      }
      track(definition, last).remove(moment);
    }
    closed = true;
  }

  /** Says what is to be said when nothing of it need be remembered any more. */
  void end() {
    if (memory.boundTold && alarm != null && isOver()) {
      bound(alarm, AlarmState.OK, Math.max(memory.settledThrough, 0));
    }
  }

  /**
   * Writes the state back; what need not be remembered is cleared.
   *
   * @return by how many the number of live instances changes
   */
  int save(ValueState<AlarmMemory> memories, ValueState<EvidenceMemory> evidences)
      throws Exception {
    if (isOver()) {
      end();
      minutes.dropBefore(Long.MAX_VALUE);
      memories.clear();
      evidences.clear();
      return memory.counted ? -1 : 0;
    }
    int born = memory.counted ? 0 : 1;
    memory.counted = true;
    memory.minutes = minutes.pack();
    // null if the address told them, and nobody asked
    String[] grouped = values;
    memory.values = grouped == null || Alarm.tellsValues(grouped) ? AlarmMemory.NO_VALUES : grouped;
    memories.update(memory);
    if (evidence.isEmpty()) {
      if (hadEvidence) {
        evidences.clear();
      }
    } else if (evidence.hasChanged()) {
      evidences.update(evidence.toMemory());
    }
    return born;
  }

  @Override
  public void timer(long moment) {
    outputs.timers.accept(moment);
  }

  @Override
  public void transition(AlarmState oldState, AlarmState newState, long periodEnd) {
    outputs.metrics.transitions.inc();
    if (newState == AlarmState.ALARM) {
      outputs.metrics.alarms.inc();
    }
    outputs.transitions.accept(
        outputs.writer.transition(definition(), values(), set, oldState, newState, periodEnd));
  }

  @Override
  public void announce(Announcement announcement) {
    NoticeRecord notice = outputs.writer.notice(definition(), values(), set, announcement);
    if (notice != null) {
      outputs.notices.accept(notice);
    }
  }

  @Override
  public void datapoint(long start, Summary summary) {
    if (!showsDatapoints) {
      return;
    }
    Alarm definition = definition();
    DatapointRecord datapoint = new DatapointRecord();
    datapoint.rule = definition.ruleName() == null ? definition.name() : definition.ruleName();
    datapoint.metric = definition.metricName();
    datapoint.dimensionNames = definition.groupBy().toArray(new String[0]);
    datapoint.dimensionValues = values();
    datapoint.period = definition.spec().periodSeconds();
    datapoint.start = start;
    datapoint.sampleCount = summary.sampleCount();
    datapoint.sum = summary.sum();
    datapoint.minimum = summary.minimum();
    datapoint.maximum = summary.maximum();
    outputs.datapoints.accept(datapoint);
  }

  @Override
  public void tooLate(long minute, long events) {
    outputs.metrics.tooLateEvents.inc(events);
  }

  @Override
  public void late(long events) {
    outputs.metrics.lateEvents.inc(events);
  }

  @Override
  public void copies(int count) {
    outputs.metrics.duplicateEvents.inc(count);
  }

  @Override
  public void unchecked(int count) {
    outputs.metrics.uncheckedEvents.inc(count);
  }

  private Alarm definition() {
    if (alarm == null) {
      throw new IllegalStateException("an instance without a definition speaks");
    }
    return alarm;
  }
}
