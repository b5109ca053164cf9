package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.job.Announcement.Occasion;
import dev.trailwatch.job.GeneratedTimeline.Event;
import dev.trailwatch.job.SubscriberOracle.Told;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.PartialSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * What one alarm instance says, over all statistics, operators, windows and ways with missing data,
 * with events out of order, copied, late and too late.
 */
class AlarmTrackPropertiesTest {
  private static final long LAST = GeneratedTimeline.START + 6 * 3_600_000L;

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void saysWhatThePlainWorkingOutSays(@ForAll long seed) {
    Run run = new Run(seed);

    assertThat(run.track.changes).isEqualTo(run.oracle.changes);
    assertThat(run.track.datapoints).isEqualTo(run.oracle.datapoints());
    assertThat(run.track.late).isEqualTo(run.oracle.late);
    assertThat(run.track.tooLate).isEqualTo(run.oracle.tooLate);
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void anEarlyAlarmsPeriodSettlesToAlarm(@ForAll long seed) {
    Run run = new Run(seed);

    boolean any = false;
    for (Announcement said : run.track.announcements) {
      if (said.occasion == Occasion.EARLY) {
        any = true;
        assertThat(run.oracle.states.get(said.periodEnd)).isEqualTo(AlarmState.ALARM);
      }
    }
    Statistics.label("early")
        .collect(any)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 8));
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noPeriodsStateIsSaidTwice(@ForAll long seed) {
    assertNoPeriodsStateIsSaidTwice(new Run(seed));
  }

  /** A period without data, in ALARM since data are ignored that miss; then late data come. */
  @Example
  void anAlarmToldWhenItsMuteEndedIsNotToldAgainByALateEvent() {
    assertNoPeriodsStateIsSaidTwice(new Run(-4220983808846588787L));
  }

  private static void assertNoPeriodsStateIsSaidTwice(Run run) {
    Set<String> said = new HashSet<>();
    for (Announcement one : run.track.announcements) {
      boolean calm = one.occasion == Occasion.LATE && one.newState == AlarmState.OK;
      assertThat(said.add(one.periodEnd + " " + one.newState + " " + one.sequence + " " + calm))
          .as(one.occasion + " " + one.newState + "@" + one.periodEnd)
          .isTrue();
    }
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyAlarmIsSaidAndNoIncidentStaysOpen(@ForAll long seed) {
    assertEveryAlarmIsSaidAndNoIncidentStaysOpen(new Run(seed));
  }

  /** Time has come to the last millisecond of a minute when the alarm begins. */
  @Example
  void anAlarmBeginsWithTheFirstPeriodThatIsStillOpen() {
    saysWhatThePlainWorkingOutSays(5364140654903838787L);
  }

  /** Between an OK and an early ALARM told again behind it, another early ALARM begins and ends. */
  @Example
  void anEarlyAlarmBeforeOneThatIsToldAgainHasItsOk() {
    assertEveryAlarmIsSaidAndNoIncidentStaysOpen(new Run(-10458961));
  }

  private static void assertEveryAlarmIsSaidAndNoIncidentStaysOpen(Run run) {
    List<Long> alarms = new ArrayList<>();
    List<Long> oks = new ArrayList<>();
    List<Long> late = new ArrayList<>();
    AlarmState believed = AlarmState.OK;
    for (Announcement one : run.track.announcements) {
      believed = one.newState == AlarmState.INSUFFICIENT_DATA ? believed : one.newState;
      if (one.occasion == Occasion.LATE && one.newState == AlarmState.ALARM) {
        late.add(one.periodEnd);
      } else if (one.newState == AlarmState.ALARM) {
        alarms.add(one.periodEnd);
      } else if (one.newState == AlarmState.OK) {
        oks.add(one.periodEnd);
      }
    }
    boolean open = false;
    for (InstanceOracle.Change change : run.oracle.changes) {
      if (change.after() == AlarmState.ALARM) {
        open = true;
        if (run.heldBack()) {
          continue;
        }
        assertThat(alarms).contains(change.end());
      } else if (change.after() == AlarmState.OK && open && !run.heldBack()) {
        // after ALARM -> INSUFFICIENT_DATA too
        assertThat(oks).contains(change.end());
        open = false;
      }
    }
    if (!run.heldBack()) {
      assertThat(late).isEqualTo(run.oracle.lateAlarms);
    }
    if (run.oracle.state() == AlarmState.OK) {
      assertThat(believed).isEqualTo(AlarmState.OK);
    }
    if (run.oracle.state() == AlarmState.ALARM) {
      assertThat(believed).as("an ALARM that outlasts what held it back").isEqualTo(believed(run));
    }
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void tellsMessageForMessageWhatTheDocumentationSays(@ForAll long seed) {
    Run run = new Run(seed);

    List<Told> said =
        run.track.announcements.stream()
            .map(
                one ->
                    new Told(
                        one.occasion, one.newState, one.periodEnd, one.sequence, one.suppressed))
            .toList();
    assertThat(said).isEqualTo(run.subscriber.told);
    collect("held back", said.stream().anyMatch(one -> one.suppressed() > 0), 5);
    collect("renotified", said.stream().anyMatch(one -> one.renotification() > 0), 5);
    collect("late", said.stream().anyMatch(one -> one.occasion() == Occasion.LATE), 5);
    collect("initial OK", run.alarm.notifyInitialOk() && !said.isEmpty(), 5);
  }

  private static void collect(String label, boolean seen, double atLeast) {
    Statistics.label(label)
        .collect(seen)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > atLeast));
  }

