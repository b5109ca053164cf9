package dev.trailwatch.job;

import dev.trailwatch.wire.RawRecord;
import dev.trailwatch.wire.RuleSetRecord;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The whole job on a MiniCluster, fed from a {@link GatedSource}, with a view of its metrics. */
final class LoadedJob implements AutoCloseable {
  /** How long a metric is not looked for anew, in nanoseconds. */
  private static final long LOOK_UP = 500_000_000;

  private final InMemoryReporter metrics = InMemoryReporter.create();
  private final Map<String, Collection<Metric>> found = new HashMap<>();
  private final JobClient job;
  private long lookedUp = System.nanoTime();
  private long sent;
  private boolean stopped;

  /** Processor time and wall time of a stretch of work, and the events in it. */
  record Work(long events, double cpuSeconds, double seconds) {
    double cpuMicros() {
      return cpuSeconds * 1e6 / events;
    }

    double perSecond() {
      return events / seconds;
    }
  }

  LoadedJob(String rules, GatedSource.Records records, int parallelism, String backend)
      throws Exception {
    GatedSource.GATE.set(0);
    Configuration configuration = metrics.addToConfiguration(new Configuration());
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Files.createTempDirectory("checkpoints").toUri().toString());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    var source =
        env.fromSource(
                new GatedSource(records),
                WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(Duration.ofMinutes(1)),
                "load",
                Types.POJO(RawRecord.class))
            .setParallelism(1)
            .rebalance();
    var none =
        env.fromSequence(0, 0)
            .filter(nothing -> false)
            .map(nothing -> new RuleSetRecord())
            .returns(Types.POJO(RuleSetRecord.class));
    RuleSetRecord set = new RuleSetRecord();
    set.version = "load";
    set.effectiveFrom = Long.MIN_VALUE;
    set.names = new String[] {"load.yaml"};
    set.texts = new String[] {rules};
    JobOptions options = JobOptions.live("auto", 86_400_000, "000000000000", "us-east-1", Map.of());
    DetectionJob.on(source, none, set, options).notices().sinkTo(new DiscardingSink<>());
    job = env.executeAsync("load");
  }

  /** Sends more records, and waits until all their events have been matched. */
  Work send(long records, int eventsPerRecord) throws Exception {
    long start = System.nanoTime();
    long cpu = cpu();
    sent += records;
    GatedSource.GATE.set(sent);
    for (int i = 1; metric("recordsIn") < sent; i++) {
      // asking costs the job as much as some records
      if (i % 100 == 0 && job.getJobStatus().get().isTerminalState()) {
        throw new IllegalStateException("the job has ended");
      }
      Thread.sleep(10);
    }
    return new Work(
        records * eventsPerRecord, (cpu() - cpu) / 1e9, (System.nanoTime() - start) / 1e9);
  }

  /** Waits until so many alarm instances live. */
  void awaitSeries(long series) throws Exception {
    while (metric("alarmSeries") < series) {
      Thread.sleep(20);
    }
  }

  /** A metric, summed over its subtasks. */
  long metric(String name) {
    // looking for it among all metrics costs as much as many records; and an operator's are there
    // when it has started, so that those of all are found in time only
    if (System.nanoTime() - lookedUp > LOOK_UP) {
      found.clear();
      lookedUp = System.nanoTime();
    }
    Collection<Metric> all =
        found.computeIfAbsent(
            name, own -> metrics.findMetrics(job.getJobID(), ".*kinesisanalytics." + own).values());
    long sum = 0;
    for (Metric metric : all) {
      sum +=
          metric instanceof Counter counter
              ? counter.getCount()
              : ((Number) ((Gauge<?>) metric).getValue()).longValue();
    }
    return sum;
  }

  /** What the heap holds after a collection, in bytes. */
  static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Stops the job; the size of its state on disk, in bytes. */
  long stateSize() throws Exception {
    stopped = true;
    Path folder = Files.createTempDirectory("state");
    job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.NATIVE).get();
    long size = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        size += Files.isRegularFile(file) ? Files.size(file) : 0;
        Files.delete(file);
      }
    }
    return size;
  }

  @Override
  public void close() throws Exception {
    if (!stopped) {
      var end = job.getJobExecutionResult().handle((result, cancelled) -> true);
      job.cancel().get();
      end.get();
    }
  }

  /** The processor time of all threads but the one that measures. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
