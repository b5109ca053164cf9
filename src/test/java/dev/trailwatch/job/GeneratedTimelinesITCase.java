package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.LogEvent;
import dev.trailwatch.job.GeneratedTimeline.Event;
import dev.trailwatch.metric.Summary;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.ruletest.Instance;
import dev.trailwatch.ruletest.Simulation;
import dev.trailwatch.ruletest.SimulationResult;
import dev.trailwatch.ruletest.TimedEvent;
import dev.trailwatch.wire.NoticeRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two thousand generated timelines, hundreds of them in each job, against plain workings-out that
 * know nothing of the job. {@code -Dtimelines=N} makes it N, {@code -Dtimelines.seed=S} others.
 */
class GeneratedTimelinesITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final int JOBS = 8;
  private static final int MOST = Integer.getInteger("timelines.most", 250);
  private static final int COUNT = Integer.getInteger("timelines", 2000) / JOBS;
  private static final long SEED = Long.getLong("timelines.seed", 1);

  @ParameterizedTest(name = "parallelism {0}, late {1}, rules change {2}")
  @CsvSource({"1,true,false", "2,true,true", "3,false,true", "4,true,false", "1,true,true"})
  void aLiveJobAnswersAsThePlainWorkingOutDoes(int parallelism, boolean late, boolean change)
      throws Exception {
    for (int from = 0; from < COUNT; from += MOST) {
      String name = "live-%d-%s-%s-%d".formatted(parallelism, late, change, from);
      GeneratedJob job =
          new GeneratedJob(
              name,
              SEED * 1_000_003 + name.hashCode(),
              Math.min(MOST, COUNT - from),
              parallelism,
              late,
              change);
      JobRun run = job.play();
      Map<String, InstanceOracle> oracles = job.oracles();

      assertThat(difference(job.made(), job.transitions())).isEmpty();
      assertThat(job.transitions()).hasSizeGreaterThan(Math.min(MOST, COUNT - from) / 2);
      assertThat(run.count("orphanEvents")).isZero();
      saysNothingTwiceAndLeavesNothingOpen(run.notices(), oracles);
    }
  }

  private static void saysNothingTwiceAndLeavesNothingOpen(
      List<NoticeRecord> notices, Map<String, InstanceOracle> oracles) {
    Set<String> ids = new HashSet<>();
    Map<String, String> believed = new HashMap<>();
    for (NoticeRecord notice : notices) {
      assertThat(ids.add(notice.notificationId)).as(notice.message).isTrue();
      if (!notice.newState.equals("INSUFFICIENT_DATA")) {
        believed.put(notice.alarm, notice.newState);
      }
    }
    oracles.forEach(
        (name, oracle) -> {
          if (oracle.state() == AlarmState.OK) {
            assertThat(believed.getOrDefault(name, "OK")).as(name).isEqualTo("OK");
          }
        });
  }

  @ParameterizedTest(name = "an archive at parallelism {0}")
  @CsvSource({"1", "2", "4"})
  void anArchiveInAnyOrderGivesWhatTheSimulationGives(int parallelism) throws Exception {
    for (int from = 0; from < COUNT; from += MOST) {
      archive(parallelism, from, Math.min(MOST, COUNT - from));
    }
  }

  private static void archive(int parallelism, int from, int count) throws Exception {
    String name = "archive-" + parallelism + "-" + from;
    Random random = new Random(SEED * 1_000_003 + name.hashCode());
    List<GeneratedAlarm> alarms = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<TimedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GeneratedAlarm alarm = GeneratedAlarm.random("t" + i, random);
      alarms.add(alarm);
      for (Event event :
          GeneratedTimeline.events(alarm.name(), random, GeneratedTimeline.START, false)) {
        String json = event.json(alarm.name());
        lines.add(json);
        events.add(TimedEvent.of(LogEvent.of(json), event.time()));
      }
    }
    Collections.shuffle(lines, random);
    String text = GeneratedAlarm.file(alarms, "hit");
    JobRun run = new JobRun(name, JobRun.bounded(), parallelism, 0).rules(text);
    for (int i = 0; i < lines.size(); i += 20) {
      String some = String.join("\n", lines.subList(i, Math.min(i + 20, lines.size())));
      run.record(some + "\n", Long.MAX_VALUE);
    }
    run.play();
    RuleSet rules = RuleFileReader.read(List.of(SourceText.of("rules.yaml", text))).ruleSet();
    SimulationResult expected = Simulation.run(rules, events);

    Set<String> transitions =
        expected.transitions().stream()
            .map(
                one ->
                    instance(one.instance())
                        + "@"
                        + one.periodEnd()
                        + " "
                        + one.oldState()
                        + " "
                        + one.newState())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> made =
        run.transitions().stream()
            .map(one -> one.alarm + "@" + one.periodEnd + " " + one.oldState + " " + one.newState)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(difference(made, transitions)).isEmpty();
    Set<String> points =
        expected.datapoints().stream()
            .map(
                one ->
                    point(
                        instance(one.instance()),
                        one.datapoint().start(),
                        one.datapoint().summary()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        run.datapoints().stream()
            .map(
                one -> {
                  String who =
                      one.dimensionValues.length == 0
                          ? ""
                          : " [Who=" + one.dimensionValues[0] + "]";
                  return "%s%s@%d %d %s %s %s"
                      .formatted(
                          one.rule,
                          who,
                          one.start,
                          one.sampleCount,
                          one.sum,
                          one.minimum,
                          one.maximum);
                })
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(difference(found, points)).isEmpty();
    assertThat(run.notices().stream().map(notice -> notice.notificationId)).doesNotHaveDuplicates();
  }

  private static String point(String instance, long start, Summary sum) {
    return "%s@%d %d %s %s %s"
        .formatted(instance, start, sum.sampleCount(), sum.sum(), sum.minimum(), sum.maximum());
  }

  private static String instance(Instance instance) {
    String who = instance.dimensions().get("Who");
    return instance.alarm().name() + (who == null ? "" : " [Who=" + who + "]");
  }

  private static List<String> difference(Set<String> found, Set<String> expected) {
    List<String> difference = new ArrayList<>();
    found.stream()
        .filter(one -> !expected.contains(one))
        .forEach(one -> difference.add(one + " +"));
    expected.stream()
        .filter(one -> !found.contains(one))
        .forEach(one -> difference.add(one + " -"));
    Collections.sort(difference);
    return difference;
  }
}
