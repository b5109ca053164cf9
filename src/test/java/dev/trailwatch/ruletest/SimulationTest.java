package dev.trailwatch.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.ReadResult;
import dev.trailwatch.rulefile.RuleFileReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @Test
  void anAlarmThatNothingMatchesGoesToItsRestingStateAtTheFirstPeriodsEnd() {
    SimulationResult quiet = Simulation.run(rules("alarm: {period: 60}"), List.of(), START, START);
    SimulationResult breaching =
        Simulation.run(
            rules("alarm: {period: 60, treat_missing_data: breaching}"), List.of(), START, START);
    SimulationResult missing =
        Simulation.run(
            rules("alarm: {period: 60, treat_missing_data: missing}"), List.of(), START, START);

    assertThat(changes(quiet)).containsExactly("00:01:00 r INSUFFICIENT_DATA -> OK");
    assertThat(changes(breaching)).containsExactly("00:01:00 r INSUFFICIENT_DATA -> ALARM");
    assertThat(changes(missing)).isEmpty();
  }

  @Test
  void anAlarmComesWithItsPeriodAndGoesWithTheNextQuietOne() {
    SimulationResult result =
        run(rules("alarm: {period: 300, threshold: 2}"), denied(10), denied(20), denied(700));

    assertThat(changes(result))
        .containsExactly("00:05:00 r INSUFFICIENT_DATA -> ALARM", "00:10:00 r ALARM -> OK");
    assertThat(result.datapoints())
        .extracting(each -> each.datapoint().summary().sum())
        .containsExactly(2.0, 1.0);
  }

  @Test
  void anEventThatTwoRulesOfOneMetricMatchCountsTwiceAndItsCopyDoesNot() {
    RuleSet rules =
        read(
            "version: 1",
            "rules:",
            "  - {name: a, pattern: '{ $.errorCode = * }', metric: {name: m}, alarms: []}",
            "  - {name: b, pattern: '{ $.eventName = * }', metric: {name: m}, alarms: []}",
            "alarms: [{name: both, metric: {namespace: Trailwatch, name: m}}]");
    String event = "{\"eventID\":\"e\",\"errorCode\":\"AccessDenied\",\"eventName\":\"Call\"}";
    SimulationResult result = run(rules, event(1, event), event(2, event));

    assertThat(result.datapoints())
        .extracting(each -> each.datapoint().summary().sum())
        .containsExactly(2.0);
  }

  @Test
  void anEarlyAlarmIsToldAtTheCrossingEventAndNotAgain() {
    RuleSet rules = rules("alarm: {period: 300, threshold: 2}");
    SimulationResult result = run(rules, denied(10), denied(20), denied(30));
    Instance instance = Instance.of(rules.alarms().get(0), Map.of());

    assertThat(result.earlyAlarms()).hasSize(1);
    assertThat(result.told(instance))
        .extracting(change -> at(change.time()) + " " + change.newState())
        .containsExactly("00:00:20 ALARM", "00:10:00 OK");
    assertThat(result.toldState(instance, START + 19_000)).isEqualTo(AlarmState.OK);
    assertThat(result.toldState(instance, START + 20_000)).isEqualTo(AlarmState.ALARM);
    assertThat(result.toldState(instance, START + 600_000)).isEqualTo(AlarmState.OK);
  }

  @Test
  void aGroupedAlarmJudgesEachValueOnItsOwnAndEventsWithoutOneTogether() {
    RuleSet rules = rules("alarm: {period: 60, threshold: 2, group_by: [$.user]}");
    SimulationResult result =
        run(
            rules,
            event(1, "{\"errorCode\":\"AccessDenied\",\"user\":\"ann\"}"),
            event(2, "{\"errorCode\":\"AccessDenied\",\"user\":\"bob\"}"),
            event(3, "{\"errorCode\":\"AccessDenied\",\"user\":\"ann\"}"),
            event(4, "{\"errorCode\":\"AccessDenied\"}"),
            event(5, "{\"errorCode\":\"AccessDenied\",\"user\":null}"));

    assertThat(changes(result))
        .containsExactly(
            "00:01:00 r {$.user=ann} OK -> ALARM",
            "00:02:00 r {$.user=ann} ALARM -> OK",
            "00:01:00 r {$.user=(none)} OK -> ALARM",
            "00:02:00 r {$.user=(none)} ALARM -> OK");
  }

  @Test
  void copiesOfOneEventCountOnceInAMinuteUnlessTheRuleSaysOtherwise() {
    TimedEvent first = event(1, "{\"errorCode\":\"AccessDenied\",\"eventID\":\"x\"}");
    TimedEvent copy = event(30, "{\"errorCode\":\"AccessDenied\",\"eventID\":\"x\"}");
    TimedEvent later = event(61, "{\"errorCode\":\"AccessDenied\",\"eventID\":\"x\"}");

    assertThat(sums(run(rules("alarm: {}"), first, copy, later))).containsExactly(2.0);
    assertThat(sums(run(rules("alarm: {}, deduplicate: false"), first, copy, later)))
        .containsExactly(3.0);
  }

  @Test
  void everyEventThatIsNoMatchAddsTheDefaultValue() {
    RuleSet rules = rules("metric: {value: 3, default_value: 7}, alarm: {period: 60}");
    SimulationResult result =
        run(rules, denied(1), event(2, "{\"errorCode\":\"Throttling\"}"), event(3, "x"));

    assertThat(result.datapoints()).hasSize(1);
    assertThat(result.datapoints().get(0).datapoint().summary().sum()).isEqualTo(17.0);
    assertThat(result.datapoints().get(0).datapoint().summary().sampleCount()).isEqualTo(3);
  }

  @Test
  void aValueReadFromTheEventFallsBackToTheDefaultOnlyWhereItIsAbsent() {
    RuleSet rules =
        rules("metric: {value: $.bytes, default_value: 7}, alarm: {period: 60, threshold: 100}");
    SimulationResult result =
        run(
            rules,
            event(1, "{\"errorCode\":\"AccessDenied\",\"bytes\":20}"),
            event(2, "{\"errorCode\":\"AccessDenied\"}"),
            event(3, "{\"errorCode\":\"AccessDenied\",\"bytes\":\"many\"}"));

    assertThat(sums(result)).containsExactly(27.0);
  }

  @Test
  void anExceptionTakesEventsOut() {
    RuleSet rules = rules("except: [{field: $.user, in: [\"terraform-*\"], reason: x}], alarm: {}");
    SimulationResult result =
        run(
            rules,
            event(1, "{\"errorCode\":\"AccessDenied\",\"user\":\"terraform-42\"}"),
            event(2, "{\"errorCode\":\"AccessDenied\",\"user\":\"ann\"}"));

    assertThat(sums(result)).containsExactly(1.0);
  }

  @Test
  void anAlarmOnAMetricThatSeveralRulesFeedCountsThemAll() {
    RuleSet rules =
        read(
            "version: 1",
            "rules:",
            "  - {name: a, pattern: '{ $.errorCode = A }', metric: {name: m}}",
            "  - {name: b, pattern: '{ $.errorCode = B }', metric: {name: m}}",
            "alarms:",
            "  - {name: both, metric: {namespace: Trailwatch, name: m}, threshold: 2}");
    SimulationResult result =
        run(rules, event(1, "{\"errorCode\":\"A\"}"), event(2, "{\"errorCode\":\"B\"}"));

    assertThat(changes(result).get(0)).isEqualTo("00:05:00 both INSUFFICIENT_DATA -> ALARM");
  }

  @Test
  void aSlidingAlarmSeesABurstThatStraddlesTwoPeriods() {
    TimedEvent[] burst = {denied(280), denied(290), denied(310), denied(320)};
    SimulationResult clock = run(rules("alarm: {threshold: 4}"), burst);
    SimulationResult sliding =
        run(rules("alarm: {threshold: 4, evaluation_window: sliding}"), burst);

    assertThat(changes(clock)).noneMatch(change -> change.endsWith("ALARM"));
    assertThat(changes(sliding))
        .containsExactly(
            "00:05:00 r INSUFFICIENT_DATA -> OK",
            "00:06:00 r OK -> ALARM",
            "00:10:00 r ALARM -> OK");
    assertThat(sliding.earlyAlarms()).isEmpty();
  }

  @Property(tries = 300)
  void theOrderOfTheInputMakesNoDifference(
      @ForAll long seed, @ForAll @IntRange(max = 7) int shape) {
    Random random = new Random(seed);
    RuleSet rules = rules(shape(shape));
    List<TimedEvent> events = randomEvents(random);
    SimulationResult sorted = Simulation.run(rules, events);
    Collections.shuffle(events, random);
    SimulationResult shuffled = Simulation.run(rules, events);

    assertThat(shuffled.transitions()).containsExactlyInAnyOrderElementsOf(sorted.transitions());
    assertThat(shuffled.datapoints()).containsExactlyInAnyOrderElementsOf(sorted.datapoints());
  }

  @Property(tries = 300)
  void anEarlyAlarmsPeriodSettlesToAlarm(@ForAll long seed, @ForAll @IntRange(max = 7) int shape) {
    RuleSet rules = rules(shape(shape));
    SimulationResult result = Simulation.run(rules, randomEvents(new Random(seed)));

    for (StateChange early : result.earlyAlarms()) {
      assertThat(result.transitions())
          .anySatisfy(
              settled -> {
                assertThat(settled.instance()).isEqualTo(early.instance());
                assertThat(settled.periodEnd()).isEqualTo(early.periodEnd());
                assertThat(settled.newState()).isEqualTo(AlarmState.ALARM);
              });
    }
  }

  private static String shape(int shape) {
    return List.of(
            "alarm: {period: 60, threshold: 2}",
            "alarm: {period: 60, threshold: 1, evaluation_periods: 3, datapoints_to_alarm: 2}",
            "alarm: {period: 120, threshold: 2, evaluation_periods: 2, evaluation_range: 4,"
                + " treat_missing_data: missing}",
            "alarm: {period: 60, threshold: 1, treat_missing_data: ignore}",
            "alarm: {period: 60, threshold: 3, treat_missing_data: breaching}",
            "alarm: {period: 60, threshold: 2, group_by: [$.user]}",
            "metric: {value: $.bytes}, alarm: {period: 60, statistic: Maximum, threshold: 3}",
            "metric: {default_value: 1}, alarm: {period: 120, threshold: 5}")
        .get(shape);
  }

  private static List<TimedEvent> randomEvents(Random random) {
    List<TimedEvent> events = new ArrayList<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      String message =
          String.format(
              "{\"errorCode\":\"%s\",\"user\":\"u%d\",\"bytes\":%d,\"eventID\":\"e%d\"}",
              random.nextInt(4) == 0 ? "None" : "AccessDenied",
              random.nextInt(3),
              random.nextInt(5),
              random.nextInt(40));
      events.add(event(random.nextInt(1200), message));
    }
    return events;
  }

  private static SimulationResult run(RuleSet rules, TimedEvent... events) {
    return Simulation.run(rules, new ArrayList<>(Arrays.asList(events)));
  }

  private static RuleSet rules(String rest) {
    return read(
        "version: 1",
        "rules:",
        "  - {name: r, pattern: '{ $.errorCode = \"AccessDenied*\" }', " + rest + "}");
  }

  private static RuleSet read(String... lines) {
    ReadResult read =
        RuleFileReader.read(List.of(SourceText.of("rules.yaml", String.join("\n", lines))));
    assertThat(read.issues()).isEmpty();
    return read.ruleSet();
  }

  private static TimedEvent denied(long second) {
    return event(second, "{\"errorCode\":\"AccessDenied\"}");
  }

  private static TimedEvent event(long second, String message) {
    long time = START + second * 1000;
    return TimedEvent.of(LogEvent.of("", time, message), time);
  }

  private static List<Double> sums(SimulationResult result) {
    return result.datapoints().stream().map(each -> each.datapoint().summary().sum()).toList();
  }

  private static List<String> changes(SimulationResult result) {
    return result.transitions().stream()
        .map(
            each ->
                at(each.time())
                    + " "
                    + each.instance()
                    + " "
                    + each.oldState()
                    + " -> "
                    + each.newState())
        .toList();
  }

  private static String at(long time) {
    return Instant.ofEpochMilli(time).toString().substring(11, 19);
  }
}
