package dev.trailwatch.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailwatch.app.DetectionApp;
import dev.trailwatch.app.JobConfig;
import dev.trailwatch.connector.kinesis.KinesisEmulator;
import dev.trailwatch.connector.replay.LineFileSink;
import dev.trailwatch.connector.sns.SnsServer;
import dev.trailwatch.diagnostic.SourceText;
import dev.trailwatch.event.PoisonCorpus;
import dev.trailwatch.job.DetectionJob;
import dev.trailwatch.rule.RuleSet;
import dev.trailwatch.rulefile.RuleFileReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the job under load on a cluster of processes, with faults at will; in the end it is
 * compared with the oracle, datapoint by datapoint and transition by transition.
 */
final class FaultRun implements AutoCloseable {
  static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
  static final String HEALTH = "arn:aws:sns:us-east-1:111122223333:health";
  static final String REFUSED = "arn:aws:sns:us-east-1:111122223333:refused";
  static final long LATENESS = 10_000;
  private static final long MINUTE = 60_000;

  final long seed;
  final Random random;
  final KinesisEmulator kinesis;
  final SnsServer sns = new SnsServer();
  final Relay way;
  final FlinkCluster cluster;
  final Path folder;
  final String stream;
  final List<Long> recoveries = new ArrayList<>();
  Duration checkpointInterval = Duration.ofSeconds(1);
  private final int parallelism;
  private Load load;
  private String job = "";
  private long loadedAt;
  private int poisons;
  private double busiest;

