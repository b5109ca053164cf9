package dev.trailwatch.connector.kinesis;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/**
 * A record of 29 bytes that looks like an aggregate of the Kinesis Producer Library and is none.
 *
 * <p>Its magic number and its checksum are right, but its one record names a partition key that the
 * table does not have. The connector's error path for it needs a class that Java 11 dropped.
 */
final class PoisonedAggregate {
  private PoisonedAggregate() {}

  static byte[] bytes() throws Exception {
    // protobuf: field 3 (records) of 7 bytes: partition_key_index = 5, data = "abc"
    byte[] body = {0x1a, 0x07, 0x08, 0x05, 0x1a, 0x03, 'a', 'b', 'c'};
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
    record.write(body);
    record.write(MessageDigest.getInstance("MD5").digest(body));
    return record.toByteArray();
  }
}
