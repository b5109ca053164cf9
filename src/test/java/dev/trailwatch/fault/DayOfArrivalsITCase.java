package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailwatch.app.DetectionApp;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.replay.LineFileSink;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.event.Payloads;
import dev.trailwatch.job.DetectionJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job over a day of arrivals, from TRIM_HORIZON: all of them on one shard and none on the
 * other, honest events, late ones and such as lie about their time. Each counts in its minute.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DayOfArrivalsITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long LATENESS = 10 * MINUTE;

  /** How much older late events are than the day's end, which lies twelve minutes back. */
  private static final long[] LATE = {0, 120 * MINUTE, 23 * 60 * MINUTE};

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

  @TempDir private Path folder;

  private final SnsServer sns = new SnsServer();
  private final Random random = new Random(42);
  private final List<byte[]> records = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  /** How many events each minute must hold. */
  private final Map<Long, Integer> truth = new TreeMap<>();

  /** The day's end: long enough ago for all of it to be settled once the job has caught up. */
  private long end;

  private int number;

  @BeforeEach
  void begin() {
    end = System.currentTimeMillis() / MINUTE * MINUTE - LATENESS - 2 * MINUTE;
  }

  @AfterEach
  void close() {
    sns.close();
  }

  @Test
  void aDayOfBacklogOnOneShardAndNoneOnTheOtherIsExactAndNothingOfItIsLate() throws Exception {
    for (long arrival = end - DAY; arrival <= end; arrival += MINUTE / 2) {
      honest(arrival);
    }
    Map<String, Long> counts = run("day-backlog", () -> {}, 0);
    assertThat(counts)
        .containsEntry("eventsMatched", (long) number)
        .containsEntry("lateEvents", 0L)
        .containsEntry("tooLateEvents", 0L)
        .containsEntry("futureEvents", 0L);
    assertThat(sns.taken()).isEmpty();
  }

  @Test
  void lateAndForgedTimesChangeNoOtherEventsFate() throws Exception {
    for (long arrival = end - DAY; arrival <= end; arrival += MINUTE) {
      honest(arrival);
      if (arrival == end - DAY / 2) {
        forgeries(arrival + 1);
      }
      for (int i = 0; i < LATE.length; i++) {
        if (arrival == end - LATE[i]) {
          event(arrival, arrival, "Count" + i);
          event(arrival, arrival, "Count" + i);
        }
      }
    }
    Map<String, Long> counts = run("forged", this::lateEvents, 12);
    assertThat(said())
        .containsExactlyInAnyOrder(
            "late0 ALARM",
            "late0 OK",
            "late1 ALARM",
            "late1 OK",
            "late2 ALARM",
            "late2 OK",
            "count0 ALARM",
            "count0 OK",
            "count1 ALARM",
            "count1 OK",
            "count2 ALARM",
            "count2 OK");
    assertThat(counts)
        .containsEntry("eventsMatched", (long) number)
        // each late event, for the alarm on all events and for its own
        .containsEntry("lateEvents", 12L)
        .containsEntry("futureEvents", 3L)
        .containsEntry("tooLateEvents", 2L);
  }

  /** They come when their minutes have long been settled. */
  private void lateEvents() {
    for (int i = 0; i < LATE.length; i++) {
      long now = System.currentTimeMillis();
      event(end - LATE[i], now, "Late" + i);
      event(end - LATE[i], now, "Count" + i);
    }
  }

  /** An event that is up to nine minutes old, as CloudTrail delivers them. */
  private void honest(long arrival) {
    event(arrival - random.nextInt((int) (LATENESS - MINUTE)), arrival, "Call");
  }

  private void event(long time, long arrival, String name) {
    put(arrival, "\"eventTime\":\"" + Instant.ofEpochMilli(time) + "\",", 1, name);
    expect(time);
  }

  /** Events that claim what cannot be, each of them decodable; they count where the docs say. */
  private void forgeries(long arrival) {
    // the far future is not believed: the minute of the arrival
    put(arrival, "\"eventTime\":\"2262-04-11T23:47:16Z\",", arrival, "Forged");
    put(arrival, "\"eventTime\":\"9999-12-31T23:59:59Z\",", arrival, "Forged");
    put(arrival, "", Long.MAX_VALUE, "Forged");
    // what claims nothing that is a time: the log event's time, else the arrival's
    put(arrival, "", arrival - 3 * MINUTE, "Forged");
    put(arrival, "\"eventTime\":12,", arrival - 3 * MINUTE, "Forged");
    put(arrival, "\"eventTime\":\"yesterday\",", arrival - 3 * MINUTE, "Forged");
    put(arrival, "\"eventTime\":\"\",", 0, "Forged");
    put(arrival, "\"eventTime\":null,", -5, "Forged");
    for (long time : new long[] {0, 0, 0, -3, -3, -3, 0, 0}) {
      expect(arrival + time * MINUTE);
    }
    // the far past is too late for any alarm, and counted as such
    put(arrival, "\"eventTime\":\"1970-01-01T00:00:00Z\",", arrival, "Forged");
    put(arrival, "\"eventTime\":\"2001-02-03T04:05:06Z\",", arrival, "Forged");
  }

  private void expect(long time) {
    truth.merge(time / MINUTE * MINUTE, 1, Integer::sum);
  }

  private void put(long arrival, String eventTime, long timestamp, String name) {
    String message =
        "{%s\"eventID\":\"e-%d\",\"eventName\":\"%s\"}".formatted(eventTime, number, name);
    String text =
        Payloads.data(message)
            .replaceFirst("\"timestamp\":[0-9]+", "\"timestamp\":" + timestamp)
            .replaceFirst("\"id\":\"[0-9]+\"", "\"id\":\"" + number++ + "\"");
    records.add(Payloads.gzip(text));
    keys.add(PastArrivals.key(arrival));
  }

  /**
   * Runs the job over the records until every minute is as expected, then over what else there is;
   * in the end it tells its counts.
   */
  private Map<String, Long> run(String stream, Runnable later, int messages) throws Exception {
    KINESIS.createStream(stream, 2);
    KINESIS.put(stream, records, keys, "0");
    long newest = Long.parseLong(keys.get(keys.size() - 1).substring(3));
    try (PastArrivals way = new PastArrivals(KINESIS.endpoint(), newest)) {
      JobClient job = start(stream, way.endpoint());
      awaitTruth();
      records.clear();
      keys.clear();
      later.run();
      KINESIS.put(stream, records, keys, "0");
      awaitTruth();
      // what should not come had its time
      Thread.sleep(2_000);
      assertThat(minutes()).isEqualTo(truth);
      FlinkCluster.await(
          messages + " messages", Duration.ofMinutes(1), () -> sns.taken().size() >= messages);
      Map<String, Long> counts = counts(job);
      job.cancel().get();
      FlinkCluster.await(
          "the end",
          Duration.ofMinutes(1),
          () -> job.getJobStatus().join().isGloballyTerminalState());
      return counts;
    }
  }

  private void awaitTruth() {
    try {
      FlinkCluster.await("every minute", Duration.ofMinutes(2), () -> minutes().equals(truth));
    } catch (AssertionError e) {
      assertThat(minutes()).isEqualTo(truth);
    }
  }

  private JobClient start(String stream, String endpoint) throws Exception {
    StringBuilder rules = new StringBuilder("version: 1\nrules:\n");
    rules.append("  - name: all\n    pattern: '{ $.eventName = \"*\" }'\n");
    rules.append(
        "    alarm: {period: 60, threshold: 100000, alarm_actions: [security], ok_actions: []}\n");
    for (int i = 0; i < LATE.length; i++) {
      for (String name : List.of("Late" + i, "Count" + i)) {
        rules
            .append("  - name: ")
            .append(name.replace('L', 'l').replace('C', 'c'))
            .append("\n    pattern: '{ $.eventName = ")
            .append(name)
            .append(" }'\n    alarm: {period: 60, threshold: ")
            .append(name.startsWith("Late") ? 1 : 3)
            .append(", alarm_actions: [security], ok_actions: [security]}\n");
      }
    }
    Path file = Files.createDirectories(folder.resolve("rules")).resolve("rules.yaml");
    Files.writeString(file, rules);
    Map<String, Properties> groups = new TreeMap<>();
    KINESIS
        .source(stream, "TRIM_HORIZON")
        .forEach((key, value) -> set(groups, "source", key, value));
    set(groups, "source", "aws.endpoint", endpoint);
    // a day in many answers, not in one
    set(groups, "source", "flink.shard.getrecords.maxrecordcount", "100");
    set(groups, "rules", "location", file.toString());
    set(groups, "time", "lateness", "10 min");
    set(groups, "time", "trail.silent.after", "0");
    set(groups, "sink", "type", "sns");
    set(groups, "sink", "topic.security", FaultRun.TOPIC);
    set(groups, "sink", "aws.endpoint", sns.endpoint().toString());
    set(groups, "runtime", "account.id", "111122223333");
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(1_000);
    DetectionJob graph = DetectionApp.of(JobConfig.of(groups)).addTo(env);
    graph
        .datapoints()
        .sinkTo(LineFileSink.appending(folder.resolve("datapoints"), new Lines.Datapoints()))
        .setParallelism(1)
        .uid("witness-datapoints");
    return env.executeAsync();
  }

  private static void set(Map<String, Properties> groups, String group, String key, String value) {
    groups.computeIfAbsent("trailwatch." + group, name -> new Properties()).setProperty(key, value);
  }

  /** The newest count of each minute. */
  private Map<Long, Integer> minutes() {
    Map<Long, Integer> minutes = new TreeMap<>();
    try {
      Path file = folder.resolve("datapoints");
      String text = Files.exists(file) ? Files.readString(file) : "";
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(line -> line.split("[|]", -1))
          .filter(parts -> parts[0].startsWith("all"))
          .forEach(
              parts ->
                  minutes.put(
                      Long.parseLong(parts[1]),
                      (int) Double.parseDouble(parts[2].split(" ", -1)[0])));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return minutes;
  }

  /** Alarm and state of each message, all of which must be marked late. */
  private List<String> said() throws IOException {
    List<String> said = new ArrayList<>();
    for (SnsServer.Message message : sns.taken()) {
      JsonNode body = JSON.readTree(JSON.readTree(message.document()).get("default").asText());
      assertThat(body.at("/Trailwatch/late").asBoolean()).as(body.toString()).isTrue();
      said.add(message.attributes().get("rule") + " " + message.attributes().get("state"));
    }
    return said;
  }

  private static Map<String, Long> counts(JobClient job) {
    Map<String, Long> counts = new TreeMap<>();
    METRICS
        .findMetrics(job.getJobID(), ".*kinesisanalytics.*")
        .forEach(
            (name, metric) -> {
              if (metric instanceof Counter counter) {
                counts.merge(
                    name.substring(name.lastIndexOf('.') + 1), counter.getCount(), Long::sum);
              }
            });
    return counts;
  }
}
