package dev.trailwatch.connector.kinesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.Messages;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.HashKeyRange;
import org.apache.flink.kinesis.shaded.com.google.protobuf.InvalidProtocolBufferException;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of the Kinesis Producer Library on one shard, and which of them the connector
 * would drop.
 *
 * <p>The connector takes aggregates apart and hands their parts on. One with a part that it can't
 * read, that belongs to another shard, or without any part it drops, wholly or from there on, and
 * at most writes it, unmasked, to the log. Here such an aggregate gets a {@linkplain #wrap shape}
 * in which it passes for a plain record: it is refused where records are decoded, and so counted,
 * told and kept as a dead letter like any other.
 */
final class Aggregates {
  /** The partition key of a wrapped record: Kinesis takes none of less than one character. */
  static final String WRAPPED = "";

  private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
  private static final int DIGEST = 16;

  /** Digits of the greatest hash key, 2^128 - 1; a longer number is read by nobody. */
  private static final int LONGEST_HASH_KEY = 39;

  private final BigInteger lowest;
  private final BigInteger highest;

  private Aggregates(BigInteger lowest, BigInteger highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Those of a shard. */
  static Aggregates of(StreamShardHandle shard) {
    HashKeyRange range = shard.getShard().getHashKeyRange();
    return new Aggregates(
        new BigInteger(range.getStartingHashKey()), new BigInteger(range.getEndingHashKey()));
  }

  /** Whether the connector would take the record for an aggregate and lose of it. */
  boolean loses(ByteBuffer record) {
    ByteBuffer data = record.duplicate();
    if (data.remaining() <= MAGIC.length + DIGEST) {
      return false;
    }
    for (byte expected : MAGIC) {
      if (data.get() != expected) {
        return false;
      }
    }
    byte[] body = new byte[data.remaining() - DIGEST];
    byte[] digest = new byte[DIGEST];
    data.get(body).get(digest);
    return Arrays.equals(md5(body), digest) && losesOf(body);
  }

  private boolean losesOf(byte[] body) {
    Messages.AggregatedRecord aggregate;
    try {
      aggregate = Messages.AggregatedRecord.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      // the connector then takes it for a plain record
      return false;
    }
    List<String> keys = aggregate.getPartitionKeyTableList();
    List<String> hashKeys = aggregate.getExplicitHashKeyTableList();
    for (Messages.Record part : aggregate.getRecordsList()) {
      String key = at(keys, part.getPartitionKeyIndex());
      String hashKey =
          part.hasExplicitHashKeyIndex() ? at(hashKeys, part.getExplicitHashKeyIndex()) : null;
      if (key == null || (part.hasExplicitHashKeyIndex() && hashKey == null)) {
        return true;
      }
      BigInteger hash = hashKey == null ? hash(key) : number(hashKey);
      if (hash == null || hash.compareTo(lowest) < 0 || hash.compareTo(highest) > 0) {
        return true;
      }
    }
    return aggregate.getRecordsCount() == 0;
  }

  /** The entry of a table; null if it has none at the index. */
  private static @Nullable String at(List<String> table, long index) {
    return index >= 0 && index < table.size() ? table.get((int) index) : null;
  }

  private static @Nullable BigInteger number(String digits) {
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= LONGEST_HASH_KEY
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? new BigInteger(digits) : null;
  }

  private static BigInteger hash(String partitionKey) {
    return new BigInteger(1, md5(partitionKey.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has MD5", e);
    }
  }

  /** The bytes of a record behind one more byte, so that the magic number does not begin them. */
  static ByteBuffer wrap(ByteBuffer record) {
    ByteBuffer wrapped = ByteBuffer.allocate(1 + record.remaining());
    wrapped.position(1);
    wrapped.put(record.duplicate());
    wrapped.rewind();
    return wrapped;
  }

  /** The bytes of a record as they came, of one with the partition key {@link #WRAPPED}. */
  static byte[] unwrap(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }
}
