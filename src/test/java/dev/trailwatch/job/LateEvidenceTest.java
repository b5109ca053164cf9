package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.CompactOutput;
import dev.trailwatch.event.EventTable;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.job.Announcement.Occasion;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.PartialSum;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a late ALARM shows of the events that came in time. */
class LateEvidenceTest {
  private static final long START = GeneratedTimeline.START;
  private static final long MINUTE = MinuteTable.MINUTE;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void aLateAlarmOfACountRuleShowsItsWholePeriod() {
    TrackRun track = track("threshold: 3, period: 300");
    track.add(event(1, START));
    track.add(event(2, START + 4 * MINUTE));
    // other periods settle meanwhile
    track.add(event(9, START + 7 * MINUTE));
    track.advance(START + 10 * HOUR);
    track.add(event(3, START + MINUTE));

    Announcement said = lateAlarm(track);
    assertThat(said.evidence.count()).isEqualTo(3);
    assertThat(said.evidence.late()).isEqualTo(1);
    assertThat(said.evidence.principals())
        .extracting(tally -> tally.value())
        .containsExactly("u1", "u2", "u3");
  }

  @Test
  void aLateAlarmOfMOfNShowsAllItsPeriods() {
    TrackRun track =
        track("threshold: 1, period: 60, evaluation_periods: 4, datapoints_to_alarm: 2");
    track.add(event(1, START));
    track.advance(START + HOUR);
    track.add(event(2, START + 2 * MINUTE));

    assertThat(lateAlarm(track).evidence.count()).isEqualTo(2);
  }

  @Test
  void theEvidenceOfSettledPeriodsIsBoundedAndOfTheNewest() {
    TrackRun track = track("threshold: 1000, period: 60");
    for (int i = 0; i < 600; i++) {
      track.add(event(i, START + i * MINUTE));
      track.advance(START + i * MINUTE);
    }
    track.advance(START + 601 * MINUTE);

    assertThat(track.evidenceBytes())
        .isBetween(AlarmTrack.SETTLED_EVIDENCE / 2, AlarmTrack.SETTLED_EVIDENCE);
    assertThat(track.evidenceBetween(START + 599 * MINUTE, START + 600 * MINUTE)).isOne();
    assertThat(track.evidenceBetween(START, START + MINUTE)).isZero();
  }

  @Test
  void whatWasInAlarmNeedsNoEvidenceAnyMore() {
    TrackRun track = track("threshold: 2, period: 60");
    track.add(event(1, START));
    track.add(event(2, START));
    track.add(event(3, START + 2 * MINUTE));
    track.advance(START + HOUR);

    assertThat(track.evidenceBetween(0, Long.MAX_VALUE)).isOne();
    assertThat(track.evidenceBetween(START + 2 * MINUTE, START + 3 * MINUTE)).isOne();
  }

  @Test
  void nothingIsKeptBeyondAllowedLateness() {
    TrackRun track = track("threshold: 2, period: 60");
    track.add(event(1, START));
    track.advance(START + 26 * HOUR);

    assertThat(track.evidenceBytes()).isZero();
  }

  private static TrackRun track(String alarm) {
    String text =
        "version: 1\nrules:\n  - {name: r, pattern: '{ $.a = 1 }', alarm: {" + alarm + "}}\n";
    Alarm declared =
        RuleFileReader.read(List.of(SourceText.of("r.yaml", text))).ruleSet().alarms().get(0);
    TrackRun track = new TrackRun(declared, true, TrackOptions.live(Duration.ofDays(1).toMillis()));
    track.advance(START - 5 * MINUTE);
    return track;
  }

  private static Announcement lateAlarm(TrackRun track) {
    return track.announcements.stream()
        .filter(one -> one.occasion == Occasion.LATE && one.newState == AlarmState.ALARM)
        .reduce((one, another) -> another)
        .orElseThrow();
  }

  private static PartialSum event(int who, long time) {
    String message = "{\"eventID\":\"" + who + "\",\"userIdentity\":{\"arn\":\"u" + who + "\"}}";
    PartialSum partial = new PartialSum();
    partial.minute = time / MINUTE * MINUTE;
    partial.lastEventTime = time;
    partial.eventIds = new long[] {who};
    partial.eventValue = 1;
    EventTable events = new EventTable();
    CompactOutput shown = new CompactOutput();
    events.beginPack();
    shown.writeByte(1);
    events.write(events.add(LogEvent.of(message), time), partial.minute, shown);
    partial.shownEvents = 1;
    partial.shown = shown.toBytes();
    partial.shownTexts = events.packedTexts();
    return partial;
  }
}
