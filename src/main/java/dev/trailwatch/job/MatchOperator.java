package dev.trailwatch.job;

import dev.trailwatch.event.SubscriptionMessage;
import dev.trailwatch.event.UndecodableRecord;
import dev.trailwatch.matcher.PayloadMatches;
import dev.trailwatch.matcher.RecordReader;
import dev.trailwatch.wire.DeadLetterRecord;
import dev.trailwatch.wire.LifeSign;
import dev.trailwatch.wire.PartialSum;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Inflates records, matches their events and sends on partial sums: one a slot, alarm and minute.
 *
 * <p>First input: records; second: rule sets, broadcast. Its only state is the texts of the sets in
 * force, and of an archive what was counted so far, so it rescales freely. What a slot holds is
 * sent before every watermark and every checkpoint barrier: a watermark must not overtake the
 * events before it, and a barrier must not separate an event from its record.
 */
final class MatchOperator extends AbstractStreamOperator<PartialSum>
    implements TwoInputStreamOperator<RawRecord, RuleSetRecord, PartialSum> {
  private static final long serialVersionUID = 1L;

  /** Records that could not be used. */
  static final OutputTag<DeadLetterRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.POJO(DeadLetterRecord.class));

  /** The sums of grouped alarms, which have a bound on their series to pass. */
  static final OutputTag<PartialSum> GROUPED =
      new OutputTag<>("grouped", Types.POJO(PartialSum.class));

  /** Which log groups still send events; only of live input. */
  static final OutputTag<LifeSign> LIFE_SIGNS =
      new OutputTag<>("life-signs", Types.POJO(LifeSign.class));

  private static final TypeInformation<RuleSetRecord> RULE_SET = Types.POJO(RuleSetRecord.class);

  private static final long SLOT = 200;
  private static final long SIGN_SLOT = 1_000;

  /** How often a set that is being compiled is looked at. */
  private static final long COMPILING = 20;

  /** As many refusals are named when the job ends; all of them are counted and kept. */
  private static final int LISTED_REFUSALS = 100;

  private final RuleSetRecord initialRules;
  private final JobOptions options;

  private transient BroadcastState<Long, RuleSetRecord> state;

  /** What was read before the job was last stopped; null of live input, which has metrics. */
  private transient @Nullable ListState<byte[]> memories;

  private transient RulesInForce rules;
  private transient RecordReader reader;
  private transient SampleSums sums;
  private transient MatchFeed feed;

  /** When how many events came, and who was behind those that matched; null unless asked for. */
  private transient @Nullable EventProfile profile;

  private transient JobMetrics counters;
  private transient LifeSigns signs;
  private transient boolean slotOpen;
  private transient boolean signSlotOpen;
  private transient int refusals;
  private transient long newestArrival;
  private transient boolean seeded;
  private transient boolean ended;

  /** How far time has come; the time of the start before it has come anywhere. */
  private transient volatile long watermark;

  /** Pairs of sets whose change has not been told to the alarms yet. */
  private transient Deque<RulesInForce.Entry> unseeded;

  MatchOperator(RuleSetRecord initialRules, JobOptions options) {
    this.initialRules = initialRules;
    this.options = options;
    chainingStrategy = ChainingStrategy.HEAD;
  }

  /** The state that holds rule sets, by their number; the alarms' side has one of the same form. */
  static MapStateDescriptor<Long, RuleSetRecord> ruleSetState() {
    return new MapStateDescriptor<>("rule-sets", Types.LONG, RULE_SET);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = context.getOperatorStateStore().getBroadcastState(ruleSetState());
    rules = new RulesInForce();
    for (Map.Entry<Long, RuleSetRecord> entry : state.entries()) {
      rules.adopt(entry.getValue());
    }
    if (rules.isEmpty()) {
      state.put(initialRules.number, initialRules);
      rules.adopt(initialRules);
    }
    if (options.bounded()) {
      memories =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>(
                      "reading", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    unseeded = new ArrayDeque<>();
    counters = new JobMetrics(getMetricGroup());
    reader = new RecordReader(options.newDecoder());
    EventProfile events = new EventProfile();
    profile = options.history() ? events : null;
    sums =
        options.bounded() ? new ArchiveSums(this::send, events::add) : new PartialSums(this::send);
    feed = new MatchFeed(options, sums, profile, counters);
    signs = new LifeSigns();
    // a job that is alive says so; whoever watches it alarms on its silence
    counters.group().gauge("heartbeat", () -> 1L);
    counters.group().gauge("rulesLoaded", () -> rules.rulesLoaded());
    ProcessingTimeService clock = getProcessingTimeService();
    watermark = clock.getCurrentProcessingTime();
    counters.group().gauge("watermarkLag", () -> clock.getCurrentProcessingTime() - watermark);
    getRuntimeContext().addAccumulator("refused", new ListAccumulator<String>());
    newestArrival = Long.MIN_VALUE;
    if (memories != null) {
      for (byte[] memory : memories.get()) {
        remember(ReadingMemory.of(memory));
      }
    }
    if (!options.bounded()) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      later(now, time -> seedOnce());
    }
  }

  @Override
  public void processElement1(StreamRecord<RawRecord> element) throws Exception {
    RawRecord record = element.getValue();
    counters.recordsIn.inc();
    RulesInForce.Entry inForce = rules.at(record.arrival);
    PayloadMatches events;
    try {
      events = reader.read(record.bytes, record.format, inForce.session());
    } catch (UndecodableRecord e) {
      counters.recordsUndecodable.inc();
      refuse(record, String.valueOf(e.getMessage()));
      return;
    }
    if (events.kind() == SubscriptionMessage.Kind.CONTROL) {
      counters.recordsControl.inc();
      return;
    }
    counters.recordsDecoded.inc();
    if (record.arrival != RawRecord.NO_ARRIVAL) {
      newestArrival = Math.max(newestArrival, record.arrival);
    }
    feed.take(events, record.arrival, inForce.record.number, inForce.compiled());
    openSlot();
    if (!options.bounded() && record.format == RawRecord.SUBSCRIPTION && events.eventCount() > 0) {
      signs.heard(events.owner(), events.logGroup(), record.arrival);
      openSignSlot();
    }
  }

  @Override
  public void processElement2(StreamRecord<RuleSetRecord> element) throws Exception {
    RuleSetRecord adopted = element.getValue();
    RulesInForce.Entry before = rules.newest();
    if (adopted.number <= before.record.number) {
      return;
    }
    rules.adopt(adopted);
    rules.store(state);
    if (adopted.effectiveFrom <= newestArrival) {
      counters.ruleSetLate.inc();
    }
    if (isFirst()) {
      unseeded.add(before);
      unseeded.add(rules.newest());
      seedCompiled();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    flush();
    if (options.bounded() && mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      ended = true;
      // every subtask says where its events began; the alarms start at the earliest of them
      Seeds.startingAt(rules.newest(), feed.earliest())
          .forEach(seed -> output.collect(new StreamRecord<>(seed)));
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    // a set that is still being compiled holds no barrier up: a restore seeds all sets again
    seedAdopted(false);
    flush();
    flushSigns();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (memories != null) {
      memories.update(
          List.of(
              new ReadingMemory(counters.counts(), feed.earliest(), refused(), profile, ended)
                  .toBytes()));
    }
  }

  private void remember(ReadingMemory memory) throws ReadingEnded {
    if (memory.ended()) {
      throw new ReadingEnded();
    }
    counters.add(memory.counts());
    feed.startedAt(memory.earliest());
    memory.refused().forEach(this::list);
    EventProfile before = memory.profile();
    if (profile != null && before != null) {
      profile.add(before);
    }
  }

  @Override
  public void finish() throws Exception {
    seedAdopted(true);
    flush();
    flushSigns();
    counters.publish(getRuntimeContext());
    if (profile != null) {
      getRuntimeContext().addAccumulator(EventProfile.NAME, profile);
    }
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
    super.close();
  }

  private void seedOnce() {
    if (!seeded && isFirst()) {
      output.collect(LIFE_SIGNS, new StreamRecord<>(LifeSigns.listening()));
      // after a restore too: alarms that run already are only judged once more
      RulesInForce.Entry newest = rules.newest();
      Seeds.startingAt(newest, newest.record.effectiveFrom)
          .forEach(seed -> output.collect(new StreamRecord<>(seed)));
      // the set before may have been left while this one was being compiled
      for (RulesInForce.Entry before : rules.all()) {
        Seeds.removedBy(before.compiled(), newest)
            .forEach(seed -> output.collect(new StreamRecord<>(seed)));
      }
    }
    seeded = true;
  }

  /** Seeds the alarms of adopted sets as soon as they are compiled: records do not wait for it. */
  private void seedCompiled() {
    seedAdopted(false);
    if (!unseeded.isEmpty()) {
      later(getProcessingTimeService().getCurrentProcessingTime() + COMPILING, t -> seedCompiled());
    }
  }

  private void seedAdopted(boolean wait) {
    while (!unseeded.isEmpty() && (wait || unseeded.getLast().isCompiled())) {
      RulesInForce.Entry before = unseeded.remove();
      Seeds.after(before.compiled(), unseeded.remove())
          .forEach(seed -> output.collect(new StreamRecord<>(seed)));
    }
  }

  private void openSlot() {
    if (!slotOpen && !sums.isEmpty() && !options.bounded()) {
      slotOpen = true;
      long now = getProcessingTimeService().getCurrentProcessingTime();
      later(
          now + SLOT,
          time -> {
            slotOpen = false;
            flush();
          });
    }
  }

  private void openSignSlot() {
    if (!signSlotOpen) {
      signSlotOpen = true;
      later(
          getProcessingTimeService().getCurrentProcessingTime() + SIGN_SLOT,
          time -> {
            signSlotOpen = false;
            flushSigns();
          });
    }
  }

  private void flushSigns() {
    signs.flush(sign -> output.collect(LIFE_SIGNS, new StreamRecord<>(sign)));
  }

  /** Runs on the task's own thread; a timer of a task that has ended is of no interest. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void later(long time, ProcessingTimeService.ProcessingTimeCallback action) {
    getProcessingTimeService().registerTimer(time, action);
  }

  private void flush() {
    feed.flush();
    sums.flush();
  }

  private void send(PartialSum partial) {
    if (partial.values.length == 0 && !options.bounded()) {
      output.collect(new StreamRecord<>(partial));
    } else {
      output.collect(GROUPED, new StreamRecord<>(partial));
    }
  }

  private void refuse(RawRecord record, String reason) {
    DeadLetterRecord letter = new DeadLetterRecord();
    letter.bytes = record.bytes;
    letter.reason = reason;
    letter.origin = record.origin;
    letter.sequence = record.sequence;
    letter.arrival = record.arrival;
    list(record.origin + ": " + reason);
    output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
  }

  private void list(String refusal) {
    if (refusals < LISTED_REFUSALS) {
      refusals++;
      getRuntimeContext().<String, ArrayList<String>>getAccumulator("refused").add(refusal);
    }
  }

  private List<String> refused() {
    return getRuntimeContext().<String, ArrayList<String>>getAccumulator("refused").getLocalValue();
  }

  private boolean isFirst() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }
}
