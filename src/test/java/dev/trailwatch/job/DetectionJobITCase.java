package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.alarm.AlarmState;
import dev.trailwatch.connector.rules.RuleSource;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.job.TimelineOracle.Matcher;
import dev.trailwatch.notification.AlarmConfiguration;
import dev.trailwatch.notification.Notification;
import dev.trailwatch.rule.Alarm;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.DatapointRecord;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job against the plain working-out of the same timeline. */
class DetectionJobITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

  @TempDir Path directory;

  @ParameterizedTest(name = "seed {0}, parallelism {1}, {2}, {3} failures")
  @CsvSource({"1,1,hashmap,0", "2,2,hashmap,0", "3,2,hashmap,3", "4,2,rocksdb,3", "5,4,hashmap,1"})
  void answersAsThePlainWorkingOutDoes(long seed, int parallelism, String backend, int failures)
      throws Exception {
    Timeline timeline = Timeline.random(seed);
    long middle = timeline.middle();
    RuleSetRecord before = rules(0, "before.yaml", Long.MIN_VALUE);
    RuleSetRecord after = rules(1, "after.yaml", middle);
    RuleSet all = RuleFileReader.read(List.of(text("after.yaml"))).ruleSet();
    TimelineOracle oracle = new TimelineOracle(all, matchers(), middle);
    long start = timeline.events().get(0).arrival() - Timeline.LATENESS;
    Map<String, Long> startOf = new HashMap<>();
    all.alarms().forEach(alarm -> startOf.put(alarm.name(), start));
    startOf.put("fresh", middle);
    oracle.run(timeline.events(), startOf);
    String run = "run-" + seed;

    JobClient job = start(run, timeline, before, after, parallelism, backend, failures);
    // time moves past everything while the input is still open: timers do the work, not its end
    await(run, oracle);
    TimelineSource.release(run);
    TimelineSource.release(run + "-rules");
    job.getJobExecutionResult().get();

    assertThat(difference(datapoints(run), oracle.datapoints)).isEmpty();
    assertThat(difference(transitions(run), oracle.transitions)).isEmpty();
    assertThat(oracle.transitions.size()).as("the timeline says something").isGreaterThan(40);
    Set<String> alarmIds = alarmIds(oracle.alarmPeriods, all);
    int early = 0;
    for (NoticeRecord notice : CollectingSink.<NoticeRecord>collected(run + "-notices")) {
      JsonNode message = JSON.readTree(notice.message);
      if (message.path("Trailwatch").path("earlyAlarm").asBoolean()) {
        early++;
        assertThat(alarmIds.contains(notice.notificationId)).as(notice.message).isTrue();
      }
    }
    assertThat(early).as("early ALARMs").isGreaterThan(10);
    if (failures > 0) {
      assertThat(FAILURES.get(run).get()).as("failures left").isZero();
    }
  }

  private JobClient start(
      String run,
      Timeline timeline,
      RuleSetRecord before,
      RuleSetRecord after,
      int parallelism,
      String backend,
      int failures)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(150));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 20);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    FAILURES.put(run, new AtomicInteger(failures));
    var records =
        env.fromSource(
                TimelineSource.of(run, 1500, timeline.records()),
                TimelineSource.byArrival(Timeline.LATENESS),
                "timeline",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .uid("timeline")
            .map(new Failing(run, timeline.events().size() / (failures + 1)))
            .setParallelism(1)
            .uid("failing");
    var rules =
        env.fromSource(
                TimelineSource.of(run + "-rules", 300, List.of(after)),
                RuleSource.watermarks(),
                "rules",
                Types.POJO(RuleSetRecord.class))
            .setParallelism(1)
            .uid("rules");
    JobOptions options = JobOptions.live("auto", 86_400_000, "000000000000", "us-east-1", Map.of());
    DetectionJob job = DetectionJob.on(records, rules, before, options);
    job.notices().sinkTo(new CollectingSink<>(run + "-notices")).uid("a");
    job.datapoints().sinkTo(new CollectingSink<>(run + "-datapoints")).uid("b");
    job.transitions().sinkTo(new CollectingSink<>(run + "-transitions")).uid("c");
    return env.executeAsync(run);
  }

  private static void await(String run, TimelineOracle oracle) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(150).toNanos();
    Set<String> missing = oracle.transitions;
    while (System.nanoTime() < deadline && !missing.isEmpty()) {
      Thread.sleep(50);
      missing = new TreeSet<>(oracle.transitions);
      missing.addAll(oracle.datapoints);
      missing.removeAll(transitions(run));
      missing.removeAll(datapoints(run));
    }
    assertThat(missing).as("what timers did not settle before the end of the input").isEmpty();
  }

  static Set<String> difference(Set<String> found, Set<String> expected) {
    Set<String> difference = new TreeSet<>();
    found.stream().filter(line -> !expected.contains(line)).forEach(l -> difference.add(l + " +"));
    expected.stream().filter(line -> !found.contains(line)).forEach(l -> difference.add(l + " -"));
    return difference;
  }

  static Set<String> datapoints(String run) {
    Map<String, String> newest = new LinkedHashMap<>();
    for (DatapointRecord point : CollectingSink.<DatapointRecord>collected(run + "-datapoints")) {
      String instance = point.rule;
      for (String value : point.dimensionValues) {
        instance += "/" + value;
      }
      newest.put(
          instance + point.period + "@" + point.start,
          instance
              + " "
              + point.period
              + "@"
              + point.start
              + " "
              + point.sampleCount
              + " "
              + point.sum
              + " "
              + point.minimum
              + " "
              + point.maximum);
    }
    return new HashSet<>(newest.values());
  }

  static Set<String> transitions(String run) {
    Set<String> found = new HashSet<>();
    for (TransitionRecord transition :
        CollectingSink.<TransitionRecord>collected(run + "-transitions")) {
      found.add(
          instance(transition.alarm)
              + "@"
              + transition.periodEnd
              + " "
              + transition.oldState
              + " "
              + transition.newState);
    }
    return found;
  }

  private static String instance(String name) {
    return name.replaceFirst(" \\[Principal=(.*)]$", "/$1");
  }

  /** What the ALARMs of these periods are called, {@code instance@end} each. */
  private static Set<String> alarmIds(Set<String> periods, RuleSet rules) {
    Map<String, Alarm> alarms = new HashMap<>();
    rules.alarms().forEach(alarm -> alarms.put(alarm.name(), alarm));
    Set<String> ids = new HashSet<>();
    for (String period : periods) {
      int at = period.lastIndexOf('@');
      String[] instance = period.substring(0, at).split("/", 2);
      long end = Long.parseLong(period.substring(at + 1));
      Alarm alarm = alarms.get(instance[0]);
      ids.add(
          Notification.builder(
                  AlarmConfiguration.builder(alarm.name(), alarm.spec()).id(alarm.id()).build())
              .dimensions(instance.length == 1 ? Map.of() : Map.of("Principal", instance[1]))
              .transition(AlarmState.OK, AlarmState.ALARM, "")
              .times(end, end)
              .build()
              .notificationId());
    }
    return ids;
  }

  static Map<String, Map<String, Matcher>> matchers() {
    Map<String, Matcher> before = new HashMap<>();
    before.put("burst", new Matcher(event -> event.name().equals("CallA"), false, null));
    before.put("calls-b", new Matcher(event -> event.name().equals("CallB"), false, null));
    before.put("calls-c", new Matcher(event -> event.name().equals("CallC"), false, null));
    before.put("sizes", new Matcher(event -> event.name().equals("CallD"), true, null));
    before.put("share", new Matcher(event -> event.name().equals("CallC"), false, 0.25));
    before.put("who", new Matcher(event -> event.size() >= 2, false, null));
    before.put("never", new Matcher(event -> false, false, null));
    Map<String, Matcher> after = new HashMap<>(before);
    after.put("burst", new Matcher(event -> event.name().equals("CallB"), false, null));
    after.put("fresh", new Matcher(event -> event.name().equals("CallA"), false, null));
    return Map.of("before", before, "after", after);
  }

  static RuleSetRecord rules(long number, String file, long effectiveFrom) throws Exception {
    RuleSetRecord rules = new RuleSetRecord();
    rules.number = number;
    rules.version = file;
    rules.effectiveFrom = effectiveFrom;
    rules.adoptedOn = LocalDate.of(2026, 3, 1).toEpochDay();
    rules.names = new String[] {file};
    rules.texts = new String[] {text(file).text()};
    return rules;
  }

  static SourceText text(String file) throws Exception {
    try (var in = DetectionJobITCase.class.getResourceAsStream("/timeline/" + file)) {
      return SourceText.of(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Throws now and then, so that the job restarts from its last checkpoint. */
  private static final class Failing implements MapFunction<RawRecord, RawRecord> {
    private static final long serialVersionUID = 1L;
    private final String run;
    private final int every;
    private int seen;

    Failing(String run, int every) {
      this.run = run;
      this.every = every;
    }

    @Override
    public RawRecord map(RawRecord record) {
      if (++seen > every && FAILURES.get(run).getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("an injected failure");
      }
      return record;
    }
  }
}
