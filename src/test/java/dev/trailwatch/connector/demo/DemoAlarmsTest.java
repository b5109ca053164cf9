package dev.trailwatch.connector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.event.RecordDecoder;
import dev.trailwatch.rule.RuleMode;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleDirectory;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.rulefile.TimelineExpectation;
import dev.trailwatch.rulefile.TimelineFile;
import dev.trailwatch.rulefile.TimelineTest;
import dev.trailwatch.ruletest.Simulation;
import dev.trailwatch.ruletest.SimulationResult;
import dev.trailwatch.ruletest.StateChange;
import dev.trailwatch.ruletest.TimedEvent;
import dev.trailwatch.wire.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped rules tell of the demo: the attack, step by step, and little else. */
class DemoAlarmsTest {
  private static final long START = 1_772_000_000_000L;
  private static final int RATE = 20;
  private static final long STORY_MILLIS = 60_000;

  @ParameterizedTest
  @ValueSource(longs = {42, 7})
  void theStoryIsToldAndNotDrowned(long seed) throws Exception {
    RuleSet rules = RuleFileReader.read(RuleDirectory.load(Path.of("rules"))).ruleSet();
    assertThat(rules).isNotNull();
    List<StateChange> alarms = alarms(Simulation.run(rules, events(seed)));

    assertThat(alarms)
        .extracting(alarm -> alarm.instance().alarm().name())
        .containsSubsequence(
            "console.bruteforce",
            "console.no-mfa",
            "denied.burst",
            "new-user-created-alarm",
            "iam.access-key",
            "iam.admin-grant",
            "sg.world",
            "root.write",
            "s3.public",
            "trail.disabled");
    assertThat(alarms).hasSizeLessThan(30);
    assertThat(alarms.get(0).time() - START).isLessThan(10_000);
  }

  @Test
  void theStoryIsMadeOfKnownTechniques() throws Exception {
    Map<String, List<String>> told = new TreeMap<>();
    for (JsonNode line : Script.read("story.jsonl")) {
      if (line.has("trace")) {
        told.computeIfAbsent(line.get("trace").asText(), name -> new ArrayList<>())
            .add(line.get("source").asText() + ".amazonaws.com " + line.get("name").asText());
      }
    }
    RuleSet rules = RuleFileReader.read(RuleDirectory.load(Path.of("rules"))).ruleSet();
    Set<String> raised = new TreeSet<>();
    alarms(Simulation.run(rules, events(42)))
        .forEach(alarm -> raised.add(alarm.instance().alarm().name()));

    assertThat(told).hasSizeGreaterThan(4);
    Map<String, TimelineTest> traces = traces();
    told.forEach(
        (name, calls) -> {
          TimelineTest trace = traces.get(name);
          assertThat(trace).as(name).isNotNull();
          assertThat(trace.events())
              .extracting(event -> call(LogEvent.of(event.message())))
              .as(name)
              .containsExactlyInAnyOrderElementsOf(calls);
          assertThat(trace.expectations())
              .filteredOn(expected -> expected.state() == AlarmState.ALARM)
              .extracting(TimelineExpectation::alarm)
              .as(name)
              .isSubsetOf(raised);
        });
  }

  private static Map<String, TimelineTest> traces() throws IOException {
    Map<String, TimelineTest> traces = new TreeMap<>();
    for (SourceText file : RuleDirectory.load(Path.of("src/test/resources/traces"))) {
      TimelineFile.read(file).tests().forEach(trace -> traces.put(trace.name(), trace));
    }
    return traces;
  }

  private static String call(LogEvent event) {
    JsonNode json = event.json();
    return json.path("eventSource").asText() + " " + json.path("eventName").asText();
  }

  private static List<StateChange> alarms(SimulationResult result) {
    List<StateChange> alarms = new ArrayList<>();
    result.transitions().stream()
        .map(StateChange::instance)
        .distinct()
        .filter(instance -> instance.alarm().mode() == RuleMode.LIVE)
        .forEach(instance -> alarms.addAll(result.told(instance)));
    alarms.removeIf(change -> change.newState() != AlarmState.ALARM);
    alarms.sort(Comparator.comparingLong(StateChange::time));
    return alarms;
  }

  private static List<TimedEvent> events(long seed) throws Exception {
    DemoTraffic traffic = new DemoTraffic(seed, RATE, START, START, 0);
    List<TimedEvent> events = new ArrayList<>();
    try (RecordDecoder decoder = new RecordDecoder()) {
      for (long at = 100; at <= STORY_MILLIS; at += 100) {
        RawRecord record = traffic.next(START + at);
        if (record != null) {
          for (LogEvent event : decoder.decode(record.bytes, record.format).logEvents()) {
            events.add(TimedEvent.of(event, event.timestamp()));
          }
        }
      }
    }
    return events;
  }
}
