package dev.trailwatch.job;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.wire.AlarmMemory;
import dev.trailwatch.wire.EvidenceMemory;
import dev.trailwatch.wire.PartialSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One alarm instance without Flink: its state is packed and unpacked at each call, as there. */
final class TrackRun implements TrackListener {
  private final Alarm alarm;
  private final boolean monotone;
  private final TrackOptions options;
  private final TreeSet<Long> timers = new TreeSet<>();
  private long watermark = Long.MIN_VALUE;
  private AlarmMemory memory = new AlarmMemory();
  private EvidenceMemory evidence = new EvidenceMemory();

  final List<InstanceOracle.Change> changes = new ArrayList<>();
  final List<Announcement> announcements = new ArrayList<>();
  final Map<Long, Summary> datapoints = new TreeMap<>();
  long late;
  long tooLate;
  int copies;
  int unchecked;
  final MapIdStore ids = new MapIdStore(false);

  TrackRun(Alarm alarm, boolean monotone, TrackOptions options) {
    this.alarm = alarm;
    this.monotone = monotone;
    this.options = options;
  }

  interface Call {
    void on(AlarmTrack track);
  }

  private void call(Call call) {
    MinuteTable minutes = MinuteTable.unpack(memory.minutes, ids);
    EvidenceTable table = EvidenceTable.of(evidence);
    AlarmTrack track = new AlarmTrack(alarm, monotone, memory, minutes, table, options, this);
    call.on(track);
    if (track.forgettable()) {
      minutes.dropBefore(Long.MAX_VALUE);
      memory = new AlarmMemory();
      evidence = new EvidenceMemory();
    } else {
      memory.minutes = minutes.pack();
      evidence = table.toMemory();
    }
  }

  void start(long moment) {
    call(track -> track.seed(moment, watermark));
  }

  void add(PartialSum partial) {
    call(track -> track.add(partial, watermark));
  }

  void advance(long to) {
    while (!timers.isEmpty() && timers.first() <= to) {
      long moment = timers.pollFirst();
      watermark = Math.max(watermark, to);
      call(track -> track.settle(moment + 1, to == Long.MAX_VALUE));
    }
    watermark = Math.max(watermark, to);
  }

  /** Whether nothing is left of it: neither state nor timer. */
  boolean isForgotten() {
    return timers.isEmpty() && memory.minutes.length == 0 && memory.state == AlarmMemory.NONE;
  }

  int evidenceBytes() {
    return evidence.evidence.length;
  }

  /** How many events there is evidence of from one moment to another. */
  long evidenceBetween(long from, long to) {
    return EvidenceTable.of(evidence).between(from, to).count();
  }

  /** Whether its memory is that of an instance that never was. */
  boolean remembersNothing() {
    return memory.minutes.length == 0 && memory.state == AlarmMemory.NONE;
  }

  @Override
  public void timer(long moment) {
    timers.add(moment);
  }

  @Override
  public void transition(AlarmState oldState, AlarmState newState, long periodEnd) {
    changes.add(new InstanceOracle.Change(periodEnd, oldState, newState));
  }

  @Override
  public void announce(Announcement announcement) {
    announcements.add(announcement);
  }

  @Override
  public void datapoint(long start, Summary summary) {
    datapoints.put(start, summary);
  }

  @Override
  public void tooLate(long minute, long events) {
    tooLate += events;
  }

  @Override
  public void late(long events) {
    late += events;
  }

  @Override
  public void unchecked(int count) {
    unchecked += count;
  }

  @Override
  public void copies(int count) {
    copies += count;
  }
}
