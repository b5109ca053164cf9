package dev.trailwatch.app;

import dev.trailwatch.connector.replay.UnwritableFile;
import dev.trailwatch.connector.rules.ReloadListener;
import dev.trailwatch.diagnostic.Causes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The streaming job in this process, with its web UI and its checkpoints on this machine's disk.
 */
public final class LocalJob {
  private final DetectionApp app;
  private final LocalCluster cluster;

  private LocalJob(DetectionApp app, LocalCluster cluster) {
    this.app = app;
    this.cluster = cluster;
  }

  /**
   * A job as configured, not yet running.
   *
   * @throws ConfigException if rules and configuration don't fit, what is to be read is not there,
   *     or what is to be written cannot be
   * @throws RuleLocation.InvalidRules if the rules are not valid
   * @throws IOException if the rules can't be read
   * @throws PortInUse if the web UI's port is taken
   * @throws NoCredentials if the job needs AWS and no credentials are to be found
   */
  public static LocalJob of(JobConfig config)
      throws ConfigException, RuleLocation.InvalidRules, IOException, PortInUse, NoCredentials {
    if (config.usesS3()) {
      // what is read below needs them
      checkCredentials(config);
    }
    DetectionApp app = DetectionApp.of(config);
    checkCredentials(config);
    LocalCluster cluster = LocalCluster.of(config.parallelism()).restarting();
    prepare(config, cluster);
    if (config.webPort() >= 0) {
      try {
        cluster.web(config.webPort());
      } catch (IOException e) {
        throw new PortInUse(config.webPort());
      }
    }
    return new LocalJob(app, cluster);
  }

  /** Plays the demo as it is told: for a while or for ever, rules taking effect soon. */
  public LocalJob demo(@Nullable Duration duration, ReloadListener reloads) {
    if (duration != null) {
      app.demoLasts(duration);
    }
    app.adoptionDelay(Duration.ofSeconds(1)).reloads(reloads);
    return this;
  }

  /** Tells somebody of each reload of the rules. */
  public LocalJob reloads(ReloadListener reloads) {
    app.reloads(reloads);
    return this;
  }

  /** The rules that the job starts with. */
  public RuleLocation rules() {
    return app.rules();
  }

  /** The web UI's address; null if there is none. */
  public @Nullable String webAddress() {
    return cluster.webAddress();
  }

  /**
   * Runs until the input ends or the job fails for good.
   *
   * @param failures told of each failure after which the job starts again
   * @throws Exception what it failed with
   */
  public void run(FailureListener failures) throws Exception {
    StreamExecutionEnvironment env = cluster.environment();
    app.addTo(env);
    WatchedJob.start(env, "trailwatch").await(failures);
  }

  /** Says all at once what a job would find out when it writes, each time that it starts again. */
  private static void prepare(JobConfig config, LocalCluster cluster) throws ConfigException {
    List<String> problems = new ArrayList<>();
    if (config.sinkType().equals("file")) {
      check("trailwatch.sink.path", config.sinkPath(), problems);
    }
    check("trailwatch.dead-letter.location", config.deadLetterLocation(), problems);
    String checkpoints = config.checkpointDirectory();
    try {
      if (checkpoints != null) {
        cluster.checkpoints(Path.of(checkpoints), config.checkpointInterval());
      }
    } catch (IOException e) {
      problems.add(
          "trailwatch.runtime.checkpoint.dir: cannot make "
              + checkpoints
              + ": "
              + Causes.ofFile(e));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void check(String key, @Nullable String place, List<String> problems) {
    try {
      if (place != null) {
        Storage.check(place);
      }
    } catch (UnwritableFile e) {
      problems.add(key + ": " + e.getMessage());
    }
  }

  /** Said at once, where a job that restarts for ever would say it to nobody. */
  private static void checkCredentials(JobConfig config) throws NoCredentials {
    boolean reads =
        config.sourceType().equals("kinesis")
            && config.source().getProperty("aws.credentials.provider") == null;
    if (!reads && !config.sinkType().equals("sns") && !config.usesS3()) {
      return;
    }
    try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
      chain.resolveCredentials();
    } catch (SdkClientException e) {
      throw new NoCredentials();
    }
  }

  /** Neither the environment nor a profile nor the machine has AWS credentials. */
  public static final class NoCredentials extends Exception {
    private static final long serialVersionUID = 1L;

    NoCredentials() {
      super(
          "no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " run where a role is attached");
    }
  }

  /** The web UI's port is taken by somebody else. */
  public static final class PortInUse extends Exception {
    private static final long serialVersionUID = 1L;

    PortInUse(int port) {
      super("port " + port + " is in use on this machine");
    }
  }
}
