package dev.trailwatch.connector.kinesis;

import dev.trailwatch.wire.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.jspecify.annotations.Nullable;

/**
 * A Kinesis record as it arrived, unread: whatever its bytes are, it becomes a {@link RawRecord}.
 *
 * <p>Nothing is decoded here, because an exception thrown here would stop the job and be thrown
 * again after every restart. Never returns null: the connector's watermark code would fail on it.
 */
final class RawRecordSchema implements KinesisDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public RawRecord deserialize(
      byte @Nullable [] bytes,
      String partitionKey,
      String sequence,
      long approximateArrival,
      String stream,
      String shard) {
    byte[] came = bytes == null ? new byte[0] : bytes;
    return RawRecord.of(
        Aggregates.WRAPPED.equals(partitionKey) ? Aggregates.unwrap(came) : came,
        RawRecord.SUBSCRIPTION,
        approximateArrival,
        shard,
        sequence);
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