  /** A cluster, a stream and the rules; nothing runs yet. */
  FaultRun(KinesisEmulator kinesis, Path folder, long seed, int taskManagers, int parallelism)
      throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    this.kinesis = kinesis;
    this.folder = folder.toAbsolutePath();
    this.parallelism = parallelism;
    this.stream = "faults-" + seed;
    this.way = new Relay(URI.create(kinesis.endpoint()));
    kinesis.createStream(stream, 2);
    Files.createDirectories(folder.resolve("rules"));
    rules(0);
    script(message -> null);
    say("seed " + seed);
    cluster = FlinkCluster.withThisBuild(this.folder.resolve("cluster"), taskManagers, 2);
    say(taskManagers + " TaskManagers stand");
  }

  /** What becomes of each message; one topic refuses all of its own, whatever the script says. */
  final void script(SnsServer.Script script) {
    sns.script(
        message ->
            message.topicArn().equals(REFUSED) ? "AuthorizationError" : script.errorCode(message));
  }

  /** Writes the rules; all of them but {@code moving} are the same at each turn. */
  final void rules(int turn) throws IOException {
    write(folder.resolve("rules/rules.yaml"), text("rules.yaml").text());
    write(folder.resolve("rules/moving.yaml"), moving(turn));
  }

  /** A rule that is edited while the job runs. */
  static String moving(int turn) {
    return "version: 1\nrules:\n  - name: moving\n    pattern: '{ $.eventName = Turn"
        + turn
        + " }'\n    alarm: {period: 60, alarm_actions: [security], ok_actions: [security]}\n";
  }

  static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Starts the job, from nothing or from a savepoint or checkpoint. */
  void start(Path savepoint) throws Exception {
    Map<String, Properties> groups = new TreeMap<>();
    Map<String, String> source = new TreeMap<>(kinesis.source(stream, "TRIM_HORIZON"));
    source.put("aws.endpoint", way.endpoint().toString());
    source.put("flink.shard.discovery.intervalmillis", "2000");
    source.forEach((key, value) -> set(groups, "source", key, value));
    set(groups, "rules", "location", folder.resolve("rules").toString());
    set(groups, "rules", "poll.interval", "200ms");
    set(groups, "time", "lateness", LATENESS + " ms");
    set(groups, "sink", "type", "sns");
    set(groups, "sink", "topic.security", TOPIC);
    set(groups, "sink", "topic.health", HEALTH);
    set(groups, "sink", "topic.refused", REFUSED);
    set(groups, "sink", "aws.endpoint", sns.endpoint().toString());
    set(groups, "runtime", "account.id", "111122223333");
    set(groups, "dead-letter", "location", folder.resolve("dead-letters.jsonl").toString());
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100_000);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            "127.0.0.1", cluster.restPort(), configuration);
    env.setParallelism(parallelism);
    env.setMaxParallelism(128);
    DetectionJob graph = DetectionApp.of(JobConfig.of(groups)).addTo(env);
    graph
        .datapoints()
        .sinkTo(LineFileSink.appending(folder.resolve("datapoints"), new Lines.Datapoints()))
        .setParallelism(1)
        .uid("witness-datapoints");
    graph
        .transitions()
        .sinkTo(LineFileSink.appending(folder.resolve("transitions"), new Lines.Transitions()))
        .setParallelism(1)
        .uid("witness-transitions");
    job = env.executeAsync("faults").getJobID().toString();
    awaitRunning();
    say(savepoint == null ? "the job runs" : "the job runs again, from " + savepoint.getFileName());
  }

  private static void set(Map<String, Properties> groups, String group, String key, String value) {
    groups.computeIfAbsent("trailwatch." + group, name -> new Properties()).setProperty(key, value);
  }

  void awaitRunning() {
    FlinkCluster.await("the job to run", Duration.ofSeconds(90), () -> cluster.runs(job));
  }

  /** When the job was last restarted, epoch milliseconds; 0 if never. */
  long restartedAt() {
    return cluster.restartedAt(job);
  }

  /** Starts the events. */
  void load(int rate) {
    loadedAt = System.currentTimeMillis();
    load = new Load(kinesis, stream, rate, seed);
  }

  /** How many events the load has put so far. */
  long events() {
    return load.events();
  }

  /** Puts one event more. */
  void put(String event) {
    load.put(event);
  }

  /** Waits until so many more checkpoints have been completed. */
  void awaitCheckpoints(int count) {
    long wanted = cluster.checkpoints(job) + count;
    FlinkCluster.await(
        count + " checkpoints", Duration.ofSeconds(90), () -> cluster.checkpoints(job) >= wanted);
  }

  /** Kills a random TaskManager; tells how long it took until all tasks ran again. */
  void killTaskManager() throws Exception {
    long began = System.currentTimeMillis();
    cluster.killTaskManager(random.nextInt(cluster.taskManagers()));
    // one that had no task is no loss: nothing restarts then
    FlinkCluster.await(
        "the loss to be noticed, or none to be",
        Duration.ofSeconds(20),
        () ->
            cluster.restartedAt(job) >= began
                || (System.currentTimeMillis() - began > 7_000 && cluster.runs(job)));
    if (cluster.restartedAt(job) >= began) {
      awaitRunning();
      recoveries.add(System.currentTimeMillis() - began);
      say(
          "a TaskManager killed, running again after "
              + recoveries.get(recoveries.size() - 1)
              + " ms");
    } else {
      say("a TaskManager without tasks killed");
    }
    cluster.startTaskManager();
  }

  /** Kills the JobManager alone, starts another, and goes on from the newest checkpoint. */
  void killJobManager() throws Exception {
    cluster.killJobManager();
    say("the JobManager killed");
    cluster.startJobManager();
    cluster.awaitSlots(parallelism);
    start(newestCheckpoint());
  }

  /** Kills everything, and goes on from the newest checkpoint on a cluster of new processes. */
  void killEverything() throws Exception {
    int count = cluster.taskManagers();
    cluster.killAll();
    say("everything killed");
    cluster.startJobManager();
    for (int i = 0; i < count; i++) {
      cluster.startTaskManager();
    }
    cluster.awaitSlots(parallelism);
    start(newestCheckpoint());
  }

  /** Stops with a savepoint and starts again from it. */
  void savepoint() throws Exception {
    Path savepoint = cluster.stop(job, folder.resolve("savepoints"));
    say("stopped with a savepoint");
    start(savepoint);
  }

  /** The newest complete checkpoint: one with its metadata. */
  Path newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"), 3)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .max((a, b) -> modified(a).compareTo(modified(b)))
          .orElseThrow()
          .getParent();
    }
  }

  private static java.nio.file.attribute.FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return java.nio.file.attribute.FileTime.fromMillis(0);
    }
  }

  /** Puts every kind of poison on the stream. */
  void poison() {
    List<byte[]> records =
        new ArrayList<>(
            PoisonCorpus.all().values().stream()
                // Kinesis itself takes neither an empty record nor one beyond a megabyte
                .filter(bytes -> bytes.length > 0 && bytes.length < 900_000)
                .toList());
    Collections.shuffle(records, random);
    for (byte[] record : records) {
      kinesis.put(stream, List.of(record));
    }
    poisons = records.size();
    say(poisons + " kinds of poison put");
  }

  /** Splits one of the first two shards in the middle of its half of all hash keys. */
  void split(int shard) {
    List<String> shards = kinesis.shards(stream);
    BigInteger middle = BigInteger.ONE.shiftLeft(126);
    BigInteger half = BigInteger.ONE.shiftLeft(127);
    kinesis.split(
        stream, shards.get(shard), middle.add(half.multiply(BigInteger.valueOf(shard))).toString());
    List<String> after = kinesis.shards(stream);
    say("a shard split: " + shards.size() + " shards, now " + after.size());
  }

  /** Merges the children of a split. */
  void merge() {
    List<String> shards = kinesis.shards(stream);
    kinesis.merge(stream, shards.get(shards.size() - 2), shards.get(shards.size() - 1));
    say("two shards merged");
  }

  /**
   * Ends the load and compares all that was said with the oracle.
   *
   * @param minutes the load lasts at least until so many periods have ended
   */
  void check(int minutes) throws Exception {
    long wanted = (loadedAt / MINUTE + minutes) * MINUTE + 1_000;
    Thread.sleep(Math.max(0, wanted - System.currentTimeMillis()));
    load.close();
    say(load.events() + " events put, the slowest in " + load.slowestPut() + " ms");
    assertThat(load.slowestPut() + Load.AGE)
        .as("age of an event when it comes: one beyond the lateness is late, which no oracle knows")
        .isLessThan(LATENESS);
    long end = System.currentTimeMillis() / MINUTE * MINUTE;
    RuleSet rules = RuleFileReader.read(List.of(text("rules.yaml"))).ruleSet();
    new Comparison(folder, sns, poisons, this::say).run(rules, load.truth(), end);
    if (!recoveries.isEmpty()) {
      List<Long> sorted = recoveries.stream().sorted().toList();
      say(
          "back to running: median "
              + sorted.get(sorted.size() / 2)
              + " ms, longest "
              + sorted.get(sorted.size() - 1)
              + " ms of "
              + sorted.size());
    }
  }

  private static SourceText text(String file) throws IOException {
    try (var in = FaultRun.class.getResourceAsStream("/fault/" + file)) {
      return SourceText.of(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A line of the run's own log. */
  final void say(String what) {
    double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    busiest = Math.max(busiest, busy);
    System.out.printf(
        "%s [load %.1f] %s%n",
        LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS), busy, what);
  }

  /** The highest load average that was seen. */
  double busiest() {
    return busiest;
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
    }
    cluster.close();
    way.close();
    sns.close();
  }
}
