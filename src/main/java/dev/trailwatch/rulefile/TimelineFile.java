package dev.trailwatch.rulefile;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.Issue;
import dev.trailwatch.diagnostic.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file of timeline tests: which rules it tries, the tests, and what is wrong with the file. */
public final class TimelineFile {
  /** When a timeline starts that does not say. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int MOST_EVENTS = 100_000;

  private final String name;
  private final List<String> rules = new ArrayList<>();
  private final List<TimelineTest> tests = new ArrayList<>();
  private final Findings findings = new Findings();

  private TimelineFile(String name) {
    this.name = name;
  }

  /** Reads a file of timeline tests; every fault in it is among its issues. */
  public static TimelineFile read(SourceText file) {
    TimelineFile result = new TimelineFile(file.name());
    YamlNode root = YamlTree.read(file, result.findings);
    if (root != null) {
      Shape.TIMELINE_FILE.check(root, result.findings);
      result.read(new Section(root, result.findings));
    }
    return result;
  }

  /** The file's name. */
  public String name() {
    return name;
  }

  /**
   * The rule files or folders that are tried, relative to this file; empty for the folder that
   * holds the {@code tests} folder.
   */
  public List<String> rules() {
    return List.copyOf(rules);
  }

  /** The tests, in order; those with a fault are left out. */
  public List<TimelineTest> tests() {
    return List.copyOf(tests);
  }

  /** What is wrong with the file. */
  public List<Issue> issues() {
    return findings.all();
  }

  private void read(Section root) {
    YamlNode rulesNode = root.value("rules");
    if (rulesNode != null && rulesNode.is(YamlNode.Kind.STRING)) {
      rules.add(rulesNode.text());
    } else {
      rules.addAll(root.scalars("rules"));
    }
    Set<String> names = new HashSet<>();
    for (YamlNode item : root.items("tests")) {
      if (!Shape.TIMELINE.check(item, findings)) {
        continue;
      }
      int before = findings.errors();
      Section section = new Section(item, findings);
      TimelineTest test = test(section);
      if (test != null && !names.add(test.name())) {
        section.error(
            RuleFileCode.DUPLICATE_NAME, "name", "the file has two tests \"" + test.name() + "\"");
      }
      if (test != null && findings.errors() == before) {
        tests.add(test);
      }
    }
  }

  private @Nullable TimelineTest test(Section section) {
    YamlNode startNode = section.value("start");
    Instant start = startNode == null ? START : Times.instant(startNode, findings);
    String test = section.text("name");
    if (start == null || test == null) {
      return null;
    }
    long from = start.toEpochMilli();
    List<TimelineEvent> events = new ArrayList<>();
    for (YamlNode item : section.items("events")) {
      if (Shape.TIMELINE_EVENT.check(item, findings)) {
        addEvents(new Section(item, findings), from, events);
      }
    }
    List<TimelineExpectation> expectations = new ArrayList<>();
    for (YamlNode item : section.items("expect")) {
      if (Shape.EXPECTATION.check(item, findings)) {
        addExpectation(new Section(item, findings), from, expectations);
      }
    }
    if (section.items("expect").isEmpty()) {
      section.error(RuleFileCode.BAD_TIMELINE, "expect", "a timeline test expects something");
    }
    return new TimelineTest(test, from, events, expectations, section.node().place());
  }

  private void addEvents(Section section, long from, List<TimelineEvent> events) {
    Long at = offset(section, "at");
    Long every = offset(section, "every");
    Long times = section.whole("times", 1, MOST_EVENTS);
    YamlNode event = section.value("event");
    if (section.has("times") && !section.has("every")) {
      section.error(
          RuleFileCode.BAD_TIMELINE, "times", "\"times\" needs \"every\": how far apart they are");
    } else if (section.has("every") && !section.has("times")) {
      section.error(
          RuleFileCode.BAD_TIMELINE, "every", "\"every\" needs \"times\": how often it happens");
    }
    if (at == null || event == null) {
      return;
    }
    long count = times == null ? 1 : times;
    if (events.size() + count > MOST_EVENTS) {
      section.error(
          RuleFileCode.BAD_TIMELINE, "event", "a timeline test has at most 100,000 events");
      return;
    }
    String message = EventText.of(event);
    for (long i = 0; i < count; i++) {
      long time = from + at + i * (every == null ? 0 : every);
      events.add(new TimelineEvent(time, message, section.node().place()));
    }
  }

  private void addExpectation(Section section, long from, List<TimelineExpectation> expectations) {
    Long at = offset(section, "at");
    String alarm = section.text("alarm");
    AlarmState state = section.choice("state", AlarmState.values(), AlarmState::name);
    Map<String, String> dimensions = new LinkedHashMap<>();
    section
        .tags("dimensions")
        .forEach((key, values) -> dimensions.put(key, String.join("", values)));
    if (at != null && alarm != null && state != null) {
      expectations.add(
          new TimelineExpectation(from + at, alarm, dimensions, state, section.node().place()));
    }
  }

  private @Nullable Long offset(Section section, String key) {
    YamlNode value = section.value(key);
    Duration duration = value == null ? null : Times.duration(value, findings);
    return duration == null ? null : duration.toMillis();
  }

  @Override
  public String toString() {
    return name + ", " + tests.size() + " tests";
  }
}
