package dev.trailwatch.app;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import dev.trailwatch.connector.demo.DemoSource;
import dev.trailwatch.connector.kinesis.KinesisRecords;
import dev.trailwatch.connector.replay.ConsoleSink;
import dev.trailwatch.connector.replay.LineFileSink;
import dev.trailwatch.connector.replay.ReplayFiles;
import dev.trailwatch.connector.replay.ReplayInputs;
import dev.trailwatch.connector.rules.ReloadListener;
import dev.trailwatch.connector.rules.RuleSource;
import dev.trailwatch.connector.sns.RefusedNotices;
import dev.trailwatch.connector.sns.SnsSink;
import dev.trailwatch.job.DetectionJob;
import dev.trailwatch.job.JobOptions;
import dev.trailwatch.job.OperatorIds;
import dev.trailwatch.wire.NoticeRecord;
import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.ReloadRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Puts the job together from its configuration: picks source, rules and sink. */
public final class DetectionApp {
  private final JobConfig config;
  private final RuleLocation rules;
  private final Map<String, String> accountNames;
  private final List<String> files;
  private @Nullable Duration demoDuration;
  private Duration adoptionDelay = Duration.ofSeconds(2);
  private ReloadListener reloads = ReloadListener.none();

  private DetectionApp(
      JobConfig config, RuleLocation rules, Map<String, String> accountNames, List<String> files) {
    this.config = config;
    this.rules = rules;
    this.accountNames = accountNames;
    this.files = files;
  }

  /**
   * The program on Managed Flink, or on any Flink cluster: property groups from the service, or
   * from the file named by {@code --config}.
   */
  public static void main(String[] args) throws Exception {
    Map<String, Properties> groups =
        args.length == 2 && args[0].equals("--config")
            ? PropertyGroups.read(Path.of(args[1]))
            : new TreeMap<>(KinesisAnalyticsRuntime.getApplicationProperties());
    groups.keySet().removeIf(group -> !group.startsWith("trailwatch."));
    DetectionApp app = of(JobConfig.of(groups));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    app.addTo(env);
    env.execute("trailwatch");
  }

