package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.connector.rules.RuleFiles;
import dev.trailwatch.connector.rules.RuleSource;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.connector.sns.SnsSink;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import dev.trailwatch.wire.TransitionRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job stopped with a savepoint and started again from it: at another parallelism, and from the
 * state that each released layout has left in {@code src/test/resources/savepoints}.
 *
 * <p>{@code -Dgolden=write} writes the state of this build. A layout that has been released is
 * never written again: what an upgrade meets is what was written then.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SavepointITCase {
  private static final long SEED = 7;
  private static final Path FIXTURES = Path.of("src/test/resources/savepoints");
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path folder;

  private final Timeline timeline = Timeline.random(SEED);
  private final List<RawRecord> records = timeline.records();
  private final Map<String, String> datapoints = new TreeMap<>();
  private final Set<String> transitions = new TreeSet<>();
  private final Set<String> alarmIds = new TreeSet<>();
  private final SnsServer sns = new SnsServer();

  SavepointITCase() {
    // the SDK signs what it sends
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void end() {
    sns.close();
  }

  @Test
  void countsAndStatesSurviveEveryParallelism() throws Exception {
    Path first = leg("scale-1", 1, null, records.size() / 3);
    Path second = leg("scale-2", 2, first, 2 * records.size() / 3);
    Path third = leg("scale-4", 4, second, 5 * records.size() / 6);
    leg("scale-1-again", 1, third, records.size());
    compare();
  }

  @Test
  void thisBuildGoesOnFromEveryReleasedStateLayout() throws Exception {
    if ("write".equals(System.getProperty("golden"))) {
      write(FIXTURES.resolve("0.1.0"));
    }
    List<Path> layouts;
    try (Stream<Path> folders = Files.list(FIXTURES)) {
      layouts = folders.sorted().toList();
    }
    assertThat(layouts).isNotEmpty();
    for (Path layout : layouts) {
      datapoints.clear();
      transitions.clear();
      alarmIds.clear();
      Files.readAllLines(layout.resolve("datapoints")).forEach(this::datapoint);
      transitions.addAll(Files.readAllLines(layout.resolve("transitions")));
      alarmIds.addAll(Files.readAllLines(layout.resolve("alarm-ids")));
      leg("from-" + layout.getFileName(), 2, layout.resolve("savepoint"), records.size());
      compare();
    }
  }

  /** The first half of the timeline, its state, and what was said of it until then. */
  private void write(Path layout) throws Exception {
    if (Files.exists(layout)) {
      try (Stream<Path> files = Files.walk(layout)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    Files.createDirectories(layout);
    // what SNS does not take is in the state too
    sns.mode(SnsServer.Mode.UNAVAILABLE);
    Path savepoint = leg("write", 2, null, records.size() / 2);
    sns.mode(SnsServer.Mode.SCRIPT);
    Files.move(savepoint, layout.resolve("savepoint"));
    Files.write(
        layout.resolve("datapoints"),
        datapoints.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    Files.write(layout.resolve("transitions"), transitions);
    Files.write(layout.resolve("alarm-ids"), alarmIds);
  }

  /** Plays up to a record; stops with a savepoint unless it was the last. */
  private Path leg(String run, int parallelism, Path from, int upTo) throws Exception {
    boolean last = upTo == records.size();
    JobClient job = start(run, parallelism, from, records.subList(0, upTo));
    FlinkWait.until("running", () -> job.getJobStatus().join() == JobStatus.RUNNING);
    int before = -1;
    // the source stands still at the end of its part; so do, soon after, the alarms
    while (said(run) == 0 || before < said(run) || (last && !complete(run))) {
      before = said(run);
      Thread.sleep(1_500);
    }
    Path savepoint = null;
    if (last) {
      FlinkWait.until(
          "what SNS had not taken before",
          () -> sns.texts(m -> m.attributes().get("notificationId")).containsAll(alarmIds));
      job.cancel().get();
    } else {
      String place =
          job.stopWithSavepoint(
                  false,
                  folder.resolve("savepoints").toUri().toString(),
                  SavepointFormatType.CANONICAL)
              .get();
      savepoint = Path.of(URI.create(place));
    }
    take(run);
    FlinkWait.until("its end", () -> job.getJobStatus().join().isGloballyTerminalState());
    return savepoint;
  }

  private JobClient start(String run, int parallelism, Path from, List<RawRecord> part)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
    if (from != null) {
      configuration.set(
          StateRecoveryOptions.SAVEPOINT_PATH, from.toAbsolutePath().toUri().toString());
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.enableCheckpointing(500);
    RuleSetRecord initial = DetectionJobITCase.rules(0, "before.yaml", Long.MIN_VALUE);
    initial.version = RuleFileReader.read(List.of(text())).ruleSet().version();
    var sets =
        RuleSource.adopted(
            RuleSource.polling(
                    RuleFiles.at(List.of(rules())),
                    initial,
                    Duration.ofMillis(500),
                    Duration.ofMillis(500))
                .addTo(env, OperatorIds.RULES),
            OperatorIds.RULE_SETS);
    var source =
        env.fromSource(
                TimelineSource.of(run, 1_500, part),
                TimelineSource.byArrival(Timeline.LATENESS),
                "timeline",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .uid(OperatorIds.SOURCE);
    Map<String, String> topics = Map.of("default", TOPIC);
    JobOptions options = JobOptions.live("auto", 86_400_000, "111122223333", "us-east-1", topics);
    DetectionJob job = DetectionJob.on(source, sets, initial, options);
    job.notices()
        .sinkTo(
            new SnsSink(
                topics,
                sns.endpoint(),
                (notice, topic, reason, now) -> {},
                (refused, topic, reason, now) -> null))
        .setParallelism(1)
        .uid(OperatorIds.NOTICES);
    job.datapoints().sinkTo(new CollectingSink<>(run + "-datapoints")).uid("b");
    job.transitions().sinkTo(new CollectingSink<>(run + "-transitions")).uid("c");
    return env.executeAsync(run);
  }

  private static dev.trailwatch.diagnostic.SourceText text() throws Exception {
    return DetectionJobITCase.text("before.yaml");
  }

  private Path rules() throws Exception {
    Path file = folder.resolve("before.yaml");
    if (!Files.exists(file)) {
      Files.writeString(file, text().text());
    }
    return file;
  }

  private static int said(String run) {
    return CollectingSink.collected(run + "-transitions").size()
        + CollectingSink.collected(run + "-datapoints").size();
  }

  private boolean complete(String run) {
    take(run);
    TimelineOracle oracle = oracle();
    return transitions.containsAll(oracle.transitions) && lines().containsAll(oracle.datapoints);
  }

  private void take(String run) {
    DetectionJobITCase.datapoints(run).forEach(this::datapoint);
    transitions.addAll(DetectionJobITCase.transitions(run));
    for (TransitionRecord each : CollectingSink.<TransitionRecord>collected(run + "-transitions")) {
      if (each.newState.equals("ALARM")) {
        alarmIds.add(each.notificationId);
      }
    }
  }

  private void datapoint(String line) {
    int key = line.indexOf(' ', line.indexOf('@'));
    datapoints.put(line.substring(0, key), line.substring(key + 1));
  }

  private Set<String> lines() {
    Set<String> lines = new HashSet<>();
    datapoints.forEach((key, value) -> lines.add(key + " " + value));
    return lines;
  }

  private TimelineOracle oracle() {
    try {
      RuleSet rules = RuleFileReader.read(List.of(text())).ruleSet();
      TimelineOracle oracle =
          new TimelineOracle(rules, DetectionJobITCase.matchers(), Long.MAX_VALUE);
      long start = timeline.events().get(0).arrival() - Timeline.LATENESS;
      Map<String, Long> startOf = new HashMap<>();
      rules.alarms().forEach(alarm -> startOf.put(alarm.name(), start));
      oracle.run(timeline.events(), startOf);
      return oracle;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void compare() throws Exception {
    TimelineOracle oracle = oracle();
    assertThat(DetectionJobITCase.difference(lines(), oracle.datapoints)).isEmpty();
    assertThat(DetectionJobITCase.difference(transitions, oracle.transitions)).isEmpty();
    assertThat(oracle.transitions.size()).as("the timeline says something").isGreaterThan(40);
  }

  /** Waiting for what a job does in its own time. */
  private static final class FlinkWait {
    interface Condition {
      boolean holds();
    }

    static void until(String what, Condition condition) throws InterruptedException {
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!condition.holds()) {
        assertThat(System.nanoTime()).as("not within a minute: " + what).isLessThan(deadline);
        Thread.sleep(50);
      }
    }
  }
}
