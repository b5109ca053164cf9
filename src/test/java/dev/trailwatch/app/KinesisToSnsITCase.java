package dev.trailwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.s3.S3Server;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.event.Payloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way: from a record in Kinesis to a message at SNS, by the configured application. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class KinesisToSnsITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
  private static final String HEALTH = "arn:aws:sns:us-east-1:111122223333:health";
  private static final String MALLORY = "arn:aws:iam::111122223333:user/mallory";

  private static final InMemoryReporter METRICS = InMemoryReporter.create();

  @RegisterExtension static final KinesisEmulator KINESIS = new KinesisEmulator();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private final SnsServer sns = new SnsServer();
  private final S3Server s3 = new S3Server();

  @AfterEach
  void end() {
    sns.close();
    s3.close();
  }

  @Test
  void matchingEventsAlarmOnceTheirSilenceClearsAndAnEditedRuleTakesEffect() throws Exception {
    KINESIS.createStream("trail", 2);
    writeRules("CreateUser");
    s3.put("trail/accounts.csv", "id,name\n111122223333,production\n");
    JobClient job = start();
    await("the job to run", () -> job.getJobStatus().join() == JobStatus.RUNNING);
    awaitRoomInTheMinute();

    // what is no event at all, and what is one for nobody
    KINESIS.put(
        "trail",
        List.of(
            Payloads.gzip(Payloads.CONTROL),
            truncated(Payloads.gzip(Payloads.data("{\"eventName\":\"ConsoleLogin\"}"))),
            Payloads.gzip("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1111"),
            record(event("e0", "DescribeInstances", null), event("e00", "DeleteUser", null))));
    Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    KINESIS.put(
        "trail",
        List.of(
            record(
                event("e1", "ConsoleLogin", "Failed authentication"),
                event("e2", "ListBuckets", null)),
            record(event("e3", "ConsoleLogin", "Failed authentication"))));
    Thread.sleep(1_500);
    assertThat(told()).as("two of three").isEmpty();
    KINESIS.put("trail", List.of(record(event("e4", "ConsoleLogin", "Failed authentication"))));
    await("the alarm", () -> !told().isEmpty());

    SnsServer.Message message = told().get(0);
    assertThat(message.topicArn()).isEqualTo(TOPIC);
    assertThat(message.subject()).isEqualTo("ALARM: \"failed-logins\" in US East (N. Virginia)");
    assertThat(message.attributes())
        .containsEntry("state", "ALARM")
        .containsEntry("severity", "high")
        .containsEntry("rule", "failed-logins")
        .containsEntry("account", "111122223333");
    JsonNode alarm = body(message);
    assertThat(alarm.get("AlarmName").asText()).isEqualTo("failed-logins");
    assertThat(alarm.get("AWSAccountId").asText()).isEqualTo("111122223333");
    assertThat(alarm.get("NewStateValue").asText()).isEqualTo("ALARM");
    assertThat(alarm.at("/Trigger/Threshold").asDouble()).isEqualTo(3.0);
    JsonNode evidence = alarm.get("Evidence");
    assertThat(evidence.get("count").asInt()).isEqualTo(3);
    assertThat(evidence.at("/principals/0/arn").asText()).isEqualTo(MALLORY);
    assertThat(evidence.at("/principals/0/count").asInt()).isEqualTo(3);
    assertThat(evidence.get("sourceIPs").toString()).contains("203.0.113.7");
    assertThat(evidence.at("/eventNames/0/name").asText()).isEqualTo("ConsoleLogin");
    assertThat(evidence.at("/samples").findValuesAsText("eventID"))
        .containsExactlyInAnyOrder("e1", "e3", "e4");
    assertThat(Instant.parse(evidence.get("firstEventTime").asText()))
        .isBetween(first.minusSeconds(1), Instant.now());
    assertThat(alarm.at("/Trailwatch/earlyAlarm").asBoolean()).isTrue();

    assertThat(evidence.at("/accounts/0/name").asText()).isEqualTo("production");

    // a rule is spoilt: whoever looks after the engine hears of it, and the last set stays
    s3.put("trail/rules/rules.yaml", "version: 1\nrules:\n  - name: users\n    patern: ''\n");
    await("the health notice", () -> health().size() == 1);
    assertThat(health().get(0).subject()).isEqualTo("ALARM: \"trailwatch-rules-rejected\"");
    assertThat(body(health().get(0)).at("/NewStateReason").asText())
        .contains("stays in force")
        .contains("s3://trail/rules/rules.yaml:4")
        .contains("patern");

    // a rule is edited: what it saw before was none of its business, now it is
    writeRules("DeleteUser");
    await("the next health notice", () -> health().size() == 2);
    assertThat(health().get(1).subject()).isEqualTo("OK: \"trailwatch-rules-rejected\"");
    assertThat(body(health().get(1)).at("/NewStateReason").asText()).contains("~ users");
    Thread.sleep(3_000);
    KINESIS.put("trail", List.of(record(event("e5", "DeleteUser", null))));
    await("the edited rule's alarm", () -> ofAlarm("users").size() == 1);
    assertThat(body(ofAlarm("users").get(0)).at("/Evidence/samples/0/eventID").asText())
        .isEqualTo("e5");

    await("both to clear", () -> told().size() >= 4);
    // two records were undecodable: told at the first
    assertThat(health("trailwatch-undecodable-record")).hasSize(1);
    // nothing but a check of the destination comes any more, and that is no life
    KINESIS.put("trail", List.of(Payloads.gzip(Payloads.CONTROL)));
    await("the dead man's switch", () -> !health("trail-silent").isEmpty());
    assertThat(body(health("trail-silent").get(0)).get("AlarmName").asText())
        .isEqualTo("trail-silent [Account=111122223333, Region=us-east-1, LogGroup=trail]");
    Thread.sleep(1_500);
    for (String name : List.of("failed-logins", "users")) {
      assertThat(ofAlarm(name))
          .extracting(m -> m.attributes().get("state"))
          .containsExactly("ALARM", "OK");
    }
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(getClass().getResourceAsStream("/notification/sns-message.schema.json"));
    for (SnsServer.Message each : told()) {
      assertThat(schema.validate(body(each))).isEmpty();
    }
    assertThat(sns.texts(m -> m.attributes().get("notificationId"))).doesNotHaveDuplicates();

    Map<String, Long> counts = counts(job);
    assertThat(counts)
        .containsEntry("recordsIn", 9L)
        .containsEntry("recordsDecoded", 5L)
        .containsEntry("recordsControl", 2L)
        .containsEntry("recordsUndecodable", 2L)
        .containsEntry("eventsIn", 7L)
        .containsEntry("eventsMatched", 4L)
        .containsEntry("eventsUnmatched", 3L)
        .containsEntry("eventsRejected", 0L)
        .containsEntry("ruleReloads", 1L)
        .containsEntry("ruleReloadsRejected", 1L)
        // four of alarms, two of the engine about itself
        .containsEntry("notificationsSent", 8L)
        .containsEntry("notificationsRetried", 0L)
        .containsEntry("notificationsFailed", 0L);
    assertThat(gauge(job, "heartbeat")).isEqualTo(1);
    assertThat(gauge(job, "rulesLoaded")).isEqualTo(2);
    assertThat(gauge(job, "watermarkLag")).isBetween(5_000L, 60_000L);
    String version = body(ofAlarm("users").get(0)).at("/Trailwatch/ruleSetVersion").asText();
    assertThat(gauge(job, "ruleSetVersion")).isEqualTo(Long.parseLong(version, 16));
    // two alarms without groups
    assertThat(gauge(job, "alarmSeries")).isEqualTo(2);
    assertThat(names(job)).as("what dashboard and alarms show").containsAll(deployed());
    await("the dead letters", () -> deadLetters().size() == 2);
    assertThat(deadLetters()).allMatch(line -> line.contains("\"origin\":\"shardId-"));
    job.cancel().get();
    await("the job's end", () -> job.getJobStatus().join().isGloballyTerminalState());
  }

  private JobClient start() throws Exception {
    Map<String, Properties> groups = new TreeMap<>();
    KINESIS
        .source("trail", "TRIM_HORIZON")
        .forEach((key, value) -> set(groups, "trailwatch.source", key, value));
    set(groups, "trailwatch.rules", "location", "s3://trail/rules/");
    set(groups, "trailwatch.accounts", "location", "s3://trail/accounts.csv");
    set(groups, "trailwatch.runtime", "s3.endpoint", s3.endpoint().toString());
    set(groups, "trailwatch.rules", "poll.interval", "200ms");
    set(groups, "trailwatch.time", "lateness", "5s");
    set(groups, "trailwatch.time", "trail.silent.after", "45s");
    set(groups, "trailwatch.sink", "type", "sns");
    set(groups, "trailwatch.sink", "topic.security", TOPIC);
    set(groups, "trailwatch.sink", "topic.health", HEALTH);
    set(groups, "trailwatch.sink", "aws.endpoint", sns.endpoint().toString());
    set(groups, "trailwatch.runtime", "account.id", "111122223333");
    set(groups, "trailwatch.dead-letter", "location", "s3://trail/dead-letters");
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(1_000);
    DetectionApp.of(JobConfig.of(groups)).addTo(env);
    return env.executeAsync();
  }

  private static void set(Map<String, Properties> groups, String group, String key, String value) {
    groups.computeIfAbsent(group, name -> new Properties()).setProperty(key, value);
  }

  /** Two rules; the second watches calls of one name. */
  private void writeRules(String eventName) {
    String text =
        """
        version: 1
        rules:
          - name: failed-logins
            severity: high
            pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }'
            metric: {namespace: Security/CloudTrail, name: FailedLogins, value: 1}
            alarm:
              statistic: Sum
              period: 60
              evaluation_periods: 1
              comparison_operator: GreaterThanOrEqualToThreshold
              threshold: 3
              treat_missing_data: notBreaching
              alarm_actions: [security]
              ok_actions: [security]
          - name: users
            severity: low
            pattern: '{ $.eventName = %s }'
            metric: {namespace: Security/CloudTrail, name: Users, value: 1}
            alarm:
              statistic: Sum
              period: 60
              evaluation_periods: 1
              comparison_operator: GreaterThanOrEqualToThreshold
              threshold: 1
              treat_missing_data: notBreaching
              alarm_actions: [security]
              ok_actions: [security]
        """
            .formatted(eventName);
    s3.put("trail/rules/rules.yaml", text);
  }

  /** The three failed logins must fall into one period of a minute. */
  private static void awaitRoomInTheMinute() throws InterruptedException {
    long left = 60_000 - System.currentTimeMillis() % 60_000;
    if (left < 25_000) {
      Thread.sleep(left + 500);
    }
  }

  private static String event(String id, String name, String errorMessage) {
    return "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\""
        + MALLORY
        + "\",\"accountId\":\"111122223333\",\"userName\":\"mallory\"},\"eventTime\":\""
        + Instant.now().truncatedTo(ChronoUnit.SECONDS)
        + "\",\"eventSource\":\"signin.amazonaws.com\",\"eventName\":\""
        + name
        + "\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"203.0.113.7\",\"eventID\":\""
        + id
        + "\",\"recipientAccountId\":\"111122223333\""
        + (errorMessage == null ? "" : ",\"errorMessage\":\"" + errorMessage + "\"")
        + "}";
  }

  private static byte[] record(String... events) {
    return Payloads.gzip(Payloads.data(events));
  }

  private static byte[] truncated(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private List<SnsServer.Message> told() {
    return sns.taken().stream().filter(m -> m.topicArn().equals(TOPIC)).toList();
  }

  /** What the health topic heard of the rules. */
  private List<SnsServer.Message> health() {
    return health("trailwatch-rules-rejected");
  }

  private List<SnsServer.Message> health(String alarm) {
    return sns.taken().stream()
        .filter(m -> m.topicArn().equals(HEALTH) && m.subject().contains('"' + alarm + '"'))
        .toList();
  }

  private List<String> deadLetters() {
    return s3.objects().tailMap("trail/dead-letters/").values().stream()
        .flatMap(object -> new String(object, StandardCharsets.UTF_8).lines())
        .filter(line -> line.startsWith("{\"reason\""))
        .toList();
  }

  private List<SnsServer.Message> ofAlarm(String name) {
    return told().stream().filter(m -> m.attributes().get("rule").equals(name)).toList();
  }

  private static JsonNode body(SnsServer.Message message) throws IOException {
    return JSON.readTree(JSON.readTree(message.document()).get("default").asText());
  }

  /** The job's counters, summed over subtasks. */
  private static Map<String, Long> counts(JobClient job) {
    Map<String, Long> counts = new TreeMap<>();
    METRICS
        .findMetrics(job.getJobID(), ".*kinesisanalytics.*")
        .forEach((name, metric) -> add(counts, name, metric));
    return counts;
  }

  /** The names of the metrics that a running job has. */
  private static Set<String> names(JobClient job) {
    Set<String> names = new TreeSet<>();
    METRICS
        .findMetrics(job.getJobID(), ".*kinesisanalytics.*")
        .keySet()
        .forEach(name -> names.add(name.substring(name.lastIndexOf('.') + 1)));
    return names;
  }

  /** The engine's metrics that the dashboard and the alarms on the engine name. */
  private static Set<String> deployed() throws IOException {
    Path module = Path.of("deploy/modules/flink-app");
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(module.resolve("dashboard.tf"))) {
      Matcher list = Pattern.compile("title = .*metrics = \\[(.*)\\] }").matcher(line);
      if (list.find()) {
        names.addAll(List.of(list.group(1).replace("\"", "").split(", ")));
      }
    }
    for (String line : Files.readAllLines(module.resolve("alarms.tf"))) {
      Matcher name = Pattern.compile("metric_name += \"([A-Za-z]+)\"").matcher(line);
      if (name.find()) {
        names.add(name.group(1));
      }
    }
    assertThat(names).contains("heartbeat", "watermarkLag", "notificationsFailed");
    // Flink's own, which the service reports of every application
    names.removeAll(
        Set.of(
            "uptime",
            "downtime",
            "lastCheckpointDuration",
            "lastCheckpointSize",
            "numberOfFailedCheckpoints"));
    return names;
  }

  private static long gauge(JobClient job, String name) {
    return METRICS.findMetrics(job.getJobID(), ".*kinesisanalytics.*" + name).values().stream()
        .map(metric -> ((Gauge<?>) metric).getValue())
        .mapToLong(value -> ((Number) value).longValue())
        .max()
        .orElseThrow();
  }

  private static void add(Map<String, Long> counts, String name, Metric metric) {
    if (metric instanceof Counter counter) {
      counts.merge(name.substring(name.lastIndexOf('.') + 1), counter.getCount(), Long::sum);
    }
  }

  /** An event at a minute's beginning is judged calm two minutes and the lateness later. */
  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not within four minutes: " + what);
      }
      Thread.sleep(20);
    }
  }
}
