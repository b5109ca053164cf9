package dev.trailwatch.connector.demo;

import dev.trailwatch.connector.split.Split;
import dev.trailwatch.connector.split.SplitSource;
import dev.trailwatch.wire.RawRecord;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * A live CloudTrail stream of an invented company, with an attack woven in.
 *
 * <p>Emits what Kinesis would deliver: compressed CloudWatch Logs payloads, a control message
 * first, arrival = now. For a parallelism of one. After its duration it ends, and with it the
 * stream: a last watermark closes all windows.
 */
public final class DemoSource extends SplitSource<RawRecord> {
  private static final long serialVersionUID = 1L;

  private final long seed;
  private final double rate;
  private final long durationMillis;

  private DemoSource(long seed, double rate, long durationMillis) {
    this.seed = seed;
    this.rate = rate;
    this.durationMillis = durationMillis;
  }

  /**
   * A stream that ends by itself.
   *
   * @param seed which company; the same seed is the same company
   * @param rate everyday events a second, above 0; the attack's come on top
   * @param duration how long it lasts; the attack takes 45 s
   */
  public static DemoSource lasting(long seed, double rate, Duration duration) {
    return new DemoSource(seed, requirePositive(rate), duration.toMillis());
  }

  /** A stream that never ends. */
  public static DemoSource forever(long seed, double rate) {
    return new DemoSource(seed, requirePositive(rate), Long.MAX_VALUE);
  }

  /**
   * Time by arrival: the watermark is now minus the lateness, silence or not.
   *
   * <p>Right for this source only, which is never behind.
   */
  public static WatermarkStrategy<RawRecord> watermarks(Duration lateness) {
    long millis = lateness.toMillis();
    return WatermarkStrategy.<RawRecord>forGenerator(context -> new NowMinus(millis))
        .withTimestampAssigner((record, previous) -> record.arrival);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RawRecord, Split> createReader(SourceReaderContext context) {
    return new DemoReader(context, seed, rate, durationMillis);
  }

  @Override
  protected List<Split> splits() {
    return List.of(DemoReader.split());
  }

  private static double requirePositive(double rate) {
    if (!(rate > 0) || rate > 1_000_000) {
      throw new IllegalArgumentException("a rate above 0 and up to 1,000,000: " + rate);
    }
    return rate;
  }

  /** The clock, less the lateness; never back. */
  private static final class NowMinus implements WatermarkGenerator<RawRecord> {
    private final long lateness;
    private long last = Long.MIN_VALUE;

    NowMinus(long lateness) {
      this.lateness = lateness;
    }

    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // a millisecond less: a record of this very millisecond may still follow
      long now = System.currentTimeMillis() - lateness - 1;
      if (now > last) {
        last = now;
        output.emitWatermark(new Watermark(now));
      }
    }
  }
}
