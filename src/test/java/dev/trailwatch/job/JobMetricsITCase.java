package dev.trailwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.connector.rules.RuleFiles;
import dev.trailwatch.connector.rules.RuleSource;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.connector.sns.SnsSink;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.job.TimelineSource.Gate;
import dev.trailwatch.rulefile.RuleFileReader;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The metrics that the operations page names, as a reporter sees them. */
class JobMetricsITCase {
  private static final InMemoryReporter METRICS = InMemoryReporter.create();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final String GROUP = "kinesisanalytics.";
  private static final long MINUTE = 60_000;
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
  private static final String RULES =
      """
      version: 1
      rules:
        - name: hits
          pattern: '{ $.eventName = "Hit" }'
          metric: {dimensions: {Principal: '@principal'}}
          alarm: {group_by: [Principal]}
      """;

  @TempDir Path folder;

  @Test
  void everyMetricIsThereAndLiveInstancesAreCounted() throws Exception {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    AtomicBoolean later = new AtomicBoolean();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      String event =
          "{\"eventTime\":\"%s\",\"eventID\":\"e%d\",\"eventName\":\"Hit\",\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:user/u%d\"}}\n";
      lines.append(event.formatted(Instant.ofEpochMilli(START), i, i));
    }
    List<RawRecord> records = new ArrayList<>();
    records.add(JobRun.lines(lines.toString(), START));
    records.add(JobRun.lines("", START + 60 * MINUTE));
    Map<Integer, Gate<RawRecord>> gates = new HashMap<>();
    gates.put(1, new Gate<>(later::get, () -> null));
    try (SnsServer sns = new SnsServer()) {
      JobClient job = start(records, gates, sns);
      await("an instance of each principal", () -> value(job, "alarmSeries") == 7);
      await("messages", () -> value(job, "notificationsSent") == 7);

      Set<String> names = new TreeSet<>();
      METRICS
          .findMetrics(job.getJobID(), ".*kinesisanalytics.*")
          .keySet()
          .forEach(name -> names.add(name.substring(name.indexOf(GROUP) + GROUP.length())));
      assertThat(names)
          .contains(
              "recordsIn",
              "recordsDecoded",
              "recordsControl",
              "recordsUndecodable",
              "eventsIn",
              "eventsMatched",
              "eventsUnmatched",
              "eventsRejected",
              "lateEvents",
              "futureEvents",
              "duplicateEvents",
              "ruleSetLate",
              "rulesLoaded",
              "ruleSetVersion",
              "ruleReloads",
              "ruleReloadsRejected",
              "transitions",
              "notificationsSent",
              "notificationsRetried",
              "notificationsFailed",
              "alarmSeries",
              "watermarkLag",
              "heartbeat");
      String page = Files.readString(Path.of("src/site/markdown/operations.md"));
      assertThat(names)
          .allSatisfy(
              name ->
                  assertThat(page)
                      .contains("`" + name.replaceAll("^matches\\..*", "matches.<rule>") + "`"));
      assertThat(names).contains("matches.hits");
      assertThat(value(job, "matches.hits")).isEqualTo(7);

      later.set(true);
      await("the end of all instances", () -> value(job, "alarmSeries") == 0);
      job.cancel().get();
    }
  }

  private JobClient start(
      List<RawRecord> records, Map<Integer, Gate<RawRecord>> gates, SnsServer sns)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    Path file = Files.writeString(folder.resolve("rules.yaml"), RULES);
    RuleSetRecord initial = new RuleSetRecord();
    initial.effectiveFrom = Long.MIN_VALUE;
    initial.adoptedOn = 20_513;
    initial.names = new String[] {"rules.yaml"};
    initial.texts = new String[] {RULES};
    initial.version =
        RuleFileReader.read(List.of(SourceText.of("rules.yaml", RULES))).ruleSet().version();
    var sets =
        RuleSource.adopted(
            RuleSource.polling(
                    RuleFiles.at(List.of(file)),
                    initial,
                    Duration.ofMillis(500),
                    Duration.ofMillis(500))
                .addTo(env, OperatorIds.RULES),
            OperatorIds.RULE_SETS);
    var source =
        env.fromSource(
                TimelineSource.of("metrics", records, gates),
                TimelineSource.byArrival(MINUTE),
                "timeline",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .uid(OperatorIds.SOURCE);
    Map<String, String> topics = Map.of("default", TOPIC);
    JobOptions options =
        JobOptions.live("auto", 0, "111122223333", "us-east-1", topics)
            .withRuleMetrics(List.of("h*"));
    DetectionJob.on(source, sets, initial, options)
        .notices()
        .sinkTo(
            new SnsSink(
                topics,
                sns.endpoint(),
                (notice, topic, reason, now) -> {},
                (refused, topic, reason, now) -> null))
        .setParallelism(1)
        .uid(OperatorIds.NOTICES);
    return env.executeAsync("metrics");
  }

  /** A metric, summed over its subtasks. */
  private static long value(JobClient job, String name) {
    long sum = 0;
    for (Metric metric :
        METRICS.findMetrics(job.getJobID(), ".*kinesisanalytics." + name).values()) {
      sum +=
          metric instanceof Counter counter
              ? counter.getCount()
              : ((Number) ((Gauge<?>) metric).getValue()).longValue();
    }
    return sum;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within two minutes: " + what).isLessThan(until);
      Thread.sleep(20);
    }
  }
}