  /**
   * An application with its rules read.
   *
   * @throws IOException if the rules cannot be read
   * @throws RuleLocation.InvalidRules if they are not valid
   * @throws ConfigException if a rule names a topic that the configuration lacks, the account names
   *     cannot be read, or the files that are to be read are not there
   */
  public static DetectionApp of(JobConfig config)
      throws IOException, RuleLocation.InvalidRules, ConfigException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    RuleLocation rules = RuleLocation.read(config.ruleFiles(), today);
    if (config.sinkType().equals("sns")) {
      List<String> missing = RuleLocation.missingTopics(rules.ruleSet(), config.topics().keySet());
      if (!missing.isEmpty()) {
        throw new ConfigException(missing);
      }
    }
    String accounts = config.accountsLocation();
    Map<String, String> names =
        accounts == null ? Map.of() : AccountNames.read(accounts, config.storage());
    return new DetectionApp(config, rules, names, files(config));
  }

  private static List<String> files(JobConfig config) throws ConfigException {
    if (!config.sourceType().equals("files")) {
      return List.of();
    }
    ReplayInputs inputs = ReplayInputs.resolve(config.sourcePaths());
    if (!inputs.problems().isEmpty()) {
      throw new ConfigException(
          inputs.problems().stream()
              .map(problem -> "trailwatch.source.path: " + problem)
              .collect(Collectors.toList()));
    }
    return inputs.files();
  }

  /** Ends the demo's source after a while. */
  public DetectionApp demoLasts(Duration duration) {
    demoDuration = duration;
    return this;
  }

  /** How long after its discovery a rule set takes effect. */
  public DetectionApp adoptionDelay(Duration delay) {
    adoptionDelay = delay;
    return this;
  }

  /** Tells somebody of each reload. */
  public DetectionApp reloads(ReloadListener listener) {
    reloads = listener;
    return this;
  }

  /** The rules that the job starts with. */
  public RuleLocation rules() {
    return rules;
  }

  /** Adds the job to an environment; what it says besides notices may be listened to. */
  public DetectionJob addTo(StreamExecutionEnvironment env) {
    DataStream<RawRecord> records = records(env);
    DetectionJob job;
    if (bounded()) {
      job = DetectionJob.on(records, NoRuleSets.in(env), rules.record(), options());
      addSink(job.notices());
    } else {
      DataStream<ReloadRecord> reloads = ruleSource().addTo(env, OperatorIds.RULES);
      DataStream<RuleSetRecord> sets = RuleSource.adopted(reloads, OperatorIds.RULE_SETS);
      job = DetectionJob.on(records, sets, rules.record(), options());
      DataStream<NoticeRecord> notices =
          job.notices().union(healthNotices(reloads), refusalNotices(job));
      addSink(config.trailSilentAfter().isZero() ? notices : notices.union(silenceNotices(job)));
    }
    String deadLetters = config.deadLetterLocation();
    if (deadLetters != null) {
      job.deadLetters()
          .sinkTo(config.storage().deadLetters(deadLetters))
          .setParallelism(1)
          .name("dead letters")
          .uid(OperatorIds.DEAD_LETTERS);
    }
    return job;
  }

  private DataStream<RawRecord> records(StreamExecutionEnvironment env) {
    switch (config.sourceType()) {
      case "kinesis":
        Map<String, String> group = new TreeMap<>();
        Properties source = config.source();
        source.stringPropertyNames().forEach(key -> group.put(key, source.getProperty(key)));
        return KinesisRecords.of(group, config.lateness()).addTo(env, OperatorIds.SOURCE);
      case "files":
        return env.fromSource(
                ReplayFiles.of(files),
                WatermarkStrategy.noWatermarks(),
                "files",
                Types.POJO(RawRecord.class))
            .uid(OperatorIds.SOURCE);
      default:
        DemoSource demo =
            demoDuration == null
                ? DemoSource.forever(config.seed(), config.rate())
                : DemoSource.lasting(config.seed(), config.rate(), demoDuration);
        return env.fromSource(
                demo,
                DemoSource.watermarks(config.lateness()),
                "demo trail",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .uid(OperatorIds.SOURCE);
    }
  }

  private RuleSource ruleSource() {
    Set<String> topics = new TreeSet<>(config.topics().keySet());
    boolean publishes = config.sinkType().equals("sns");
    RuleSource source =
        RuleSource.polling(
                config.ruleFiles(), rules.record(), config.rulesPollInterval(), adoptionDelay)
            .demanding(set -> publishes ? RuleLocation.missingTopics(set, topics) : List.of())
            .telling(reloads);
    return demoDuration == null ? source : source.lasting(demoDuration);
  }

  /** What the engine has to say about itself, where somebody is to hear it. */
  private DataStream<NoticeRecord> healthNotices(DataStream<ReloadRecord> reloads) {
    boolean heard = config.sinkType().equals("sns") && config.topics().containsKey("health");
    return reloads
        .filter(reload -> heard)
        .setParallelism(1)
        .uid(OperatorIds.RELOADS_HEARD)
        .map(new ReloadNotice())
        .returns(Types.POJO(NoticeRecord.class))
        .setParallelism(1)
        .name("reload notices")
        .uid(OperatorIds.RELOAD_NOTICES);
  }

  /** The first undecodable record, where somebody is to hear it. */
  private DataStream<NoticeRecord> refusalNotices(DetectionJob job) {
    boolean heard = !config.sinkType().equals("sns") || config.topics().containsKey("health");
    return job.refusals()
        .filter(refusal -> heard)
        .name("refusals heard")
        .uid(OperatorIds.REFUSALS_HEARD)
        .map(new RefusalNotice())
        .returns(Types.POJO(NoticeRecord.class))
        .name("refusal notices")
        .uid(OperatorIds.REFUSAL_NOTICES);
  }

  /** The dead man's switch: what a trail that is gone cannot say itself. */
  private DataStream<NoticeRecord> silenceNotices(DetectionJob job) {
    Duration after = config.trailSilentAfter();
    return job.silences(after)
        .map(new SilenceNotice(config.topics(), new Whereabouts(config).region(), after))
        .returns(Types.POJO(NoticeRecord.class))
        .name("silence notices")
        .uid(OperatorIds.SILENCE_NOTICES);
  }

  private void addSink(DataStream<NoticeRecord> notices) {
    DataStreamSink<NoticeRecord> sink;
    switch (config.sinkType()) {
      case "sns":
        String endpoint = config.sinkEndpoint();
        String deadLetters = config.deadLetterLocation();
        RefusedNotices refused =
            deadLetters == null
                ? (notice, topic, reason, now) -> {}
                : config.storage().refusedNotices(deadLetters);
        sink =
            notices.sinkTo(
                new SnsSink(
                    config.topics(),
                    endpoint == null ? null : URI.create(endpoint),
                    refused,
                    new RefusedTopic(config.topics().containsKey("health"))));
        break;
      case "file":
        Path file = Path.of(String.valueOf(config.sinkPath()));
        sink =
            notices.sinkTo(
                bounded()
                    ? LineFileSink.sorted(file, LineFileSink.notices())
                    : LineFileSink.appending(file, LineFileSink.notices()));
        break;
      default:
        sink = notices.sinkTo(bounded() ? ConsoleSink.sorted() : ConsoleSink.live());
    }
    // one writer keeps the messages of each alarm in order, whatever becomes of the rest
    sink.setParallelism(1).name(config.sinkType() + " notices").uid(OperatorIds.NOTICES);
  }

  private JobOptions options() {
    Whereabouts here = new Whereabouts(config);
    String account = here.account();
    String region = here.region();
    JobOptions options =
        bounded()
            ? JobOptions.bounded(config.eventTime(), account, region, config.topics())
            : JobOptions.live(
                config.eventTime(),
                config.allowedLateness().toMillis(),
                account,
                region,
                config.topics());
    JobOptions named = options.accountNames(accountNames).withRuleMetrics(config.ruleMetrics());
    return config.inflater().equals("own") ? named.withOwnInflater() : named;
  }

  private boolean bounded() {
    return config.sourceType().equals("files");
  }
}
