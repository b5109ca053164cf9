package dev.trailwatch.connector.kinesis;

import dev.trailwatch.wire.RawRecord;
import org.apache.flink.streaming.api.functions.AssignerWithPeriodicWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * A record's timestamp: when it arrived.
 *
 * <p>The connector starts its periodic watermark timer only where there is an assigner. The
 * watermarks themselves are the {@link CaughtUpFetcher}'s.
 */
// deprecated for sources of today's interface; the Kinesis connector knows no other
@SuppressWarnings("deprecation")
final class ArrivalAssigner implements AssignerWithPeriodicWatermarks<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public long extractTimestamp(RawRecord record, long previous) {
    return record.arrival;
  }

  @Override
  public @Nullable Watermark getCurrentWatermark() {
    return null;
  }
}
