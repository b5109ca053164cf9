package dev.trailwatch.job;

import dev.trailwatch.event.CompactInput;
import dev.trailwatch.event.CompactOutput;
import dev.trailwatch.event.Evidence;
import dev.trailwatch.event.EvidenceCollector;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.report.MinuteSum;
import dev.trailwatch.wire.MinuteRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What an alarm instance lived through in an archive, minute by minute, on its way to a report.
 *
 * <p>The evidence of each minute is there only if the instance had an ALARM: of the others a report
 * wants the whole alone. A long history travels in several records, the first with that whole.
 */
public final class MinuteHistory {
  private static final int MOST_MINUTES = 4096;

  private final List<MinuteSum> minutes;
  private final Evidence evidence;

  private MinuteHistory(List<MinuteSum> minutes, Evidence evidence) {
    this.minutes = minutes;
    this.evidence = evidence;
  }

  static List<MinuteRecord> pack(
      String alarmId, String[] values, List<ArchiveMinutes.Minute> all, boolean alarmed) {
    List<MinuteRecord> records = new ArrayList<>();
    EvidenceCollector whole = new EvidenceCollector();
    all.forEach(minute -> minute.addTo(whole));
    for (int from = 0; from < all.size(); from += MOST_MINUTES) {
      int to = Math.min(all.size(), from + MOST_MINUTES);
      CompactOutput out = new CompactOutput(8 * (to - from));
      out.writeBytes((from == 0 ? whole.evidence() : Evidence.none()).toBytes());
      out.writeUnsigned(to - from);
      out.writeByte(alarmed ? 1 : 0);
      long before = 0;
      for (ArchiveMinutes.Minute minute : all.subList(from, to)) {
        out.writeSigned(minute.start() / MinuteTable.MINUTE - before);
        before = minute.start() / MinuteTable.MINUTE;
        out.writeBytes(minute.sum().toBytes());
        if (alarmed) {
          EvidenceCollector own = new EvidenceCollector();
          minute.addTo(own);
          out.writeBytes(own.evidence().toBytes());
        } else {
          out.writeUnsigned(minute.events());
        }
      }
      MinuteRecord record = new MinuteRecord();
      record.alarmId = alarmId;
      record.values = values;
      record.start = all.get(from).start();
      record.minutes = out.toBytes();
      records.add(record);
    }
    return records;
  }

  /**
   * What a record holds.
   *
   * @param packed the record's {@code minutes}
   */
  public static MinuteHistory of(byte[] packed) {
    CompactInput in = new CompactInput(packed);
    Evidence whole = Evidence.fromBytes(in.readBytes());
    List<MinuteSum> minutes = new ArrayList<>();
    int count = in.readSize();
    boolean alarmed = in.readByte() == 1;
    long minute = 0;
    for (int i = 0; i < count; i++) {
      minute += in.readSigned();
      long start = minute * MinuteTable.MINUTE;
      Summary sum = Summary.fromBytes(in.readBytes());
      minutes.add(
          alarmed
              ? MinuteSum.of(start, sum, Evidence.fromBytes(in.readBytes()))
              : MinuteSum.of(start, sum, in.readUnsigned()));
    }
    in.end();
    return new MinuteHistory(minutes, whole);
  }

  /** The minutes, oldest first. */
  public List<MinuteSum> minutes() {
    return minutes;
  }

  /** The evidence of all of the instance's minutes; none unless this is its first record. */
  public Evidence evidence() {
    return evidence;
  }
}
