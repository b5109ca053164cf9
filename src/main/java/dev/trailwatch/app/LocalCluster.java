package dev.trailwatch.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Flink in this process: what a job needs to run on one machine without a cluster.
 *
 * <p>Managed Flink sets checkpoints, state backend and restarts itself and refuses code that does;
 * so these settings live here and nowhere else.
 */
public final class LocalCluster {
  private final Configuration configuration = new Configuration();
  private int webPort = -1;

  private LocalCluster() {}

  /** A cluster of one process without a web UI, without checkpoints. */
  public static LocalCluster of(int parallelism) {
    LocalCluster cluster = new LocalCluster();
    Configuration settings = cluster.configuration;
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    settings.set(RestOptions.ADDRESS, "127.0.0.1");
    // nobody submits further jobs here, and the classes for that take long to load
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    return cluster;
  }

  /**
   * Serves Flink's web UI on this machine.
   *
   * @param port 0 for any free port
   * @throws IOException if the port is in use
   */
  public LocalCluster web(int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      webPort = probe.getLocalPort();
    }
    configuration.set(RestOptions.PORT, webPort);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    return this;
  }

  /** Restarts the job after a failure, for ever, one second apart. */
  public LocalCluster restarting() {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    return this;
  }

  /**
   * Makes checkpoints into a directory, and starts from the newest one that is there.
   *
   * <p>They hold evidence: a directory that is made here is its owner's alone.
   */
  public LocalCluster checkpoints(Path directory, Duration interval) throws IOException {
    if (!Files.isDirectory(directory)) {
      createPrivate(directory);
    }
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    Path newest = newestCheckpoint(directory);
    if (newest != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString());
    }
    return this;
  }

  /**
   * Makes checkpoints of bounded input into a directory, and starts from the newest one that is
   * there; none once a task has come to its end.
   */
  LocalCluster resumable(Path directory, Duration interval) throws IOException {
    checkpoints(directory, interval);
    // what is written grows with what has matched: the replay goes on for as long between two
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval);
    configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    return this;
  }

  static void createPrivate(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  /** The environment to build a job in. */
  public StreamExecutionEnvironment environment() {
    return webPort < 0
        ? StreamExecutionEnvironment.createLocalEnvironment(configuration)
        : StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
  }

  /** The web UI's address; null if there is none. */
  public @Nullable String webAddress() {
    return webPort < 0 ? null : "http://127.0.0.1:" + webPort + "/";
  }

  /** The newest complete checkpoint below a directory; null if there is none. */
  static @Nullable Path newestCheckpoint(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, 3)) {
      Optional<Path> newest =
          files
              .filter(file -> file.getFileName().toString().equals("_metadata"))
              .max(Comparator.comparing(LocalCluster::modified));
      return newest.map(Path::getParent).orElse(null);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
