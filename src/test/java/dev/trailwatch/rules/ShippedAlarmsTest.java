package dev.trailwatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleTestCase;
import dev.trailwatch.ruletest.Instance;
import dev.trailwatch.ruletest.Simulation;
import dev.trailwatch.ruletest.SimulationResult;
import dev.trailwatch.ruletest.StateChange;
import dev.trailwatch.ruletest.TimedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How each shipped rule counts, tried on the event of its own first matching test. */
class ShippedAlarmsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final String ROLE = "arn:aws:iam::111122223333:role/tried";
  private static final String USER = "arn:aws:iam::111122223333:user/tried";

  /** Rules about people's long-lived keys and passwords: role sessions are none of their matter. */
  private static final String USERS_ONLY = "$.userIdentity.type = \"IAMUser\"";

  static Stream<Rule> evaluated() throws IOException {
    return ShippedRules.load().allRules().stream().filter(rule -> rule.mode() != RuleMode.NATIVE);
  }

  static Stream<Rule> byPrincipal() throws IOException {
    return evaluated().filter(rule -> rule.alarms().get(0).groupBy().contains("Principal"));
  }

  @ParameterizedTest
  @MethodSource("evaluated")
  void twoBurstsWithAQuietPeriodBetweenThemAreTwoAlarms(Rule rule) throws IOException {
    Alarm alarm = rule.alarms().get(0);
    long period = alarm.spec().periodSeconds() * 1000L;
    List<TimedEvent> events = new ArrayList<>();
    for (int i = 0; i < enough(alarm); i++) {
      events.add(at(START + i, message(rule)));
      events.add(at(START + 2 * period + i, message(rule)));
    }

    assertThat(alarms(only(rule), events)).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("evaluated")
  void oneEventLessThanTheThresholdIsNoAlarm(Rule rule) throws IOException {
    List<TimedEvent> events = new ArrayList<>();
    for (int i = 1; i < enough(rule.alarms().get(0)); i++) {
      events.add(at(START + i, message(rule)));
    }

    assertThat(alarms(only(rule), events)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("byPrincipal")
  void asManyRoleSessionsAsTheThresholdAreOnePrincipal(Rule rule) throws IOException {
    Alarm alarm = rule.alarms().get(0);
    boolean usersOnly =
        rule.pattern().text().contains(USERS_ONLY)
            && !rule.pattern().text().contains("\"AssumedRole\"");
    List<TimedEvent> events = new ArrayList<>();
    for (int i = 0; i < enough(alarm); i++) {
      ObjectNode event = event(rule);
      ObjectNode identity =
          usersOnly ? event.withObject("/userIdentity") : event.putObject("userIdentity");
      if (usersOnly) {
        identity.put("arn", USER).put("accessKeyId", "AKIA" + i);
      } else {
        roleSession(identity, i);
      }
      if (rule.pattern().text().contains("\"*:i-*\"")) {
        identity.put("principalId", "AROAEXAMPLE:i-0123456789abcde" + i);
      }
      events.add(at(START + i * 10L, event.toString()));
    }

    List<StateChange> told = alarms(only(rule), events);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).instance())
        .isEqualTo(Instance.of(alarm, Map.of("Principal", usersOnly ? USER : ROLE)));
    assertThat(told.get(0).time()).isEqualTo(events.get(events.size() - 1).time());
    assertThat(alarms(only(rule), events.subList(1, events.size()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("byPrincipal")
  void eventsWithoutAPrincipalAreCountedTogether(Rule rule) throws IOException {
    Alarm alarm = rule.alarms().get(0);
    List<TimedEvent> events = new ArrayList<>();
    for (int i = 0; i < enough(alarm); i++) {
      ObjectNode event = event(rule);
      ObjectNode identity = event.putObject("userIdentity");
      String type = rule.pattern().text().contains("\"AssumedRole\"") ? "AssumedRole" : "IAMUser";
      identity.put("type", type);
      if (rule.pattern().text().contains("\"*:i-*\"")) {
        // the pattern asks for the principal's id, so nobody without any can match
        return;
      }
      events.add(at(START + i, event.toString()));
    }

    List<StateChange> told = alarms(only(rule), events);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).instance())
        .isEqualTo(Instance.of(alarm, Map.of("Principal", Simulation.NONE)));
  }

  private static void roleSession(ObjectNode identity, int session) {
    identity
        .put("type", "AssumedRole")
        .put("arn", "arn:aws:sts::111122223333:assumed-role/tried/session-" + session);
    identity.withObject("/sessionContext/sessionIssuer").put("arn", ROLE).put("userName", "tried");
  }

  /** How many events it takes. */
  private static int enough(Alarm alarm) {
    int threshold = (int) alarm.spec().threshold();
    return alarm.spec().breaches(threshold) ? threshold : threshold + 1;
  }

  private static String message(Rule rule) {
    return rule.tests().stream().filter(RuleTestCase::matches).findFirst().orElseThrow().message();
  }

  private static ObjectNode event(Rule rule) throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(message(rule));
  }

  private static RuleSet only(Rule rule) {
    return RuleSet.of(List.of(rule), List.of());
  }

  private static TimedEvent at(long time, String message) {
    return TimedEvent.of(LogEvent.of("", time, message), time);
  }

  /** The ALARMs that a subscriber is told of. */
  private static List<StateChange> alarms(RuleSet rules, List<TimedEvent> events) {
    SimulationResult result = Simulation.run(rules, events);
    return result.transitions().stream()
        .filter(change -> change.newState() == AlarmState.ALARM)
        .map(StateChange::instance)
        .distinct()
        .flatMap(instance -> result.told(instance).stream())
        .filter(change -> change.newState() == AlarmState.ALARM)
        .toList();
  }
}
