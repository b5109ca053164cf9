package dev.trailwatch.ruletest;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleException;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rule.RuleTestCase;
import dev.trailwatch.rulefile.TimelineEvent;
import dev.trailwatch.rulefile.TimelineExpectation;
import dev.trailwatch.rulefile.TimelineTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the tests of rules; a failure tells only what differs. */
public final class RuleTester {
  private RuleTester() {}

  /** Runs the tests inside the rules of a set, those of rules that are not evaluated included. */
  public static List<TestOutcome> inline(RuleSet rules) {
    List<TestOutcome> outcomes = new ArrayList<>();
    for (Rule rule : rules.allRules()) {
      for (RuleTestCase test : rule.tests()) {
        outcomes.add(inline(rule, test));
      }
    }
    return outcomes;
  }

  private static TestOutcome inline(Rule rule, RuleTestCase test) {
    String name = rule.name() + ": " + test.name();
    LogEvent event = LogEvent.of(test.message());
    if (rule.counts(event) == test.matches()) {
      return TestOutcome.passed(name, test.place());
    }
    List<String> failure = new ArrayList<>();
    failure.add("expected  " + (test.matches() ? "a match" : "no match"));
    if (!test.matches()) {
      failure.add("got       a match, by no exception taken out");
    } else if (rule.pattern().matches(event)) {
      for (RuleException exception : rule.exceptions()) {
        if (exception.matches(event, rule.pattern())) {
          failure.add("got       an exception: " + exception);
        }
      }
    } else {
      failure.add("got       no match");
      WhyNot.of(rule.pattern(), event).forEach(line -> failure.add("          " + line));
    }
    return TestOutcome.failed(name, test.place(), failure);
  }

  /** Runs timeline tests on a set of rules. */
  public static List<TestOutcome> timelines(RuleSet rules, List<TimelineTest> tests) {
    List<TestOutcome> outcomes = new ArrayList<>();
    for (TimelineTest test : tests) {
      outcomes.add(timeline(rules, test));
    }
    return outcomes;
  }

  private static TestOutcome timeline(RuleSet rules, TimelineTest test) {
    List<TimedEvent> events = new ArrayList<>();
    long end = test.start();
    for (TimelineEvent event : test.events()) {
      events.add(TimedEvent.of(LogEvent.of("", event.time(), event.message()), event.time()));
      end = Math.max(end, event.time());
    }
    for (TimelineExpectation expectation : test.expectations()) {
      end = Math.max(end, expectation.time());
    }
    SimulationResult result = Simulation.run(rules, events, test.start(), end);
    List<String> failure = new ArrayList<>();
    for (TimelineExpectation expectation : test.expectations()) {
      Alarm alarm = alarm(rules, expectation.alarm());
      if (alarm == null) {
        failure.add(unknownAlarm(rules, expectation));
        continue;
      }
      Map<String, String> dimensions = new LinkedHashMap<>();
      for (String dimension : alarm.groupBy()) {
        String value = expectation.dimensions().get(dimension);
        dimensions.put(dimension, value == null ? Simulation.NONE : value);
      }
      if (!dimensions.keySet().containsAll(expectation.dimensions().keySet())) {
        failure.add(
            expectation.place()
                + ": alarm \""
                + alarm.name()
                + "\" groups by "
                + alarm.groupBy()
                + ", not by "
                + expectation.dimensions().keySet());
        continue;
      }
      Instance instance = Instance.of(alarm, dimensions);
      AlarmState told = result.toldState(instance, expectation.time());
      if (told != expectation.state()) {
        failure.addAll(new TimelineFailure(test, result, instance).lines(expectation, told, rules));
      }
    }
    return failure.isEmpty()
        ? TestOutcome.passed(test.name(), test.place())
        : TestOutcome.failed(test.name(), test.place(), failure);
  }

  private static @Nullable Alarm alarm(RuleSet rules, String name) {
    for (Alarm alarm : rules.alarms()) {
      if (alarm.name().equals(name)) {
        return alarm;
      }
    }
    return null;
  }

  private static String unknownAlarm(RuleSet rules, TimelineExpectation expectation) {
    TreeSet<String> names = new TreeSet<>();
    rules.alarms().forEach(alarm -> names.add(alarm.name()));
    return expectation.place()
        + ": no evaluated alarm \""
        + expectation.alarm()
        + "\"; there are "
        + String.join(", ", names);
  }
}
