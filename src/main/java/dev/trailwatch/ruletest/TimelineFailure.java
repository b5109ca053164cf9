package dev.trailwatch.ruletest;

import dev.trailwatch.alarm.AlarmSpec;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.metric.Period;
import dev.trailwatch.rule.Rule;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.TimelineEvent;
import dev.trailwatch.rulefile.TimelineExpectation;
import dev.trailwatch.rulefile.TimelineTest;
import java.util.ArrayList;
import java.util.List;

/** Tells why a timeline test failed: the matches minute by minute, and what was told when. */
final class TimelineFailure {
  private static final long MINUTE = 60_000;
  private static final int COLUMNS = 20;
  private static final int REASONS = 3;

  private final TimelineTest test;
  private final SimulationResult result;
  private final Instance instance;

  TimelineFailure(TimelineTest test, SimulationResult result, Instance instance) {
    this.test = test;
    this.result = result;
    this.instance = instance;
  }

  List<String> lines(TimelineExpectation expectation, AlarmState told, RuleSet rules) {
    List<String> lines = new ArrayList<>();
    AlarmSpec spec = instance.alarm().spec();
    lines.add("alarm     " + instance + ": " + spec);
    minutes(expectation, rules, lines);
    lines.add("expected  " + expectation.state() + " by " + since(expectation.time()));
    lines.add("got       " + told);
    for (StateChange change : result.told(instance)) {
      lines.add("          " + change.newState() + " at " + since(change.time()));
    }
    unmatched(rules, lines);
    return lines;
  }

  private void minutes(TimelineExpectation expectation, RuleSet rules, List<String> lines) {
    long first = Period.of(60).start(test.start());
    long count = Math.min(COLUMNS, (expectation.time() - first) / MINUTE + 1);
    StringBuilder header = new StringBuilder("minute   ");
    StringBuilder matches = new StringBuilder("matches  ");
    for (long minute = 0; minute < count; minute++) {
      long start = first + minute * MINUTE;
      long matched =
          test.events().stream()
              .filter(event -> event.time() >= start && event.time() < start + MINUTE)
              .filter(event -> counted(event, rules))
              .count();
      header.append(String.format(" %2d", minute));
      matches.append(matched == 0 ? "  ." : String.format(" %2d", matched));
    }
    lines.add(header.toString());
    lines.add(matches.toString());
  }

  /** The first events that no rule of the alarm counted, and why. */
  private void unmatched(RuleSet rules, List<String> lines) {
    int told = 0;
    for (TimelineEvent event : test.events()) {
      if (!counted(event, rules) && told < REASONS) {
        told++;
        lines.add("no match  " + since(event.time()) + " " + event.place());
        for (Rule rule : rules.rulesFeeding(instance.alarm())) {
          WhyNot.of(rule.pattern(), LogEvent.of(event.message()))
              .forEach(line -> lines.add("          " + line));
        }
      }
    }
  }

  private boolean counted(TimelineEvent event, RuleSet rules) {
    LogEvent message = LogEvent.of(event.message());
    return rules.rulesFeeding(instance.alarm()).stream().anyMatch(rule -> rule.counts(message));
  }

  private String since(long time) {
    long seconds = (time - test.start()) / 1000;
    return String.format("%02d:%02d", seconds / 60, seconds % 60);
  }
}
