package dev.trailwatch.app;

import dev.trailwatch.connector.rules.RuleFiles;
import dev.trailwatch.connector.s3.S3Location;
import dev.trailwatch.connector.sns.SnsSink;
import dev.trailwatch.rulefile.SignedList;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a job is to run: the property groups of a Managed Flink application, read and checked.
 *
 * <p>The same groups hold locally, where they come from a file of the same form or from {@code
 * --set}. Immutable.
 */
public final class JobConfig {
  /** The groups, in the order of the documentation. */
  public static final List<String> GROUPS =
      List.of(
          "trailwatch.source",
          "trailwatch.rules",
          "trailwatch.time",
          "trailwatch.sink",
          "trailwatch.dead-letter",
          "trailwatch.accounts",
          "trailwatch.runtime");

  private static final String SOURCE = "trailwatch.source";
  private static final String RULES = "trailwatch.rules";
  private static final String TIME = "trailwatch.time";
  private static final String SINK = "trailwatch.sink";
  private static final String DEAD_LETTER = "trailwatch.dead-letter";
  private static final String ACCOUNTS = "trailwatch.accounts";
  private static final String RUNTIME = "trailwatch.runtime";

  private final String sourceType;
  private final List<String> sourcePaths;
  private final long seed;
  private final int rate;
  private final Properties source;
  private final String rulesLocation;
  private final @Nullable PublicKey rulesKey;
  private final Duration rulesPollInterval;
  private final String eventTime;
  private final Duration lateness;
  private final Duration allowedLateness;
  private final Duration trailSilentAfter;
  private final String sinkType;
  private final Map<String, String> topics;
  private final @Nullable String sinkEndpoint;
  private final @Nullable String sinkPath;
  private final @Nullable String deadLetterLocation;
  private final @Nullable String accountsLocation;
  private final @Nullable String accountId;
  private final @Nullable String region;
  private final @Nullable String s3Endpoint;
  private final @Nullable String checkpointDirectory;
  private final Duration checkpointInterval;
  private final int parallelism;
  private final int webPort;
  private final String inflater;
  private final List<String> ruleMetrics;
  private final List<String> settings;

  private JobConfig(PropertyReader in) {
    settings = List.copyOf(in.settings());
    sourceType = in.choice(SOURCE, "type", "kinesis", "kinesis", "files", "demo");
    sourcePaths = paths(in.text(SOURCE, "path"));
    seed = in.integer(SOURCE, "seed", 42, 0, Integer.MAX_VALUE);
    rate = in.integer(SOURCE, "rate", 20, 1, 1_000_000);
    source = sourceProperties(in);
    rulesLocation = in.text(RULES, "location", "rules");
    String key = in.text(RULES, "signature.key");
    rulesKey = key == null ? null : SignedList.key(key);
    if (key != null && rulesKey == null) {
      in.problem(
          RULES,
          "signature.key",
          "no public key: expected what \"openssl pkey -pubin -outform DER | base64\" prints, of an"
              + " EC or RSA key, or an Ed25519 key on Java 15 and later");
    }
    boolean remote = rulesLocation.startsWith("s3://");
    rulesPollInterval = in.duration(RULES, "poll.interval", Duration.ofSeconds(remote ? 10 : 2));
    eventTime = in.choice(TIME, "event.time", "auto", "auto", "log", "cloudtrail");
    lateness = in.duration(TIME, "lateness", Duration.ofMinutes(15));
    allowedLateness = in.duration(TIME, "allowed.lateness", Duration.ofHours(24));
    trailSilentAfter = in.duration(TIME, "trail.silent.after", Duration.ofMinutes(30));
    sinkType = in.choice(SINK, "type", "stdout", "sns", "stdout", "file");
    topics = new TreeMap<>(in.startingWith(SINK, "topic."));
    sinkEndpoint = endpoint(in, SINK, "aws.endpoint");
    sinkPath = in.text(SINK, "path");
    deadLetterLocation = in.text(DEAD_LETTER, "location");
    accountsLocation = in.text(ACCOUNTS, "location");
    accountId = accountId(in);
    String sinkRegion = in.text(SINK, "aws.region");
    region = in.text(RUNTIME, "region", sinkRegion == null ? "" : sinkRegion);
    s3Endpoint = endpoint(in, RUNTIME, "s3.endpoint");
    checkpointDirectory = in.text(RUNTIME, "checkpoint.dir");
    checkpointInterval = in.duration(RUNTIME, "checkpoint.interval", Duration.ofSeconds(10));
    parallelism = in.integer(RUNTIME, "parallelism", 1, 1, 1024);
    webPort = in.integer(RUNTIME, "web.port", -1, -1, 65_535);
    inflater = in.choice(RUNTIME, "inflater", "zlib", "zlib", "own");
    ruleMetrics = in.list(RUNTIME, "rule.metrics");
    check(in);
  }

