package dev.trailwatch.connector.kinesis;

import dev.trailwatch.wire.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The records of a Kinesis stream as a Flink stream, with watermarks that come from their arrival.
 *
 * <p>The job's automatic watermark interval must not be 0: watermarks are emitted at its ticks.
 */
public final class KinesisRecords {
  private final KinesisSettings settings;
  private final Duration lateness;

  private KinesisRecords(KinesisSettings settings, Duration lateness) {
    this.settings = settings;
    this.lateness = lateness;
  }

  /**
   * What is wrong with the keys of a {@code trailwatch.source} group of type kinesis.
   *
   * @return one message per fault, none when all is well
   */
  public static List<String> problems(Map<String, String> group) {
    return KinesisSettings.problems(group);
  }

  /**
   * The records that a {@code trailwatch.source} group describes.
   *
   * @param lateness how far watermarks stay behind the arrival of records
   * @throws IllegalArgumentException if the group has {@link #problems}
   */
  public static KinesisRecords of(Map<String, String> group, Duration lateness) {
    return new KinesisRecords(KinesisSettings.of(group), lateness);
  }

  /**
   * The same from properties, as a job's configuration holds them.
   *
   * @throws IllegalArgumentException if the group has {@link #problems}
   */
  public static KinesisRecords of(Properties group, Duration lateness) {
    Map<String, String> keys = new TreeMap<>();
    group.stringPropertyNames().forEach(key -> keys.put(key, group.getProperty(key)));
    return of(keys, lateness);
  }

  /**
   * Adds the source to a job.
   *
   * @param uid the operator's stable id: the shards' positions lie in state under it
   */
  // Flink 1.20's interface for sources replaced addSource, but the Kinesis connector's only source
  // with fan-out, throttling and ordered resharding is still a SourceFunction
  @SuppressWarnings("deprecation")
  public SingleOutputStreamOperator<RawRecord> addTo(StreamExecutionEnvironment job, String uid) {
    CaughtUpConsumer consumer =
        new CaughtUpConsumer(
            settings.stream(),
            settings.connectorProperties(),
            settings.startsAtLatest(),
            lateness.toMillis());
    return job.addSource(consumer, "kinesis " + settings.stream()).uid(uid);
  }
}
