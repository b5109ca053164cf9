package dev.trailwatch.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Records for tests: what CloudWatch Logs sends, and gzip members with chosen headers. */
public final class Payloads {
  private Payloads() {}

  /** A subscription message with these messages, plain. */
  public static String data(String... messages) {
    StringBuilder json = new StringBuilder();
    json.append("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",")
        .append("\"logGroup\":\"trail\",\"logStream\":\"111122223333_CloudTrail_us-east-1\",")
        .append("\"subscriptionFilters\":[\"all\"],\"logEvents\":[");
    for (int i = 0; i < messages.length; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"id\":\"3612345678901234567890123456789012345678901234567890120")
          .append(i)
          .append("\",\"timestamp\":")
          .append(1_772_000_000_000L + i)
          .append(",\"message\":\"")
          .append(messages[i].replace("\\", "\\\\").replace("\"", "\\\""))
          .append("\"}");
    }
    return json.append("]}").toString();
  }

  public static final String CONTROL =
      "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\","
          + "\"logStream\":\"\",\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"\","
          + "\"timestamp\":1772000000000,\"message\":\"CWL CONTROL MESSAGE: Checking health of"
          + " destination Kinesis stream.\"}]}";

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(String text) {
    return gzip(utf8(text));
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A gzip member whose header has these flags, with the fields that they ask for. */
  public static byte[] gzipWithHeader(int flags, byte[] fields, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, (byte) 255});
    out.writeBytes(fields);
    if ((flags & 2) != 0) {
      CRC32 crc = new CRC32();
      crc.update(out.toByteArray());
      out.write((int) crc.getValue() & 0xff);
      out.write((int) (crc.getValue() >>> 8) & 0xff);
    }
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(content);
    for (long value : new long[] {crc.getValue(), content.length}) {
      for (int i = 0; i < 4; i++) {
        out.write((int) (value >>> (8 * i)) & 0xff);
      }
    }
    return out.toByteArray();
  }
}
