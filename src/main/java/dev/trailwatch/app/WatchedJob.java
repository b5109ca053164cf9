package dev.trailwatch.app;

import dev.trailwatch.diagnostic.Causes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A job in this process that somebody stays with.
 *
 * <p>A job that starts again by itself tells its failures to Flink's log alone. Who runs it at a
 * terminal would wait for ever for alarms of a stream that cannot be read; so its cluster is asked.
 */
final class WatchedJob {
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final JobClient job;
  private final MiniCluster cluster;

  private WatchedJob(JobClient job, MiniCluster cluster) {
    this.job = job;
    this.cluster = cluster;
  }

  /** Starts what has been built in an environment of a {@link LocalCluster}. */
  static WatchedJob start(StreamExecutionEnvironment environment, String name) throws Exception {
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    Configuration settings = Configuration.fromMap(environment.getConfiguration().toMap());
    CompletableFuture<MiniCluster> cluster = new CompletableFuture<>();
    JobClient job =
        LocalExecutor.createWithFactory(
                settings,
                mini -> {
                  MiniCluster made = new MiniCluster(mini);
                  cluster.complete(made);
                  return made;
                })
            .execute(graph, settings, WatchedJob.class.getClassLoader())
            .get();
    return new WatchedJob(job, cluster.join());
  }

  /**
   * Waits for the job's end.
   *
   * @throws Exception what it failed with for good
   */
  void await(FailureListener listener) throws Exception {
    FailureWatch watch = new FailureWatch(listener);
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    while (true) {
      try {
        end.get(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        look(watch);
      }
    }
  }

  private void look(FailureWatch watch) throws InterruptedException {
    AccessExecutionGraph graph;
    try {
      graph =
          cluster
              .getExecutionGraph(job.getJobID())
              .get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // it is about to end, or too busy to answer: the next look will tell
      return;
    }
    ErrorInfo failure = graph.getFailureInfo();
    if (failure != null) {
      ClassLoader own = WatchedJob.class.getClassLoader();
      watch.failed(
          failure.getTimestamp(), () -> Causes.of(failure.getException().deserializeError(own)));
    }
    if (graph.getState() == JobStatus.RUNNING) {
      watch.running(System.currentTimeMillis());
    }
  }
}