  /**
   * Reads the property groups.
   *
   * @throws ConfigException with all problems: unknown groups and keys, values that can't be used,
   *     values that are missing
   */
  public static JobConfig of(Map<String, Properties> groups) throws ConfigException {
    PropertyReader in = new PropertyReader(groups);
    JobConfig config = new JobConfig(in);
    List<String> problems = in.problems(GROUPS);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  private void check(PropertyReader in) {
    if (sourceType.equals("files") && sourcePaths.isEmpty()) {
      in.problem(SOURCE, "path", "missing: which files are to be read");
    }
    if (sourceType.equals("kinesis")) {
      boolean named = source.containsKey("stream.arn") || source.containsKey("stream.name");
      if (!named) {
        in.problem(SOURCE, "stream.arn", "missing: the Kinesis stream to read, or stream.name");
      } else if (!source.containsKey("stream.arn") && !source.containsKey("aws.region")) {
        in.problem(SOURCE, "aws.region", "missing: stream.name needs the stream's Region");
      }
    }
    if (sinkType.equals("sns") && topics.isEmpty()) {
      in.problem(SINK, "topic.default", "missing: the ARN of the topic to publish to");
    }
    if (sinkType.equals("sns")) {
      SnsSink.problems(topics).forEach(problem -> in.problem(SINK + ": " + problem));
    }
    if (sinkType.equals("file") && sinkPath == null) {
      in.problem(SINK, "path", "missing: the file to write to");
    }
    place(in, RULES, rulesLocation);
    place(in, DEAD_LETTER, deadLetterLocation);
    place(in, ACCOUNTS, accountsLocation);
    if (lateness.compareTo(Duration.ofDays(7)) > 0) {
      in.problem(TIME, "lateness", "at most 7 days");
    }
  }

  private static void place(PropertyReader in, String group, @Nullable String location) {
    String problem = location == null ? null : Storage.problem(location);
    if (problem != null) {
      in.problem(group, "location", problem);
    }
  }

  private static List<String> paths(@Nullable String value) {
    if (value == null) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    for (String path : value.split(",", -1)) {
      if (!path.isBlank()) {
        paths.add(path.strip());
      }
    }
    return List.copyOf(paths);
  }

  private static Properties sourceProperties(PropertyReader in) {
    Properties properties = new Properties();
    for (String key :
        List.of(
            "stream.arn",
            "stream.name",
            "aws.region",
            "initial.position",
            "initial.timestamp",
            "record.publisher")) {
      String value = in.text(SOURCE, key);
      if (value != null) {
        properties.setProperty(key, value);
      }
    }
    String endpoint = endpoint(in, SOURCE, "aws.endpoint");
    if (endpoint != null) {
      properties.setProperty("aws.endpoint", endpoint);
    }
    in.choice(SOURCE, "initial.position", "LATEST", "LATEST", "TRIM_HORIZON", "AT_TIMESTAMP");
    in.choice(SOURCE, "record.publisher", "POLLING", "POLLING", "EFO");
    @Nullable Instant from = in.instant(SOURCE, "initial.timestamp");
    if ("AT_TIMESTAMP".equalsIgnoreCase(properties.getProperty("initial.position"))
        && from == null) {
      in.problem(SOURCE, "initial.timestamp", "missing: AT_TIMESTAMP needs a time");
    }
    in.startingWith(SOURCE, "flink.")
        .forEach((key, value) -> properties.setProperty("flink." + key, value));
    in.startingWith(SOURCE, "aws.credentials.")
        .forEach((key, value) -> properties.setProperty("aws.credentials." + key, value));
    return properties;
  }

  /** An endpoint override: for emulators on this machine, or anything that TLS vouches for. */
  private static @Nullable String endpoint(PropertyReader in, String group, String key) {
    String value = in.text(group, key);
    if (value == null) {
      return null;
    }
    try {
      URI uri = URI.create(value);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      boolean loopback =
          host.equals("localhost")
              || host.matches("127(\\.[0-9]{1,3}){3}") // a name may begin with 127. as well
              || host.equals("[::1]");
      if ("https".equalsIgnoreCase(uri.getScheme()) && !host.isEmpty()) {
        return value;
      }
      if ("http".equalsIgnoreCase(uri.getScheme()) && loopback) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // said below, in words of ours
    }
    in.problem(group, key, "\"" + value + "\" is neither https nor an address of this machine");
    return null;
  }

  private static @Nullable String accountId(PropertyReader in) {
    String value = in.text(RUNTIME, "account.id");
    if (value != null && !value.matches("\\d{12}")) {
      in.problem(RUNTIME, "account.id", "\"" + value + "\" is no account id of 12 digits");
    }
    return value;
  }

  /** Every value that is set, one a line, to be shown at the start; secrets are masked. */
  public List<String> settings() {
    return settings;
  }

  /** Where records come from: {@code kinesis}, {@code files} or {@code demo}. */
  public String sourceType() {
    return sourceType;
  }

  /** The files that {@code files} reads. */
  public List<String> sourcePaths() {
    return sourcePaths;
  }

  /** The demo's seed. */
  public long seed() {
    return seed;
  }

  /** The demo's events a second. */
  public int rate() {
    return rate;
  }

  /** The connector's own properties. */
  public Properties source() {
    Properties copy = new Properties();
    copy.putAll(source);
    return copy;
  }

  /** Where the rule files are: a path, {@code file://} or {@code s3://}. */
  public String rulesLocation() {
    return rulesLocation;
  }

  /** The rule files at that place; with {@code signature.key}, only as they were signed. */
  RuleFiles ruleFiles() {
    return storage().rules(rulesLocation, rulesKey);
  }

  /** How often they are looked at. */
  public Duration rulesPollInterval() {
    return rulesPollInterval;
  }

  /** Which time an event counts in: {@code auto}, {@code log} or {@code cloudtrail}. */
  public String eventTime() {
    return eventTime;
  }

  /** How long OK and missing-data verdicts wait for late events. */
  public Duration lateness() {
    return lateness;
  }

  /** How long a late match can still raise an ALARM. */
  public Duration allowedLateness() {
    return allowedLateness;
  }

  /** How long a trail may be silent before that is an alarm of its own; zero is never. */
  public Duration trailSilentAfter() {
    return trailSilentAfter;
  }

  /** Where notices go: {@code sns}, {@code stdout} or {@code file}. */
  public String sinkType() {
    return sinkType;
  }

  /** Topic name to ARN. */
  public Map<String, String> topics() {
    return Map.copyOf(topics);
  }

  /** The SNS endpoint in place of AWS's, or null. */
  public @Nullable String sinkEndpoint() {
    return sinkEndpoint;
  }

  /** The file that notices are written to, or null. */
  public @Nullable String sinkPath() {
    return sinkPath;
  }

  /** Where undecodable records are kept, or null. */
  public @Nullable String deadLetterLocation() {
    return deadLetterLocation;
  }

  /** Where account names are, or null. */
  public @Nullable String accountsLocation() {
    return accountsLocation;
  }

  /** The account that the engine runs in; null if not configured. */
  public @Nullable String accountId() {
    return accountId;
  }

  /** The Region that the engine runs in; null if not configured. */
  public @Nullable String region() {
    return region == null || region.isEmpty() ? null : region;
  }

  /** The places that the job reads and writes besides its stream and topics. */
  Storage storage() {
    return new Storage(s3Endpoint, region());
  }

  /** Whether any of them is in S3. */
  boolean usesS3() {
    return S3Location.isOne(rulesLocation)
        || (deadLetterLocation != null && S3Location.isOne(deadLetterLocation))
        || (accountsLocation != null && S3Location.isOne(accountsLocation));
  }

  /** Where a local job keeps its checkpoints, or null. */
  public @Nullable String checkpointDirectory() {
    return checkpointDirectory;
  }

  /** How often a local job makes a checkpoint. */
  public Duration checkpointInterval() {
    return checkpointInterval;
  }

  /** A local job's parallelism. */
  public int parallelism() {
    return parallelism;
  }

  /** What inflates records: {@code zlib} for the JDK's decoder, {@code own} for ours. */
  public String inflater() {
    return inflater;
  }

  /** Names of the rules whose matches are counted each by itself, {@code *} for any characters. */
  public List<String> ruleMetrics() {
    return ruleMetrics;
  }

  /** The local web UI's port: 0 for any free one, -1 for none. */
  public int webPort() {
    return webPort;
  }
}