  private static AlarmState believed(Run run) {
    return run.alarm.mutedUntil() > LAST ? AlarmState.OK : AlarmState.ALARM;
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aQuietSeriesLeavesNothingBehind(@ForAll long seed) {
    Run run = new Run(seed);

    boolean rests =
        run.alarm.grouped()
            && (run.track.announcements.isEmpty() || run.oracle.state() == AlarmState.OK);
    if (rests) {
      assertThat(run.track.isForgotten()).isTrue();
      assertThat(run.track.ids.minutes()).isEmpty();
    }
    Statistics.label("rests").collect(rests).coverage(c -> c.check(true).count(n -> n > 50));
  }

  /** One generated alarm, one instance of it, both ways. */
  private static final class Run {
    final GeneratedAlarm alarm;
    final TrackRun track;
    final InstanceOracle oracle;
    final SubscriberOracle subscriber;

    Run(long seed) {
      Random random = new Random(seed);
      alarm = GeneratedAlarm.random("alarm", random);
      String text = GeneratedAlarm.file(List.of(alarm), "hit");
      var read = RuleFileReader.read(List.of(SourceText.of("generated.yaml", text)));
      assertThat(read.ruleSet()).as(text + read.issues()).isNotNull();
      Alarm declared = read.ruleSet().alarms().get(0);
      long allowed = GeneratedTimeline.ALLOWED_LATENESS;
      track = new TrackRun(declared, alarm.monotone(), TrackOptions.live(allowed));
      oracle = new InstanceOracle(alarm.spec(), alarm.grouped(), allowed);
      subscriber = new SubscriberOracle(alarm);
      oracle.tells(subscriber, alarm.monotone());
      List<Event> events =
          new ArrayList<>(GeneratedTimeline.events("alarm", random, GeneratedTimeline.START, true));
      events.sort(Comparator.comparingLong(Event::arrival));
      long watermark = events.get(0).arrival() - GeneratedTimeline.LATENESS;
      track.advance(watermark);
      oracle.advance(watermark);
      if (!alarm.grouped()) {
        track.start(watermark);
        // a watermark is the last moment that has passed
        oracle.start(watermark + 1);
      }
      Set<String> counted = new HashSet<>();
      long number = 0;
      for (Event event : events) {
        Double value = alarm.sample(event.size());
        if (value != null && event.kind().equals("hit")) {
          add(event, value, alarm.deduplicate() ? event.id().hashCode() : number++, counted);
        }
        watermark = event.arrival() - GeneratedTimeline.LATENESS;
        advance(watermark);
      }
      for (long moment = watermark; moment <= LAST; moment += 60_000) {
        advance(moment);
      }
      advance(LAST);
    }

    private void advance(long watermark) {
      track.advance(watermark);
      oracle.advance(watermark);
      if (alarm.grouped() && track.remembersNothing()) {
        subscriber.forget();
      }
    }

    private void add(Event event, double value, long id, Set<String> counted) {
      PartialSum partial = new PartialSum();
      partial.keepDistribution = alarm.spec().statistic().isPercentile();
      partial.minute = event.time() / 60_000 * 60_000;
      partial.lastEventTime = event.time();
      partial.eventIds = new long[] {id};
      partial.eventValue = value;
      track.add(partial);
      boolean first = counted.add(partial.minute + " " + id);
      if (first && !oracle.add(event.time(), value)) {
        counted.remove(partial.minute + " " + id);
      } else if (!first) {
        oracle.copy(event.time());
      }
    }

    boolean heldBack() {
      return alarm.cooldown() > 0 || alarm.mutedUntil() >= GeneratedTimeline.START;
    }
  }
}
